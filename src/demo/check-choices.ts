import { layOutRounds } from '../content/lay-out-rounds.ts';
import type { Content } from '../content/schema.ts';
import { chosen } from '../trial/chosen.ts';
import type { DemoOptions } from './demo-options.ts';

/**
 * Whether what the options name exists, found out before anything is fetched or started.
 * @throws UnknownChoiceError with what there is, RoundsError
 */
export function checkChoices(options: DemoOptions, { scenarios, ensembles, formats }: Content): void {
  if (options.scenario !== undefined) chosen('scenario', options.scenario, scenarios);
  chosen('ensemble', options.ensemble, ensembles);
  layOutRounds(chosen('format', options.format, formats), options.rounds);
}
