import type { APIEmbed } from 'discord.js';
import { quoteWords } from '../../judge/quote-count.ts';
import { bothViews, spreadLegend, valueWords } from '../../judge/score-words.ts';
import { ARM_HEADINGS } from '../../trial/arm-words.ts';
import { auditsTry } from '../../trial/reading-scores.ts';
import type { TrialResult } from '../../trial/result.ts';
import { COLORS } from './colors.ts';
import { judgesFooter } from './judges-footer.ts';

/** All answers' scores side by side, criterion by criterion; undefined where no answer was judged. */
export function answerScoresCard({ plan, ensemble, baselines, members }: TrialResult): APIEmbed | undefined {
  const answers = [
    ...[ensemble, ...baselines].map(({ arm, judged }) => ({ heading: ARM_HEADINGS[arm], panel: judged.answer })),
    ...members.map(({ member, judged }) => ({ heading: member.name, panel: judged })),
  ];
  const judged = answers.flatMap(({ heading, panel }) =>
    panel?.together.judged === true ? [{ heading, scores: panel.together }] : [],
  );
  if (judged.length === 0) return undefined;
  return {
    color: COLORS.result,
    title: 'How the judge scored the answers, read without their debates',
    description: [
      ...judged.map(({ heading, scores }) =>
        [`Overall, ${heading}: ${bothViews(scores)}`, quoteWords(scores.quotes)]
          .filter((words) => words !== '')
          .join(' · '),
      ),
      ...spreadLegend(
        judged.map(({ scores }) => scores),
        plan.judges.length,
      ),
      ...auditsTry(plan),
    ].join('\n'),
    fields: plan.rubric.criteria.map(({ id, name }) => ({
      name,
      value: judged
        .map(
          ({ heading, scores: { criteria } }) =>
            `${heading} ${valueWords(criteria.find(({ criterion }) => criterion === id))}`,
        )
        .join('\n'),
      inline: true,
    })),
    footer: judgesFooter(plan.judges),
  };
}
