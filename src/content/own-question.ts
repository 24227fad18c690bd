import { QUESTION_LENGTH } from './bounds.ts';
import { QuestionError } from './question-error.ts';
import type { Scenario } from './schema.ts';
import { tidy } from './tidy.ts';

const TITLE_LENGTH = 80;

/**
 * A scenario made of nothing but a question: tidied, with no background, values or hints for judges.
 * @throws QuestionError when it is too short or too long
 */
export function scenarioFromQuestion(question: string): Scenario {
  const motion = tidy(question);
  // By code points, as the schema counts: an emoji is one character here, not two.
  const { length } = [...motion];
  const { fewest, most } = QUESTION_LENGTH;
  if (length < fewest || length > most) throw new QuestionError(length, fewest, most);
  return scenarioOfMotion(motion);
}

/** A scenario of which nothing is known but its motion, of any length: a question of one's own, or what a debate of others was about. */
export function scenarioOfMotion(motion: string): Scenario {
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

/** Whether a scenario is what somebody typed, and not one that is prepared. */
export function isOwnQuestion({ topic }: Pick<Scenario, 'topic'>): boolean {
  return topic === 'own question';
}
