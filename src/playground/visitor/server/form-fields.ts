import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { badField } from '../../rest/refusal.ts';
import { allComponents, isRecord } from '../../world/message-parts.ts';

interface Field {
  readonly custom_id: string;
  readonly value: string;
}

const TEXT_INPUT = 4;
const TEXT_DISPLAY = 10;
const LABEL = 18;

/**
 * The components of a submitted form, as the bot gets them.
 * @throws Refusal (50035) when a field is missing, unknown, too short or too long
 */
export function submittedComponents(form: APIModalInteractionResponseCallbackData, fields: readonly Field[]): object[] {
  const inputs = allComponents(form.components).filter(({ custom_id }) => typeof custom_id === 'string');
  for (const { custom_id } of fields) {
    if (!inputs.some((input) => input['custom_id'] === custom_id)) {
      throw badField(`fields.${custom_id}`, 'UNKNOWN_FIELD', 'The form has no such field.');
    }
  }
  for (const input of inputs) checkField(input, fields);
  return form.components
    .filter(({ type }) => Number(type) !== TEXT_DISPLAY)
    .map((component) => filled({ ...component }, fields));
}

function checkField(input: Record<string, unknown>, fields: readonly Field[]): void {
  const name = String(input['custom_id']);
  const value = fields.find(({ custom_id }) => custom_id === name)?.value ?? '';
  const limit = (key: string, unset: number): number => (typeof input[key] === 'number' ? input[key] : unset);
  if (value === '') {
    if (input['required'] !== false) throw badField(`fields.${name}`, 'BASE_TYPE_REQUIRED', 'This field is required.');
    return;
  }
  if (input['type'] !== TEXT_INPUT) return;
  if (value.length < limit('min_length', 0) || value.length > limit('max_length', 4000)) {
    throw badField(`fields.${name}`, 'BASE_TYPE_BAD_LENGTH', 'Too short or too long.');
  }
}

function filled(component: Record<string, unknown>, fields: readonly Field[]): object {
  const { type, id } = component;
  const own = { type, ...(id === undefined ? {} : { id }) };
  if (type === LABEL && isRecord(component['component']))
    return { ...own, component: filled(component['component'], fields) };
  if (Array.isArray(component['components'])) {
    return { ...own, components: component['components'].filter(isRecord).map((inner) => filled(inner, fields)) };
  }
  const { custom_id } = component;
  const value = fields.find((field) => field.custom_id === custom_id)?.value ?? '';
  return type === TEXT_INPUT
    ? { ...own, custom_id, value }
    : { ...own, custom_id, values: value === '' ? [] : [value] };
}
