import { type APIEmbed, escapeMarkdown } from 'discord.js';
import type { ReactionMeanings } from '../../content/schema.ts';
import type { Member } from '../../debate/plan.ts';
import { SMALL_MODELS } from '../../models/port/small-caution.ts';
import { allOf } from '../../trial/arm-words.ts';
import { authorsIn } from '../../trial/ballot-answers.ts';
import { asksPositions, type TrialPlan } from '../../trial/plan.ts';
import { LIMITS } from '../limits.ts';
import { REACTIONS_STORED } from '../privacy/notice.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import { COLORS } from './colors.ts';
import { ownFooter } from './own-footer.ts';

/** The first message of a thread: what is debated, by whom, and what reactions mean. On which models stays sealed, as on the ballot. */
export function introCard(plan: TrialPlan, reactions: ReactionMeanings): APIEmbed {
  const { scenario, members, chair, format, rounds } = plan.ensemble;
  const fields = [
    { name: 'Who debates', value: [...members.map(memberLine), `**${chair.name}** writes the answer`].join('\n') },
    {
      name: 'How',
      value: `${format.name}, ${rounds.length === 1 ? 'one round' : `${rounds.length} rounds`}. ${describeRest(plan)}${asksPositions(plan) ? ' Before the debate and after it you say where you stand.' : ''}`,
    },
    {
      name: 'Your reactions to a turn',
      value: [...reactions.reactions.map(({ emoji, meaning }) => `${emoji} ${meaning}`), REACTIONS_STORED].join('\n'),
    },
  ];
  if (scenario.valuesInTension.length > 0) {
    fields.push({ name: 'Values in tension', value: scenario.valuesInTension.map((value) => `• ${value}`).join('\n') });
  }
  return {
    color: COLORS.plain,
    title: shorten(escapeMarkdown(safeText(scenario.motion)), LIMITS.embedTitle),
    ...(scenario.background === '' ? {} : { description: safeText(scenario.background) }),
    fields: fields.map(({ name, value }) => ({ name, value: shorten(safeText(value), LIMITS.embedFieldValue) })),
    footer: ownFooter(plan.caution === '' ? '' : SMALL_MODELS),
  };
}

function memberLine({ name, stance, persona }: Member): string {
  const side = stance === 'none' ? '' : ` (${stance})`;
  return `**${name}**${side}: ${persona?.tagline ?? ''}`;
}

function describeRest(plan: TrialPlan): string {
  const { baselines, memberAnswers } = plan;
  const debates = baselines.length + 1;
  const answers = authorsIn(plan).length;
  const own = memberAnswers === true ? 'Then each member writes an answer of its own,' : 'Then';
  const drafts = baselines.some(({ arm }) => arm === 'self-consistency')
    ? ', and drafts as many answers as the debate had turns to choose one'
    : '';
  return `${own} a single model answers the same question${drafts}, a judge scores ${allOf(debates)}, and you vote on the ${answers === 2 ? 'two' : answers} answers without knowing whose they are. Which models they are on is told after that.`;
}
