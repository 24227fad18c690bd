import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import type { TurnKey } from '../../debate/events.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import { type WordAction, wordIdOf } from '../custom-id.ts';

type ButtonRow = APIActionRowComponent<APIButtonComponentWithCustomId>;

/** It is a person's turn: until when, and the buttons that only they can use. @param who as it stands in a message */
export function wordCard(
  { trial }: Pick<TrialPlan, 'trial'>,
  turn: TurnKey,
  who: string,
  until: number,
): { content: string; components: ButtonRow[] } {
  const seconds = Math.floor(until / 1000);
  const button = (
    action: WordAction['action'],
    label: string,
    style: APIButtonComponentWithCustomId['style'],
  ): APIButtonComponentWithCustomId => ({
    type: ComponentType.Button,
    style,
    label,
    custom_id: wordIdOf({ trial, turn, action }),
  });
  return {
    content: `${who} has the word until <t:${seconds}:T> (<t:${seconds}:R>).`,
    components: [
      {
        type: ComponentType.ActionRow,
        components: [button('speak', 'Speak', ButtonStyle.Primary), button('pass', 'Pass', ButtonStyle.Secondary)],
      },
    ],
  };
}
