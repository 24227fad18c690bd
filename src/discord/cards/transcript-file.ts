import { AttachmentBuilder } from 'discord.js';
import type { Mark } from '../../community/turn-marks.ts';
import type { RecordedDebateEvent, TurnKey } from '../../debate/events.ts';
import { answerText } from '../../debate/parse-answer.ts';
import type { Seat } from '../../debate/plan.ts';
import { answerTurn, sameTurn } from '../../debate/turns.ts';
import { viewDebate } from '../../debate/view.ts';
import type { MarkMeaning } from '../../trial/mark-meanings.ts';
import { describeBothMarks, describeCounts, describeSigns } from '../../trial/mark-words.ts';
import type { TrialMarks } from '../../trial/marks-of.ts';
import { describeStance } from '../../trial/stance-words.ts';

/** What people marked in a trial, and what their reactions mean. */
export interface Marked {
  readonly marks: Pick<TrialMarks, 'turns' | 'answers'>;
  readonly meanings: readonly MarkMeaning[];
}

/**
 * A debate's text as a file to read, with what people marked under each turn and under the answer. Its lines are read again by
 * src/foreign/markdown-transcript.ts.
 */
export function transcriptFile(
  events: readonly RecordedDebateEvent[],
  { marks, meanings }: Marked,
  fileName: string,
): AttachmentBuilder {
  const { plan, turns, questions, stances, answer, end } = viewDebate(events);
  const heading = (round: number): string =>
    plan?.rounds.find(({ number }) => number === round)?.heading ?? 'Before the answer';
  const stood = (round: number, { seat, name }: { readonly seat: Seat; readonly name: string }): string => {
    const stated = stances.find(({ turn }) => turn.round === round && turn.seat === seat);
    return stated === undefined ? '' : `\n\n*${name} ${describeStance(stated)}, by its own account*`;
  };
  const turnMarks = marks.turns.filter(({ arm }) => arm === plan?.arm);
  const marksOf = (key: TurnKey): readonly Mark[] => turnMarks.find(({ turn }) => sameTurn(turn, key))?.marks ?? [];
  const answerMarks = marks.answers.find((answer) => 'arm' in answer && answer.arm === plan?.arm)?.marks ?? [];
  const marked = (where: string, own: readonly Mark[]): string => {
    const words = describeBothMarks(own, meanings);
    return words === '' ? '' : `\n\n*Marked ${where}: ${words}*`;
  };
  const asked = questions.map(({ round, text }) => ({
    round,
    text: `## ${heading(round)}: the audience asks\n\n${text}`,
  }));
  const said = turns.map(({ round, speaker, text }) => ({
    round,
    text: `## ${heading(round)}: ${speaker.name} (${speaker.stance}, ${speaker.model ?? 'a person'})\n\n${text}${stood(round, speaker)}${marked('by reactions', marksOf({ round, seat: speaker.seat }))}`,
  }));
  const inThread = plan === undefined ? [] : marksOf(answerTurn(plan));
  const all = [...turnMarks.flatMap((turn) => turn.marks), ...answerMarks];
  const text = [
    `# ${plan?.scenario.motion ?? ''}`,
    ...(all.length === 0 ? [] : [`Marks: ${[`${describeSigns(all, meanings)}.`, ...describeCounts(all)].join(' ')}`]),
    // A stable sort: what was asked before a round stands before what was said in it.
    ...[...asked, ...said].sort((left, right) => left.round - right.round).map((part) => part.text),
    answer === undefined
      ? 'No answer was reached.'
      : `## The answer\n\n${answerText(answer)}${marked('by reactions in the debate', inThread)}${marked('by reactions on the ballot', answerMarks)}`,
    `(${end?.status ?? 'not ended'})`,
  ].join('\n\n');
  return new AttachmentBuilder(Buffer.from(`${text}\n`, 'utf8'), { name: fileName });
}
