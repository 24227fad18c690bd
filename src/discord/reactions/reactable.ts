import { authorOf } from '../../community/author.ts';
import type { ReactionTarget } from '../../community/reaction.ts';
import { spokenTurns } from '../../debate/spoken-turns.ts';
import type { TrialView } from '../../trial/view-trial.ts';
import type { Delivered } from '../thread/delivery-log.ts';
import { POST, turnName, turnPartOf } from '../thread/post-key.ts';
import type { ReactableMessage } from './posted-messages.ts';

/**
 * The messages of a trial under which reactions count in the end, by what is stored: those of valid turns and of the blinded answers. They
 * are asked for at the close and after a start, when no presenter may have told `PostedMessages` of them yet (or any more).
 */
export function reactableMessages(
  delivery: Delivered,
  { debates, ballot }: Pick<TrialView, 'debates' | 'ballot'>,
): Pick<ReactableMessage, 'messageId' | 'target'>[] {
  const targets = new Map<string, ReactionTarget>();
  for (const turn of spokenTurns(debates.ensemble)) targets.set(turnName(turn), { kind: 'turn', turn });
  for (const entry of ballot?.seal.order ?? [])
    targets.set(POST.answer(entry.letter), { kind: 'answer', ...authorOf(entry) });
  return delivery.posted.flatMap(({ key, messageId }) => {
    const turn = turnPartOf(key)?.turn;
    const target = targets.get(turn === undefined ? key : turnName(turn));
    return target === undefined ? [] : [{ messageId, target }];
  });
}
