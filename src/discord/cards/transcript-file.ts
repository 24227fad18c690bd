import { AttachmentBuilder } from 'discord.js';
import type { RecordedDebateEvent } from '../../debate/events.ts';
import { answerText } from '../../debate/parse-answer.ts';
import type { Seat } from '../../debate/plan.ts';
import { viewDebate } from '../../debate/view.ts';
import { describeStance } from '../../trial/stance-words.ts';

/** A debate's text as a file to read: shown of the single model at the reveal. */
export function transcriptFile(events: readonly RecordedDebateEvent[], fileName: string): AttachmentBuilder {
  const { plan, turns, questions, stances, answer, end } = viewDebate(events);
  const heading = (round: number): string =>
    plan?.rounds.find(({ number }) => number === round)?.heading ?? 'Before the answer';
  const stood = (round: number, { seat, name }: { readonly seat: Seat; readonly name: string }): string => {
    const stated = stances.find(({ turn }) => turn.round === round && turn.seat === seat);
    return stated === undefined ? '' : `\n\n*${name} ${describeStance(stated)}, by its own account*`;
  };
  const asked = questions.map(({ round, text }) => ({
    round,
    text: `## ${heading(round)}: the audience asks\n\n${text}`,
  }));
  const said = turns.map(({ round, speaker, text }) => ({
    round,
    text: `## ${heading(round)}: ${speaker.name} (${speaker.stance}, ${speaker.model ?? 'a person'})\n\n${text}${stood(round, speaker)}`,
  }));
  const text = [
    `# ${plan?.scenario.motion ?? ''}`,
    // A stable sort: what was asked before a round stands before what was said in it.
    ...[...asked, ...said].sort((left, right) => left.round - right.round).map((part) => part.text),
    answer === undefined ? 'No answer was reached.' : `## The answer\n\n${answerText(answer)}`,
    `(${end?.status ?? 'not ended'})`,
  ].join('\n\n');
  return new AttachmentBuilder(Buffer.from(`${text}\n`, 'utf8'), { name: fileName });
}
