import { EXCLUSIVE, type Reaction, type ReactionCount, type Reactor } from './reaction.ts';
import { personKey, targetKey } from './reaction-key.ts';

/**
 * The same lists, in which whoever stands under two meanings that exclude each other is told apart: the one that was given last is theirs.
 * @param seen given and taken back while the bot was up, in order, with what was found after it had been down
 */
export function withExclusion(lists: readonly ReactionCount[], seen: readonly Reaction[]): readonly ReactionCount[] {
  const given = new Map<string, number>();
  for (const [place, reaction] of seen.entries()) if (reaction.given) given.set(personKey(reaction), place);
  return lists.map((list) => {
    const other = otherOf(list, lists);
    if (other === undefined) return list;
    const also = new Set(other.voters.map(({ voter }) => voter));
    const voters = list.voters.map((reactor): Reactor => {
      const { excluded: _, ...standing } = reactor;
      if (!also.has(reactor.voter)) return standing;
      const [own, others] = [
        given.get(personKey({ ...list, voter: reactor.voter })),
        given.get(personKey({ ...other, voter: reactor.voter })),
      ];
      // Found together they may have been given in any order, and of one that was never seen nothing is known.
      if (own === undefined || others === undefined || (seen[own]?.found === true && seen[others]?.found === true))
        return { ...standing, excluded: 'unclear' };
      return own < others ? { ...standing, excluded: 'taken-over' } : standing;
    });
    return { ...list, voters };
  });
}

/** The list of the same target that excludes one. */
function otherOf({ target, meaning }: ReactionCount, lists: readonly ReactionCount[]): ReactionCount | undefined {
  const [first, second] = EXCLUSIVE;
  if (meaning !== first && meaning !== second) return undefined;
  const excluding = meaning === first ? second : first;
  return lists.find((list) => list.meaning === excluding && targetKey(list.target) === targetKey(target));
}
