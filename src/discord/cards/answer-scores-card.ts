import type { APIEmbed } from 'discord.js';
import { ARM_HEADINGS } from '../../trial/arm-words.ts';
import type { TrialResult } from '../../trial/result.ts';
import { describeOverall } from '../../trial/result-words.ts';
import { COLORS } from './colors.ts';

/** All answers' scores side by side, criterion by criterion; undefined where no answer was judged. */
export function answerScoresCard({ plan, ensemble, baselines }: TrialResult): APIEmbed | undefined {
  const judged = [ensemble, ...baselines].flatMap(({ arm, judged: { answer } }) =>
    answer?.together.judged === true ? [{ heading: ARM_HEADINGS[arm], scores: answer.together }] : [],
  );
  if (judged.length === 0) return undefined;
  const each = (value: (scores: (typeof judged)[number]['scores']) => number | null | undefined): string =>
    judged.map(({ heading, scores }) => `${heading} ${value(scores)?.toFixed(1) ?? 'unscored'}`).join('\n');
  return {
    color: COLORS.result,
    title: 'How the judge scored the answers, read without their debates',
    description: judged
      .map(({ heading, scores }) => `Overall, ${heading}: ${describeOverall(scores.overall)}`)
      .join('\n'),
    fields: plan.rubric.criteria.map(({ id, name }) => ({
      name,
      value: each(({ criteria }) => criteria.find(({ criterion }) => criterion === id)?.value),
      inline: true,
    })),
  };
}
