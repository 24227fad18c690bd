/** Who stands on a leaderboard. Another model in a seat makes another entry: its answers are not those of the one before. */
export type Entry = EnsembleEntry | ModelEntry | PersonaEntry;

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

/** A model by the answers that it gives alone. */
export interface ModelEntry {
  readonly kind: 'model';
  readonly model: string;
  /**
   * How its answer came about: without personas it debated with itself, or chose among drafts; or with one it was a member of an ensemble, and wrote
   * an answer of its own. An entry each, since these are different ways to answer.
   */
  readonly by: 'debate' | 'drafts' | 'member';
}

/** A persona by the own answers of the members who play it, on whatever model. */
export interface PersonaEntry {
  readonly kind: 'persona';
  readonly id: string;
  /** The Discord server whose own it is; null for one that comes with the program. */
  readonly owner: string | null;
}

/** The same for the same entry, and for no other. */
export function keyOf(entry: Entry): string {
  switch (entry.kind) {
    case 'ensemble':
      return JSON.stringify([entry.kind, entry.id, entry.owner, entry.models, entry.chair]);
    case 'model':
      return JSON.stringify([entry.kind, entry.model, entry.by]);
    case 'persona':
      return JSON.stringify([entry.kind, entry.id, entry.owner]);
  }
}
