import { UnknownChoiceError } from './unknown-choice-error.ts';

/** What the content has under an id that somebody chose. @throws UnknownChoiceError with what there is */
export function chosen<Kind>(what: UnknownChoiceError['what'], id: string, all: ReadonlyMap<string, Kind>): Kind {
  const found = all.get(id);
  if (found === undefined) throw new UnknownChoiceError(what, id, all.keys());
  return found;
}
