import { withExclusion } from './exclusive-reactions.ts';
import { type Counting, siftPeople } from './left-out.ts';
import type { Reaction, ReactionCount, ReactionTarget, Reactor, Wipe } from './reaction.ts';
import { listKey, targetKey } from './reaction-key.ts';

/** How many stand under one meaning of one target. */
export interface ReactionSum {
  readonly target: ReactionTarget;
  readonly meaning: string;
  /** Everybody but programs: the raw count. */
  readonly people: number;
  /** Those of them whom the ballot's rules leave in (left-out.ts), without those who gave one that excludes it later, or may have. */
  readonly filtered: number;
  /** Who gave one that excludes it too, without it being seen which was the last: in the raw count only. */
  readonly unclear: number;
  /** Of whom nothing is known, so that they stand in both counts. */
  readonly unknown: number;
  readonly scripted: number;
}

/** The lists that count: those that Discord held at close (none of them: nobody reacted), or null where they could not be had; then those seen last. */
export function standingLists(
  counted: readonly ReactionCount[] | null,
  seen: readonly Reaction[],
): readonly ReactionCount[] {
  return counted ?? withExclusion(lastSeen(seen), seen);
}

/** Sums up lists; each person counts once under a meaning. @param counting null where no ballot was opened, so that nobody is left out */
export function sumReactions(lists: readonly ReactionCount[], counting: Counting | null): readonly ReactionSum[] {
  return lists.map(({ target, meaning, voters }) => {
    const people = voters.filter(({ scripted }) => !scripted);
    const { kept, unknown } = siftPeople(
      people.filter(({ excluded }) => excluded === undefined),
      counting,
    );
    return {
      target,
      meaning,
      people: people.length,
      filtered: kept.size,
      unclear: people.filter(({ excluded }) => excluded === 'unclear').length,
      unknown,
      scripted: voters.length - people.length,
    };
  });
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
  const before = new Map(lastSeen(seen).map((count) => [listKey(count), count.voters]));
  return held.flatMap((count) => {
    const { target, meaning, voters } = count;
    const known = before.get(listKey(count)) ?? [];
    const given = without(voters, known);
    const takenBack = isWiped(count, wipes) ? [] : without(known, voters);
    return [
      ...given.map((voter) => ({ target, meaning, ...voter, given: true, found: true as const })),
      ...takenBack.map(({ voter, scripted }) => ({ target, meaning, voter, scripted, given: false })),
    ];
  });
}

/** One list for each target and meaning, on which nobody stands twice. */
export function mergeCounts(counts: readonly ReactionCount[]): readonly ReactionCount[] {
  const merged = new Map<string, ReactionCount>();
  for (const count of counts) {
    const key = listKey(count);
    const before = merged.get(key)?.voters ?? [];
    merged.set(key, { ...count, voters: [...before, ...without(count.voters, before)] });
  }
  return [...merged.values()];
}

/** The lists that follow from the reactions seen, in order. */
export function lastSeen(seen: readonly Reaction[]): ReactionCount[] {
  const lists = new Map<string, { target: ReactionTarget; meaning: string; voters: Map<string, Reaction> }>();
  for (const reaction of seen) {
    const key = listKey(reaction);
    const list = lists.get(key) ?? { target: reaction.target, meaning: reaction.meaning, voters: new Map() };
    lists.set(key, list);
    if (reaction.given) list.voters.set(reaction.voter, reaction);
    else list.voters.delete(reaction.voter);
  }
  return [...lists.values()].map(({ target, meaning, voters }) => ({
    target,
    meaning,
    voters: [...voters.values()].map(({ voter, scripted, facts }) => ({
      voter,
      scripted,
      ...(facts === undefined ? {} : { facts }),
    })),
  }));
}

function without(voters: readonly Reactor[], others: readonly Reactor[]): Reactor[] {
  const known = new Set(others.map(({ voter }) => voter));
  return voters.filter(({ voter }) => !known.has(voter));
}

function isWiped({ target, meaning }: ReactionCount, wipes: readonly Wipe[]): boolean {
  return wipes.some(
    (wipe) => targetKey(wipe.target) === targetKey(target) && (wipe.meaning === null || wipe.meaning === meaning),
  );
}

/** Wipes of the same thing are one: Discord may tell of it twice, and a moderator may do it again. */
export function distinctWipes(wipes: readonly Wipe[]): readonly Wipe[] {
  return [...new Map(wipes.map((wipe) => [`${targetKey(wipe.target)} ${wipe.meaning ?? ''}`, wipe])).values()];
}
