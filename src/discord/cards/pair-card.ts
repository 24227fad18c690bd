import { type APIEmbed, escapeMarkdown } from 'discord.js';
import type { Scenario } from '../../content/schema.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import { LIMITS } from '../limits.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import { COLORS } from './colors.ts';

/** The first message of a thread in which people vote on answers of a study: the question, and nothing of what was said on it. */
export function pairCard(
  { motion, background }: Pick<Scenario, 'motion' | 'background'>,
  { title }: NonNullable<TrialPlan['putBy']>,
): APIEmbed {
  return {
    color: COLORS.plain,
    title: shorten(escapeMarkdown(safeText(motion)), LIMITS.embedTitle),
    description: shorten(
      [
        ...(background === '' ? [] : [safeText(background)]),
        `The answers come from debates of the study **${escapeMarkdown(safeText(title))}**. Read them alone: what was said before them, and what the judge made of it, is shown when the ballot closes.`,
      ].join('\n\n'),
      LIMITS.embedDescription,
    ),
  };
}
