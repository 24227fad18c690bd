import { isOwnId } from '../../content/own-id.ts';
import type { Content } from '../../content/schema.ts';
import type { Choice } from '../autocomplete.ts';

/*
 * What is offered while somebody types, of all that a server has: what it has made itself comes first, since there is not room for all.
 */

export function scenarioChoices({ scenarios }: Content): Choice[] {
  return ownFirst(scenarios).map(({ id, title, topic }) => ({ name: `${title} (${topic})`, value: id }));
}

export function ensembleChoices({ ensembles }: Content): Choice[] {
  return ownFirst(ensembles).map(({ id, name, description }) => ({ name: `${name}: ${description}`, value: id }));
}

export function personaChoices({ personas }: Content): Choice[] {
  return ownFirst(personas).map(({ id, name, tagline }) => ({ name: `${name}: ${tagline}`, value: id }));
}

function ownFirst<Item extends { readonly id: string }>(all: ReadonlyMap<string, Item>): Item[] {
  const items = [...all.values()];
  return [...items.filter(({ id }) => isOwnId(id)), ...items.filter(({ id }) => !isOwnId(id))];
}
