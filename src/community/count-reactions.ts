import { authorKey } from './author.ts';
import type { Reaction, ReactionCount, ReactionTarget, Wipe } from './reaction.ts';

/** How many stand under one meaning of one target. */
export interface ReactionSum {
  readonly target: ReactionTarget;
  readonly meaning: string;
  readonly people: number;
  readonly scripted: number;
}

/**
 * Reactions at close: the lists that stood then (none of them: nobody reacted), or null where they could not be had; then what was seen
 * given and taken back while the bot was up. Each person counts once under a meaning.
 */
export function sumReactions(
  counted: readonly ReactionCount[] | null,
  seen: readonly Reaction[],
): readonly ReactionSum[] {
  return (counted ?? lastSeen(seen)).map(({ target, meaning, voters }) => ({
    target,
    meaning,
    people: voters.filter(({ scripted }) => !scripted).length,
    scripted: voters.filter(({ scripted }) => scripted).length,
  }));
}

/** The lists that Discord holds, with those that were seen last under what a moderator wiped: a wipe takes nobody's word back. */
export function withWiped(
  held: readonly ReactionCount[],
  seen: readonly Reaction[],
  wipes: readonly Wipe[],
): readonly ReactionCount[] {
  const wiped = lastSeen(seen).filter((count) => isWiped(count, wipes));
  return mergeCounts([...held, ...wiped]).filter(({ voters }) => voters.length > 0);
}

/** What was given and taken back unseen, by the lists that Discord holds now. Of what a moderator wiped it is not known. */
export function unseenChanges(
  held: readonly ReactionCount[],
  seen: readonly Reaction[],
  wipes: readonly Wipe[],
): readonly Reaction[] {
  const before = new Map(lastSeen(seen).map((count) => [keyOf(count), count.voters]));
  return held.flatMap((count) => {
    const { target, meaning, voters } = count;
    const known = before.get(keyOf(count)) ?? [];
    const given = without(voters, known);
    const takenBack = isWiped(count, wipes) ? [] : without(known, voters);
    return [
      ...given.map((voter) => ({ target, meaning, ...voter, given: true })),
      ...takenBack.map((voter) => ({ target, meaning, ...voter, given: false })),
    ];
  });
}

/** One list for each target and meaning, on which nobody stands twice. */
export function mergeCounts(counts: readonly ReactionCount[]): readonly ReactionCount[] {
  const merged = new Map<string, ReactionCount>();
  for (const count of counts) {
    const key = keyOf(count);
    const before = merged.get(key)?.voters ?? [];
    merged.set(key, { ...count, voters: [...before, ...without(count.voters, before)] });
  }
  return [...merged.values()];
}

/** The lists that follow from the reactions seen, in order. */
export function lastSeen(seen: readonly Reaction[]): ReactionCount[] {
  const lists = new Map<string, { target: ReactionTarget; meaning: string; voters: Map<string, Reaction> }>();
  for (const reaction of seen) {
    const key = keyOf(reaction);
    const list = lists.get(key) ?? { target: reaction.target, meaning: reaction.meaning, voters: new Map() };
    lists.set(key, list);
    if (reaction.given) list.voters.set(reaction.voter, reaction);
    else list.voters.delete(reaction.voter);
  }
  return [...lists.values()].map(({ target, meaning, voters }) => ({
    target,
    meaning,
    voters: [...voters.values()].map(({ voter, scripted }) => ({ voter, scripted })),
  }));
}

type Voters = ReactionCount['voters'];

function without(voters: Voters, others: Voters): Voters {
  const left = new Set(others.map(({ voter }) => voter));
  return voters.filter(({ voter }) => !left.has(voter));
}

function isWiped({ target, meaning }: ReactionCount, wipes: readonly Wipe[]): boolean {
  return wipes.some(
    (wipe) => targetKey(wipe.target) === targetKey(target) && (wipe.meaning === null || wipe.meaning === meaning),
  );
}

function keyOf({ target, meaning }: Pick<ReactionCount, 'target' | 'meaning'>): string {
  return `${targetKey(target)} ${meaning}`;
}

function targetKey(target: ReactionTarget): string {
  return target.kind === 'turn' ? `turn ${target.turn.round} ${target.turn.seat}` : `answer ${authorKey(target)}`;
}
