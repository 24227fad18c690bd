import { type APIApplicationCommandOption, ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import { badField } from '../../rest/refusal.ts';
import type { InteractionOption } from '../../visitor-protocol.ts';

/**
 * Checks what a visitor gave for a command's options, as Discord does before the bot hears of it.
 * @param isDraft whether it is still being typed (autocomplete): then nothing need be complete
 * @throws Refusal (50035) that names the option
 */
export function checkOptions(
  given: readonly InteractionOption[],
  declared: readonly APIApplicationCommandOption[],
  isDraft: boolean,
): void {
  const needsSubcommand = declared.some(({ type }) => type === Type.Subcommand || type === Type.SubcommandGroup);
  if (needsSubcommand && given.length !== 1) throw badField('options', 'BASE_TYPE_REQUIRED', 'Choose one subcommand.');
  for (const option of given) {
    const known = declared.find(({ name, type }) => name === option.name && type === option.type);
    if (known === undefined)
      throw badField(`options.${option.name}`, 'UNKNOWN_OPTION', 'This command has no such option.');
    if (known.type === Type.Subcommand || known.type === Type.SubcommandGroup) {
      checkOptions(option.options ?? [], known.options ?? [], isDraft);
    } else if (!isDraft) {
      checkValue(option, known);
    }
  }
  if (isDraft) return;
  for (const option of declared) {
    const isRequired = 'required' in option && option.required === true;
    if (isRequired && !given.some(({ name }) => name === option.name)) {
      throw badField(`options.${option.name}`, 'BASE_TYPE_REQUIRED', 'This option is required.');
    }
  }
}

function checkValue({ name, value }: InteractionOption, declared: APIApplicationCommandOption): void {
  const bad = (message: string) => badField(`options.${name}`, 'BASE_TYPE_INVALID', message);
  switch (declared.type) {
    case Type.Boolean:
      if (typeof value !== 'boolean') throw bad('Must be true or false.');
      return;
    case Type.Integer:
    case Type.Number:
      if (typeof value !== 'number' || (declared.type === Type.Integer && !Number.isInteger(value)))
        throw bad('Must be a number.');
      if (value < (declared.min_value ?? value) || value > (declared.max_value ?? value)) throw bad('Out of range.');
      break;
    default:
      if (typeof value !== 'string') throw bad('Must be text.');
      if (declared.type !== Type.String) return;
      if (value.length < (declared.min_length ?? 0) || value.length > (declared.max_length ?? 6000))
        throw bad('Wrong length.');
  }
  const choices = 'choices' in declared ? (declared.choices ?? []) : [];
  if (choices.length > 0 && !choices.some((choice) => choice.value === value)) throw bad('Not one of the choices.');
}

/** All options with values, also those inside subcommands. */
export function flatten(options: readonly InteractionOption[]): InteractionOption[] {
  return options.flatMap((option) => [option, ...flatten(option.options ?? [])]);
}
