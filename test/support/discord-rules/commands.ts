import { type Fields, fields, list, oneOf, type Report, text, whole } from './report.ts';

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const MOST_CHARACTERS = 8000;
const SUBCOMMAND = 1;
const GROUP = 2;
const STRING = 3;
const INTEGER = 4;
const NUMBER = 10;

/** The whole set of an application's commands, as it is put. */
export function commands(report: Report, value: unknown): void {
  const names = new Set<unknown>();
  list(report, value, 100, (at, item) => {
    const command = fields(at, item, [
      'name',
      'name_localizations',
      'description',
      'description_localizations',
      'options',
      'default_member_permissions',
      'integration_types',
      'contexts',
      'type',
      'nsfw',
    ]);
    name(at.in('name'), command['name']);
    at.check(!names.has(command['name']), 'has the name of another command');
    names.add(command['name']);
    text(at.in('description'), command['description'], 1, 100);
    if (command['type'] !== undefined) oneOf(at.in('type'), command['type'], 1);
    const permissions = command['default_member_permissions'];
    at.check(permissions == null || /^\d+$/.test(String(permissions)), 'permissions are no digits');
    for (const [key, most] of [
      ['integration_types', 1],
      ['contexts', 2],
    ] as const) {
      if (command[key] != null) list(at.in(key), command[key], most + 1, (inner, type) => whole(inner, type, 0, most));
    }
    const size = options(at.in('options'), command['options'], 0);
    const own = String(command['name']).length + String(command['description']).length;
    at.check(size + own <= MOST_CHARACTERS, `has ${size + own} characters`);
  });
}

/** @returns the characters in names, descriptions and values */
function options(report: Report, value: unknown, depth: number): number {
  if (value === undefined) return 0;
  let size = 0;
  let optionalSeen = false;
  const names = new Set<unknown>();
  list(report, value, 25, (at, item) => {
    const option = fields(at, item, [
      'type',
      'name',
      'name_localizations',
      'description',
      'description_localizations',
      'required',
      'choices',
      'options',
      'channel_types',
      'min_value',
      'max_value',
      'min_length',
      'max_length',
      'autocomplete',
    ]);
    name(at.in('name'), option['name']);
    at.check(!names.has(option['name']), 'has the name of another option');
    names.add(option['name']);
    text(at.in('description'), option['description'], 1, 100);
    whole(at.in('type'), option['type'], 1, 11);
    at.check(!(option['required'] === true && optionalSeen), 'is required, after one that is not');
    optionalSeen ||= option['required'] !== true;
    size += String(option['name']).length + String(option['description']).length;
    size += limits(at, option);
    if (option['type'] === SUBCOMMAND || option['type'] === GROUP) {
      at.check(option['type'] === SUBCOMMAND ? depth <= 1 : depth === 0, 'is nested too deep');
      size += options(at.in('options'), option['options'], depth + 1);
    } else at.check(option['options'] === undefined, 'has options but is no subcommand');
  });
  return size;
}

function limits(report: Report, option: Fields): number {
  const { type, choices, autocomplete } = option;
  const has = (...keys: string[]): boolean => keys.some((key) => option[key] !== undefined);
  report.check(type === STRING || !has('min_length', 'max_length'), 'has a length but is no text');
  report.check(type === INTEGER || type === NUMBER || !has('min_value', 'max_value'), 'has a range but is no number');
  if (has('min_length')) whole(report.in('min_length'), option['min_length'], 0, 6000);
  if (has('max_length')) whole(report.in('max_length'), option['max_length'], 1, 6000);
  const takesChoices = type === STRING || type === INTEGER || type === NUMBER;
  report.check(takesChoices || (!has('choices') && autocomplete !== true), 'can have no choices');
  report.check(
    !(autocomplete === true && Array.isArray(choices) && choices.length > 0),
    'completes although it has choices',
  );
  return choices === undefined ? 0 : offered(report.in('choices'), choices, type === STRING ? 'string' : 'number');
}

/** Choices of an option, or those that complete what is typed. @returns their characters */
export function offered(report: Report, value: unknown, type: 'string' | 'number'): number {
  let size = 0;
  list(report, value, 25, (at, item) => {
    const choice = fields(at, item, ['name', 'name_localizations', 'value']);
    text(at.in('name'), choice['name'], 1, 100);
    at.check(typeof choice['value'] === type, `the value is no ${type}`);
    if (typeof choice['value'] === 'string') text(at.in('value'), choice['value'], 1, 100);
    size += String(choice['name']).length + String(choice['value']).length;
  });
  return size;
}

function name(report: Report, value: unknown): void {
  report.check(
    typeof value === 'string' && NAME.test(value) && value === value.toLowerCase(),
    `"${String(value)}" is no name`,
  );
}
