import { readAnswerText } from '../debate/parse-answer.ts';
import type { ForeignDebate, ForeignTurn } from './foreign-debate.ts';

/** A turn's heading as the bot writes it: round, name, stance, model. */
const TURN = /^## (?<round>.+): (?<name>.+) \((?:for|against|advocate|none), (?<model>[^()]+)\)$/;
const QUESTION = /^## .+: the audience asks$/;
const ANSWER = '## The answer';
/** Where a member stands, which it states after its turn. */
const STANCE = /\n\n\*[^*\n]+ stands at [^*\n]+, by its own account\*$/;
/** What people marked it with: a judge must not go by it. */
const MARKS = /(?:\n\n\*Marked by reactions[^\n]*: [^\n]+\*)+$/;
/** The last line: how the debate ended. */
const END = /\n\n\((?<status>[a-z ]+)\)$/;
const NO_ANSWER = /\n\nNo answer was reached\.$/;
const PERSON = 'a person';
const AUDIENCE = 'audience';

/** Whether a text is a transcript as the bot attaches it to results. */
export function isMarkdownTranscript(text: string): boolean {
  return /^# \S/.test(text) && text.split('\n').some((line) => TURN.test(line));
}

/** The debate of a transcript as the bot attaches it to results. */
export function markdownTranscript(text: string): ForeignDebate {
  const whole = text.trimEnd();
  const status = END.exec(whole)?.groups?.['status'];
  const lines = whole.replace(END, '').replace(NO_ANSWER, '').split('\n');
  const starts = lines.flatMap((line, place) => (isHeading(line) ? [place] : []));
  const turns: ForeignTurn[] = [];
  let answer: ForeignDebate['answer'];
  for (const [number, start] of starts.entries()) {
    const heading = lines[start] ?? '';
    const body = lines
      .slice(start + 1, starts[number + 1] ?? lines.length)
      .join('\n')
      .trim();
    const { name, model } = TURN.exec(heading)?.groups ?? {};
    if (heading === ANSWER) answer = readAnswerText(body.replace(MARKS, ''));
    else {
      turns.push({
        place: `line ${start + 1}`,
        role: name ?? AUDIENCE,
        model: model === undefined || model === PERSON ? null : model,
        text: body.replace(MARKS, '').replace(STANCE, ''),
        round: null,
        finishReason: null,
      });
    }
  }
  const motion = (lines[0] ?? '').replace(/^# /, '').trim();
  return {
    place: 'line 1',
    topic: motion === '' ? null : motion,
    ensemble: null,
    turns,
    unreadable: 0,
    broken: status !== undefined && status !== 'complete',
    condition: null,
    answer,
  };
}

/** Models may write headings of their own: only the bot's begin a part. */
function isHeading(line: string): boolean {
  return TURN.test(line) || QUESTION.test(line) || line === ANSWER;
}
