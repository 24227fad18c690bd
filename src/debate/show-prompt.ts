import type { Prompts } from '../content/prompts.ts';
import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import type { DebatePlan, Member } from './plan.ts';
import { RoundNotSpokenError } from './round-not-spoken-error.ts';
import { answerTask, roundTask, turnPrompt } from './turn-prompt.ts';
import { speakersOf } from './turns.ts';
import type { SpokenTurn } from './view.ts';

/**
 * Exactly what a speaker's model would read in a round, with a stand-in for the words that others would have said by then.
 * @param round from 1; one after the last is the chair's answer
 * @throws RoundNotSpokenError when there is no such round or the member does not speak in it
 */
export function promptFor(plan: DebatePlan, seat: string, round: number, prompts: Prompts): RenderedPrompt {
  const speakers = speakersOf(plan, round);
  const speaker = speakers.find((member) => member.seat === seat);
  if (speaker === undefined) {
    const seats = speakers.map((member) => member.seat);
    throw new RoundNotSpokenError(seat, round, seats);
  }
  const before = turnsBefore(plan, round, speaker);
  const planned = plan.rounds.find(({ number }) => number === round);
  if (planned === undefined) return turnPrompt(plan, answerTask(plan), { digested: [], whole: before }, prompts);
  const whole = before.filter((turn) => planned.sees === 'all' || turn.round < round);
  return turnPrompt(plan, roundTask(plan, planned, speaker), { digested: [], whole }, prompts);
}

/** What was said before a speaker's turn, in the order spoken. */
function turnsBefore(plan: DebatePlan, round: number, speaker: Member): SpokenTurn[] {
  const turns: SpokenTurn[] = [];
  for (const { number } of plan.rounds) {
    for (const member of speakersOf(plan, number)) {
      if (number > round || (number === round && member.seat === speaker.seat)) return turns;
      turns.push({ round: number, speaker: member, text: `(the words of ${member.name} in round ${number})` });
    }
  }
  return turns;
}
