import type { Reaction, ReactionCount, ReactionTarget } from './reaction.ts';

/** How many stand under one meaning of one target. */
export interface ReactionSum {
  readonly target: ReactionTarget;
  readonly meaning: string;
  readonly people: number;
  readonly scripted: number;
}

/**
 * Reactions at close: the lists that Discord held then, where it could be asked; else what was seen given and taken back while the bot
 * was up. Each person counts once under a meaning.
 */
export function sumReactions(
  counted: readonly ReactionCount[] | null,
  seen: readonly Reaction[],
): readonly ReactionSum[] {
  return (counted !== null && counted.length > 0 ? counted : lastSeen(seen)).map(({ target, meaning, voters }) => ({
    target,
    meaning,
    people: voters.filter(({ scripted }) => !scripted).length,
    scripted: voters.filter(({ scripted }) => scripted).length,
  }));
}

/** The lists that follow from the reactions seen, in order. */
export function lastSeen(seen: readonly Reaction[]): ReactionCount[] {
  const lists = new Map<string, { target: ReactionTarget; meaning: string; voters: Map<string, Reaction> }>();
  for (const reaction of seen) {
    const key = `${JSON.stringify(reaction.target)} ${reaction.meaning}`;
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
