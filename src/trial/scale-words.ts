import { valueWords } from '../judge/score-words.ts';
import { nameOfAnswer } from './author-words.ts';
import type { ScaledAnswers } from './scaled-answers.ts';

/** Over the lines. */
export function scaleTitle({ scale }: ScaledAnswers): string {
  return `On people’s scale, from ${scale.n} earlier answers`;
}

/** The score as it is and beside it what it is on people's scale, a line an answer; then how far off both were on earlier answers. */
export function describeScale({ answers, scale: { error } }: ScaledAnswers): string[] {
  const better = error.mapped < error.raw ? '' : ': no better';
  return [
    ...answers.map((answer) => {
      const { score, spread, onScale } = answer;
      return `${nameOfAnswer(answer, answers)}: judge ${valueWords({ value: score, spread })}, on people’s scale ${onScale.toFixed(1)}`;
    }),
    `Usual error then: ${error.raw.toFixed(1)} points as it is, ${error.mapped.toFixed(1)} on people’s scale${better}`,
  ];
}
