import { type APIEmbed, escapeMarkdown } from 'discord.js';
import { type APIActionRowComponent, type APIStringSelectComponent, ComponentType } from 'discord-api-types/v10';
import type { PositionTime } from '../../community/position.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import { stanceWords } from '../../trial/stance-words.ts';
import { positionIdOf } from '../custom-id.ts';
import { LIMITS } from '../limits.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import { OFF_VIEW } from '../thread/off-view.ts';
import { COLORS } from './colors.ts';

interface PositionCard {
  readonly embeds: APIEmbed[];
  readonly components: APIActionRowComponent<APIStringSelectComponent>[];
}

/** From one end of the scale to the other, as in a list from top to bottom. */
const POSITIONS = [3, 2, 1, 0, -1, -2, -3];

const QUESTIONS: Readonly<Record<PositionTime, string>> = {
  before: 'Where do you stand now, before a word is said?',
  after: 'And where do you stand now, after the last word?',
};

/**
 * Asks where people stand on the motion, until a time in milliseconds since the epoch.
 * @param hidden without the motion: the debate was taken off view
 */
export function positionCard(plan: TrialPlan, time: PositionTime, closesAt: number, hidden: boolean): PositionCard {
  const seconds = Math.floor(closesAt / 1000);
  const [relative, clock] = [`<t:${seconds}:R>`, `<t:${seconds}:T>`];
  const words = {
    before: [
      `Choose below. You can change it until the debate begins ${relative}, at ${clock}; nobody else sees what you choose.`,
      'You are asked again after the debate. How the audience moved is shown when the ballot closes.',
    ],
    after: [
      `Choose below. You can change it until the ballot closes ${relative}, at ${clock}; nobody else sees what you choose.`,
      'How the audience moved is shown then: of those who said so before the debate too. Others are counted apart.',
    ],
  };
  const motion = hidden
    ? OFF_VIEW
    : `**${shorten(escapeMarkdown(safeText(plan.ensemble.scenario.motion)), LIMITS.embedTitle)}**`;
  return {
    embeds: [{ color: COLORS.ballot, title: QUESTIONS[time], description: [motion, ...words[time]].join('\n') }],
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.StringSelect,
            custom_id: positionIdOf({ trial: plan.trial, time }),
            placeholder: 'Where you stand on the motion',
            options: POSITIONS.map((position) => ({ label: stanceWords(position), value: String(position) })),
          },
        ],
      },
    ],
  };
}

/** Nobody is asked any more. @param who how many answered, in words */
export function closedPositionCard(time: PositionTime, who: string): PositionCard {
  const title = { before: 'The debate begins', after: 'The audience has answered again' };
  const sentence = `Said where they stand ${time} the debate: ${who}.`;
  const sealed = { before: ' What they said is opened with the votes.', after: '' };
  return bare({ color: COLORS.ballot, title: title[time], description: sentence + sealed[time] });
}

/** It ended while people were asked. */
export function brokenOffPositionCard(): PositionCard {
  return bare({
    color: COLORS.trouble,
    title: 'Nobody is asked any more where they stand',
    description: 'The debate ended before its time. What people said is not opened.',
  });
}

function bare(embed: APIEmbed): PositionCard {
  return { embeds: [embed], components: [] };
}
