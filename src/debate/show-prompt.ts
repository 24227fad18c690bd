import type { Prompts } from '../content/prompts.ts';
import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import { type DebatePlan, type Member, speaksIn } from './plan.ts';
import { RoundNotSpokenError } from './round-not-spoken-error.ts';
import { answerTask, roundTask, turnPrompt } from './turn-prompt.ts';
import type { SpokenTurn } from './view.ts';

/**
 * Exactly what a speaker's model would read in a round, with a stand-in for the words that others would have said by then.
 * @param round from 1; one after the last is the chair's answer
 * @throws RoundNotSpokenError when there is no such round or the member does not speak in it
 */
export function promptFor(plan: DebatePlan, seat: string, round: number, prompts: Prompts): RenderedPrompt {
  if (round === plan.rounds.length + 1 && seat === plan.chair.seat) {
    return turnPrompt(plan, answerTask(plan), { digested: [], whole: turnsBefore(plan, round, plan.chair) }, prompts);
  }
  const planned = plan.rounds.find(({ number }) => number === round);
  const speaker = plan.members.find((member) => member.seat === seat);
  if (planned === undefined || speaker === undefined || !speaksIn(planned, speaker)) {
    throw new RoundNotSpokenError(seat, round, speakersOf(plan, round));
  }
  const whole = turnsBefore(plan, round, speaker).filter((turn) => planned.sees === 'all' || turn.round < round);
  return turnPrompt(plan, roundTask(plan, planned, speaker), { digested: [], whole }, prompts);
}

/** Seats of those who speak in a round; the chair's after the last; none where there is no such round. */
function speakersOf(plan: DebatePlan, round: number): string[] {
  if (round === plan.rounds.length + 1) return [plan.chair.seat];
  const planned = plan.rounds.find(({ number }) => number === round);
  return plan.members.filter((member) => planned !== undefined && speaksIn(planned, member)).map(({ seat }) => seat);
}

/** What was said before a speaker's turn, in the order spoken. */
function turnsBefore(plan: DebatePlan, round: number, speaker: Member): SpokenTurn[] {
  const turns: SpokenTurn[] = [];
  for (const planned of plan.rounds) {
    for (const member of plan.members) {
      if (planned.number > round || (planned.number === round && member.seat === speaker.seat)) return turns;
      if (!speaksIn(planned, member)) continue;
      turns.push({
        round: planned.number,
        speaker: member,
        text: `(the words of ${member.name} in round ${planned.number})`,
      });
    }
  }
  return turns;
}
