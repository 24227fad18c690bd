import { type APIButtonComponentWithCustomId, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { Ballot } from '../../community/ballot.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import { ratingPageIdOf } from '../custom-id.ts';

/** Under the ballot: opens one's own ratings, from the first answer on. */
export function rateButton({ trial }: Pick<TrialPlan, 'trial'>, { seal }: Ballot): APIButtonComponentWithCustomId {
  const letter = seal.order[0]?.letter ?? 'A';
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: 'Rate the answers',
    custom_id: ratingPageIdOf({ trial, how: 'open', letter }),
  };
}
