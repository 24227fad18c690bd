import type { APIEmbed } from 'discord.js';
import type { ScoreSummary } from '../../judge/summary.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import { scoreBar } from './bar.ts';
import { COLORS } from './colors.ts';
import { judgesFooter } from './judges-footer.ts';

/** So that all seven fit into a message beside the result's card. */
const REASON_LENGTH = 320;

/** The judge's seven scores of one debate, each with its reason. */
export function scoreCard(title: string, summary: ScoreSummary, plan: TrialPlan): APIEmbed {
  return {
    color: COLORS.result,
    title,
    description:
      summary.overall === null
        ? 'No overall score: at least one criterion is unscored.'
        : `Overall ${scoreBar(summary.overall)} of 7`,
    fields: summary.criteria.map(({ name, value, reason, unscored }) => ({
      name: `${name}  ${scoreBar(value)}`,
      value: shorten(
        value === null ? safeText(`unscored: ${unscored}`) : safeText(reason) || 'no reason given',
        REASON_LENGTH,
      ),
    })),
    footer: judgesFooter(plan.judges),
  };
}
