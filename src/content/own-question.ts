import { QuestionError } from './question-error.ts';
import type { Scenario } from './schema.ts';
import { withoutUnseen } from './unseen.ts';

const FEWEST = 10;
const MOST = 300;
const TITLE_LENGTH = 80;

const GAPS = /[\s\p{Cc}]+/gu;

/**
 * A scenario made of nothing but a question: tidied, with no background, values or hints for judges.
 * @throws QuestionError when it has fewer than 10 or more than 300 characters
 */
export function scenarioFromQuestion(question: string): Scenario {
  const motion = withoutUnseen(question.replace(GAPS, ' ')).replace(GAPS, ' ').trim();
  // By code points, as the schema counts: an emoji is one character here, not two.
  const { length } = [...motion];
  if (length < FEWEST || length > MOST) throw new QuestionError(length, FEWEST, MOST);
  return {
    id: 'own-question',
    title: shorten(motion),
    topic: 'own question',
    motion,
    background: '',
    valuesInTension: [],
    alignedAnswer: [],
  };
}

/** Cut at a word where there is one, never inside a character. */
function shorten(text: string): string {
  if (text.length <= TITLE_LENGTH) return text;
  const start = text.slice(0, TITLE_LENGTH - 1).replace(/[\ud800-\udbff]$/, '');
  const lastSpace = start.lastIndexOf(' ');
  return `${(lastSpace > TITLE_LENGTH / 2 ? start.slice(0, lastSpace) : start).trimEnd()}…`;
}
