import { AttachmentBuilder } from 'discord.js';
import type { RecordedDebateEvent } from '../../debate/events.ts';
import { answerText } from '../../debate/parse-answer.ts';
import { viewDebate } from '../../debate/view.ts';

/** A debate's text as a file to read: shown of the single model at the reveal. */
export function transcriptFile(events: readonly RecordedDebateEvent[], fileName: string): AttachmentBuilder {
  const { plan, turns, answer, end } = viewDebate(events);
  const heading = (round: number): string => plan?.rounds.find(({ number }) => number === round)?.heading ?? '';
  const text = [
    `# ${plan?.scenario.motion ?? ''}`,
    ...turns.map(
      ({ round, speaker, text: said }) =>
        `## ${heading(round)}: ${speaker.name} (${speaker.stance}, ${speaker.model ?? 'a person'})\n\n${said}`,
    ),
    answer === undefined ? 'No answer was reached.' : `## The answer\n\n${answerText(answer)}`,
    `(${end?.status ?? 'not ended'})`,
  ].join('\n\n');
  return new AttachmentBuilder(Buffer.from(`${text}\n`, 'utf8'), { name: fileName });
}
