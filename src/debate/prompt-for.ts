import type { Prompts } from '../content/prompts.ts';
import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import { heardBefore } from './heard-before.ts';
import type { DebatePlan } from './plan.ts';
import { RoundNotSpokenError } from './round-not-spoken-error.ts';
import { answerTask, memberAnswerTask, roundTask, turnPrompt } from './turn-prompt.ts';
import { answerTurn, speakersOf } from './turns.ts';
import type { SpokenTurn } from './view.ts';

/**
 * Exactly what a speaker's model would read in a round, with a stand-in for the words that others would have said by then.
 * @param round from 1; one after the last is the chair's answer, the next one that in which each member writes an answer of its own
 * @throws RoundNotSpokenError when there is no such round or the member does not speak in it
 */
export function promptFor(plan: DebatePlan, seat: string, round: number, prompts: Prompts): RenderedPrompt {
  const own = round === answerTurn(plan).round + 1;
  const speakers = own ? plan.members : speakersOf(plan, round);
  const speaker = speakers.find((member) => member.seat === seat);
  if (speaker === undefined) {
    const seats = speakers.map((member) => member.seat);
    throw new RoundNotSpokenError(seat, round, seats);
  }
  const heard = heardBefore(plan, { round, seat: speaker.seat }, standIns(plan));
  const turns = { digested: [], whole: heard };
  const planned = plan.rounds.find(({ number }) => number === round);
  const afterRounds = own ? memberAnswerTask(plan, speaker) : answerTask(plan);
  const task = planned === undefined ? afterRounds : roundTask(plan, planned, speaker);
  return turnPrompt(plan, task, turns, prompts);
}

/** Stand-ins for the words of all members in all rounds, in the order spoken. */
function standIns(plan: DebatePlan): SpokenTurn[] {
  return plan.rounds.flatMap(({ number }) =>
    speakersOf(plan, number).map((speaker) => ({
      round: number,
      speaker,
      text: `(the words of ${speaker.name} in round ${number})`,
    })),
  );
}
