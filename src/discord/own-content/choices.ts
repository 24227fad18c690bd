import type { Content } from '../../content/schema.ts';
import type { Choice } from '../autocomplete.ts';

/** What is offered while somebody types, of all that a server has. */
export function scenarioChoices({ scenarios }: Content): Choice[] {
  return [...scenarios.values()].map(({ id, title, topic }) => ({ name: `${title} (${topic})`, value: id }));
}

export function ensembleChoices({ ensembles }: Content): Choice[] {
  return [...ensembles.values()].map(({ id, name, description }) => ({ name: `${name}: ${description}`, value: id }));
}

export function personaChoices({ personas }: Content): Choice[] {
  return [...personas.values()].map(({ id, name, tagline }) => ({ name: `${name}: ${tagline}`, value: id }));
}
