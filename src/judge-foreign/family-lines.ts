import type { Families } from '../content/schema.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';
import type { FitDebate } from './check-debates.ts';
import { type NamedJudge, seatJudges } from './seat-judges.ts';

/**
 * What to know, before a run, of judges whose family debates too, and who could judge in their place; none where there is no such judge.
 * @param atHand all models of the host
 */
export function familyLines(
  judges: readonly NamedJudge[],
  debates: readonly FitDebate[],
  atHand: readonly ModelInfo[],
  families: Families,
): string[] {
  const own = ({ judgesOwnFamily }: NamedJudge): number =>
    debates.filter(({ source }) => judgesOwnFamily(source)).length;
  const partial = judges.filter((judge) => own(judge) > 0);
  if (partial.length === 0) return [];
  const others = seatJudges(atHand, families).filter((judge) => own(judge) === 0);
  const instead =
    others.length === 0
      ? 'No model at hand is surely of another family than all debaters.'
      : `Of other families than all debaters: ${others.map(({ info }) => info.name).join(', ')} (--panel).`;
  const names = partial.map((judge) => `${judge.info.name} in ${own(judge)} of ${debates.length} debates`);
  return [`Judges favour their own family, and a debater is, or may be, of that of ${names.join(', ')}. ${instead}`];
}
