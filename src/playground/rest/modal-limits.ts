import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { allComponents } from '../world/message-parts.ts';
import { badField } from './refusal.ts';

const MOST_COMPONENTS = 5;
const ROW = 1;
const LABEL = 18;
const TEXT_INPUT = 4;

/** Discord's limits of a form that its published schema leaves out. @throws Refusal for the first one broken */
export function checkModalLimits(modal: APIModalInteractionResponseCallbackData): void {
  const count = modal.components.length;
  if (count < 1 || count > MOST_COMPONENTS) {
    throw badField('data.components', 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${MOST_COMPONENTS} in length.`);
  }
  const seen = new Set<unknown>();
  for (const component of allComponents(modal.components)) {
    const { type, custom_id } = component;
    if (type === ROW && allComponents(component['components']).length !== 1) {
      throw badField('data.components', 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'A row of a form holds one text input.');
    }
    if (type === ROW || type === LABEL || custom_id === undefined) continue;
    if (seen.has(custom_id)) {
      throw badField('data.components', 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
    }
    seen.add(custom_id);
    if (type === TEXT_INPUT && typeof component['value'] === 'string') checkValue(component, component['value']);
  }
}

function checkValue(input: Record<string, unknown>, value: string): void {
  const most = typeof input['max_length'] === 'number' ? input['max_length'] : Number.POSITIVE_INFINITY;
  if (value.length > most)
    throw badField('data.components', 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`);
}
