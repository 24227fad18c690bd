import { ownIdOf } from '../content/own-id.ts';
import type { FormProblem } from './form.ts';
import type { Kind } from './own-item.ts';
import { labelOf, sameName } from './parse-fields.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * Whether something else of its kind has the name of a thing already, or one whose id would be the same: people find things by their names,
 * and members of a debate are told apart by theirs.
 * @param id of the thing itself; null for a new one
 */
export function nameTaken(
  {
    kind,
    field,
    name,
    id,
  }: { readonly kind: Kind; readonly field: string; readonly name: string; readonly id: string | null },
  all: readonly Named[],
): FormProblem[] {
  const other = all.find(
    (one) => one.id !== id && (sameName(one.name, name) || (id === null && one.id === ownIdOf(name))),
  );
  if (other === undefined) return [];
  const message =
    other.name === name
      ? 'is taken already: choose another'
      : `is too much like "${other.name}", which there is: choose another`;
  return [{ field: labelOf(kind, field), line: null, message }];
}
