import type { APIEmbed } from 'discord.js';
import { UNKNOWN_FAMILY } from '../../content/family.ts';
import { auditVerdict } from '../../judge/judge-audit.ts';
import type { ScoreSummary } from '../../judge/summary.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import { scoreBar } from './bar.ts';
import { COLORS } from './colors.ts';
import { ownFooter } from './own-footer.ts';

/** So that all seven fit into a message beside the result's card. */
const REASON_LENGTH = 320;

/** The judge's seven scores of one debate, each with its reason. */
export function scoreCard(title: string, summary: ScoreSummary, plan: TrialPlan): APIEmbed {
  const judges = plan.judges.map(({ model, family, sameFamily, audit }) => {
    const audited = auditVerdict(audit);
    if (family === UNKNOWN_FAMILY) return `${model} (${audited}; family unknown)`;
    return sameFamily
      ? `${model} (${audited}; of a family that debated: no other was at hand)`
      : `${model} (${audited})`;
  });
  const oneFamily =
    judges.length > 1 && plan.judges.every(({ onlyFamily }) => onlyFamily === true)
      ? '; all of one family, judges of no other were at hand'
      : '';
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
    footer: ownFooter(`Judged by ${judges.join(', ')}${oneFamily}`),
  };
}
