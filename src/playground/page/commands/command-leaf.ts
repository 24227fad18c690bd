import type { APIApplicationCommand, APIApplicationCommandOption } from 'discord-api-types/v10';
import type { InteractionOption } from '../../visitor-protocol.ts';
import { SUBCOMMAND, SUBCOMMAND_GROUP } from '../discord-values.ts';
import type { BasicOption } from './argument.ts';

/** A command as it can be sent: `/ping`, `/debate start`, `/admin model pull`. */
export interface CommandLeaf {
  readonly commandId: string;
  /** The command's own name, then group and subcommand where it has them. */
  readonly path: readonly { readonly type: number; readonly name: string }[];
  /** As written: `/debate start`. */
  readonly title: string;
  readonly description: string;
  /** Required ones first. */
  readonly options: readonly BasicOption[];
}

/** Every command that can be sent, in the order of their names. */
export function commandLeaves(commands: readonly APIApplicationCommand[]): readonly CommandLeaf[] {
  return commands
    .filter((command) => (command.type ?? 1) === 1)
    .flatMap((command) => leavesOf(command))
    .sort((left, right) => left.title.localeCompare(right.title));
}

function leavesOf(command: APIApplicationCommand): readonly CommandLeaf[] {
  const walk = (
    path: CommandLeaf['path'],
    description: string,
    options: readonly APIApplicationCommandOption[],
  ): readonly CommandLeaf[] => {
    const deeper = options.flatMap((option) =>
      option.type === SUBCOMMAND || option.type === SUBCOMMAND_GROUP
        ? walk([...path, { type: option.type, name: option.name }], option.description, option.options ?? [])
        : [],
    );
    if (deeper.length > 0) return deeper;
    const basic = options.filter((option) => option.type !== SUBCOMMAND && option.type !== SUBCOMMAND_GROUP);
    const title = `/${path.map(({ name }) => name).join(' ')}`;
    return [{ commandId: command.id, path, title, description, options: requiredFirst(basic) }];
  };
  return walk([{ type: 0, name: command.name }], command.description, command.options ?? []);
}

function requiredFirst(options: readonly BasicOption[]): readonly BasicOption[] {
  return [...options].sort((left, right) => Number(right.required ?? false) - Number(left.required ?? false));
}

/** The commands that what was typed (`/deb st`) can mean; those that begin with it stand first. */
export function matchingLeaves(leaves: readonly CommandLeaf[], typed: string): readonly CommandLeaf[] {
  const words = typed.slice(1).toLowerCase().split(/\s+/).filter(Boolean);
  const begins = (leaf: CommandLeaf): boolean => leaf.title.startsWith(`/${words.join(' ')}`);
  return leaves
    .filter((leaf) => words.every((word) => leaf.title.toLowerCase().includes(word)))
    .sort((left, right) => Number(begins(right)) - Number(begins(left)));
}

/** Puts a leaf's arguments under its subcommands, as an interaction sends them. */
export function nestOptions(leaf: CommandLeaf, values: readonly InteractionOption[]): readonly InteractionOption[] {
  return leaf.path
    .slice(1)
    .reduceRight<readonly InteractionOption[]>((options, { type, name }) => [{ type, name, options }], values);
}
