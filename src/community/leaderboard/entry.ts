/** Who stands on a leaderboard. Another model in a seat makes another entry: its answers are not those of the one before. */
export type Entry = EnsembleEntry | ModelEntry;

export interface EnsembleEntry {
  readonly kind: 'ensemble';
  readonly id: string;
  /** The Discord server whose own it is; null for one that comes with the program. */
  readonly owner: string | null;
  /** The members', in the order of their seats' names. */
  readonly models: readonly string[];
  /** The chair's model. */
  readonly chair: string;
}

/** A model as the baselines have it, alone and without personas. */
export interface ModelEntry {
  readonly kind: 'model';
  readonly model: string;
  /** How its answer came about: it debated with itself, or chose among drafts. Two entries, since they are two ways to answer. */
  readonly by: 'debate' | 'drafts';
}

/** The same for the same entry, and for no other. */
export function keyOf(entry: Entry): string {
  return entry.kind === 'ensemble'
    ? JSON.stringify([entry.kind, entry.id, entry.owner, entry.models, entry.chair])
    : JSON.stringify([entry.kind, entry.model, entry.by]);
}
