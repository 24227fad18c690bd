import { layOutRounds } from '../content/lay-out-rounds.ts';
import type { Format } from '../content/schema.ts';
import type { DebateId } from '../core/ids.ts';
import { type DebatePlan, type Member, seatSchema } from './plan.ts';
import { turnCount } from './turns.ts';

/** The format in prompts/formats/ that the arm follows. */
export const DRAFTS_FORMAT = 'drafts';

/**
 * The plan of the self-consistency arm, call-matched to a debate: one model without personas writes as many drafts of the answer as the
 * debate has turns of members, none of which sees another, and chooses one of them. Choosing by the model stands in for a majority vote where answers are
 * free text: Chen et al. 2023, "Universal Self-Consistency" (arXiv 2311.17311), after Wang et al. 2022 (arXiv 2203.11171).
 * @param matched the debate whose number of calls, length of the answer, sampling and limits it has
 * @param format the format DRAFTS_FORMAT
 */
export function selfConsistencyPlan(matched: DebatePlan, format: Format, model: string, debate: DebateId): DebatePlan {
  const drafts = turnCount(matched) - 1;
  const seat = (name: string): Member => ({
    seat: seatSchema.parse(`self-consistency-${name.toLowerCase().replaceAll(' ', '-')}`),
    name,
    persona: null,
    model,
    stance: 'none',
  });
  const { words } = matched.format.answer;
  return {
    ...matched,
    debate,
    arm: 'self-consistency',
    format,
    rounds: layOutRounds(format).map((round) => ({ ...round, words })),
    members: Array.from({ length: drafts }, (_, place) => seat(`Draft ${place + 1}`)),
    chair: seat('Chair'),
  };
}
