import { authorKey } from './author.ts';
import type { ReactionCount, ReactionTarget, Reactor } from './reaction.ts';

/** The same for the same turn or answer, and for no other. */
export function targetKey(target: ReactionTarget): string {
  return target.kind === 'turn' ? `turn ${target.turn.round} ${target.turn.seat}` : `answer ${authorKey(target)}`;
}

/** The same for the same meaning of the same turn or answer. */
export function listKey({ target, meaning }: Pick<ReactionCount, 'target' | 'meaning'>): string {
  return `${targetKey(target)} ${meaning}`;
}

/** The same for the same person under it. */
export function personKey(given: Pick<ReactionCount, 'target' | 'meaning'> & Pick<Reactor, 'voter'>): string {
  return `${given.voter} ${listKey(given)}`;
}
