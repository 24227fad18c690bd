import { layOutRounds } from '../content/lay-out-rounds.ts';
import type { Content } from '../content/schema.ts';
import { UnknownChoiceError } from '../trial/unknown-choice-error.ts';
import type { DemoOptions } from './demo-options.ts';

/**
 * Whether what the options name exists, found out before anything is fetched or started.
 * @throws UnknownChoiceError with what there is, RoundsError
 */
export function checkChoices(options: DemoOptions, { scenarios, ensembles, formats }: Content): void {
  if (options.scenario !== undefined) known('scenario', options.scenario, scenarios);
  known('ensemble', options.ensemble, ensembles);
  layOutRounds(known('format', options.format, formats), options.rounds);
}

function known<Kind>(what: UnknownChoiceError['what'], id: string, all: ReadonlyMap<string, Kind>): Kind {
  const found = all.get(id);
  if (found === undefined) throw new UnknownChoiceError(what, id, all.keys());
  return found;
}
