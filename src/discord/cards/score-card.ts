import type { APIEmbed } from 'discord.js';
import { overallOfSeven, spreadLegend } from '../../judge/score-words.ts';
import type { ScoreSummary } from '../../judge/summary.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import { barWithValue, scoreBar } from './bar.ts';
import { COLORS } from './colors.ts';
import { judgesFooter } from './judges-footer.ts';
import { besideOverall } from './overall-lines.ts';

/** So that all seven fit into a message beside the result's card. */
const REASON_LENGTH = 320;

/** The judge's seven scores of one debate, each with its reason. */
export function scoreCard(title: string, summary: ScoreSummary, plan: TrialPlan): APIEmbed {
  return {
    color: COLORS.result,
    title,
    description: [
      summary.overall === null
        ? 'No overall score: at least one criterion is unscored.'
        : `Overall ${scoreBar(summary.overall)} ${overallOfSeven(summary)}`,
      ...besideOverall(summary),
      ...spreadLegend([summary], plan.judges.length),
    ].join('\n'),
    fields: summary.criteria.map((criterion) => ({
      name: `${criterion.name}  ${barWithValue(criterion)}`,
      value: shorten(
        criterion.value === null
          ? safeText(`unscored: ${criterion.unscored}`)
          : safeText(criterion.reason) || 'no reason given',
        REASON_LENGTH,
      ),
    })),
    footer: judgesFooter(plan.judges),
  };
}
