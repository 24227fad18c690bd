import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import type { TrialResult } from '../../trial/result.ts';
import { sheetIdOf } from '../custom-id.ts';

/** Under a result: the button that shows what is known of its judges; none where nothing was judged. */
export function sheetButtons({
  plan,
  ensemble,
  baselines,
}: Pick<TrialResult, 'plan' | 'ensemble' | 'baselines'>): APIActionRowComponent<APIButtonComponentWithCustomId>[] {
  if (![ensemble, ...baselines].some(({ scores }) => scores.judged)) return [];
  const label = plan.judges.length === 1 ? 'The judge’s sheet' : 'The judges’ sheets';
  return [
    {
      type: ComponentType.ActionRow,
      components: [
        { type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id: sheetIdOf(plan.trial) },
      ],
    },
  ];
}
