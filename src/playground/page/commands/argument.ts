import type { APIApplicationCommandBasicOption, APIApplicationCommandOptionChoice } from 'discord-api-types/v10';
import { BOOLEAN, CHANNEL, INTEGER, MENTIONABLE, NUMBER, ROLE, STRING, USER } from '../discord-values.ts';

export type BasicOption = APIApplicationCommandBasicOption;
export type Choice = APIApplicationCommandOptionChoice<string | number | boolean>;

/** What stands in an option's field: the words, and the choice they were taken from. */
export interface Argument {
  readonly text: string;
  readonly chosen: Choice | null;
}

export const NO_ARGUMENT: Argument = { text: '', chosen: null };

export type CheckedArgument =
  | { readonly kind: 'absent' }
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | { readonly kind: 'wrong'; readonly reason: string };

const BOOLEANS: readonly Choice[] = [
  { name: 'True', value: true },
  { name: 'False', value: false },
];

/** The choices an option always has; null where any words may stand, or where the bot is asked for them. */
export function fixedChoices(
  option: BasicOption,
  entities: (option: BasicOption) => readonly Choice[],
): readonly Choice[] | null {
  switch (option.type) {
    case BOOLEAN:
      return BOOLEANS;
    case USER:
    case CHANNEL:
    case ROLE:
    case MENTIONABLE:
      return entities(option);
    case STRING:
    case INTEGER:
    case NUMBER:
      return option.choices !== undefined && option.choices.length > 0 ? option.choices : null;
    default:
      return null;
  }
}

/** Whether the bot is to be asked for choices while this option is typed. */
export function isAutocompleted(option: BasicOption): boolean {
  return (option.type === STRING || option.type === INTEGER || option.type === NUMBER) && option.autocomplete === true;
}

/** Reads a field by Discord's rules for its option; `choices` as `fixedChoices` gives them. */
export function checkArgument(
  option: BasicOption,
  argument: Argument,
  choices: readonly Choice[] | null,
): CheckedArgument {
  const text = argument.text.trim();
  if (text === '') {
    return option.required === true ? { kind: 'wrong', reason: 'This option is required.' } : { kind: 'absent' };
  }
  if (argument.chosen !== null) return { kind: 'value', value: argument.chosen.value };
  if (choices !== null) {
    const named = choices.find(({ name }) => name.toLowerCase() === text.toLowerCase());
    return named === undefined ? wrong('Take one of the choices.') : { kind: 'value', value: named.value };
  }
  switch (option.type) {
    case INTEGER:
    case NUMBER: {
      const value = Number(text.replace(',', '.'));
      if (!Number.isFinite(value)) return wrong('This must be a number.');
      if (option.type === INTEGER && !Number.isSafeInteger(value)) return wrong('This must be a whole number.');
      if (option.min_value !== undefined && value < option.min_value) return wrong(`At least ${option.min_value}.`);
      if (option.max_value !== undefined && value > option.max_value) return wrong(`At most ${option.max_value}.`);
      return { kind: 'value', value };
    }
    case STRING: {
      if (option.min_length !== undefined && text.length < option.min_length)
        return wrong(`At least ${option.min_length} characters.`);
      if (text.length > (option.max_length ?? 6000)) return wrong(`At most ${option.max_length ?? 6000} characters.`);
      return { kind: 'value', value: text };
    }
    default:
      return wrong('The playground cannot send this kind of option.');
  }
}

function wrong(reason: string): CheckedArgument {
  return { kind: 'wrong', reason };
}

/** The choices whose names hold what was typed; all of them while nothing is, or while one is taken. */
export function matchingChoices(choices: readonly Choice[], argument: Argument): readonly Choice[] {
  const typed = argument.text.trim().toLowerCase();
  if (typed === '' || argument.chosen !== null) return choices;
  return choices.filter(({ name }) => name.toLowerCase().includes(typed));
}
