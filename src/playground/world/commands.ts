import {
  type APIApplicationCommand,
  ApplicationCommandType,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { refusals } from '../rest/refusal.ts';
import type { Bus } from './bus.ts';
import type { Snowflakes } from './snowflakes.ts';

/** A command as the bot registers it; permissions are decimal digits, as Discord stores them. */
export type CommandBody = Omit<RESTPostAPIApplicationCommandsJSONBody, 'default_member_permissions'> & {
  readonly default_member_permissions?: string | null;
};

/** The bot's commands: global ones (guild null) and the guild's own. */
export class Commands {
  readonly #commands = new Map<string, APIApplicationCommand>();
  readonly #bus: Bus;
  readonly #ids: Snowflakes;
  readonly #applicationId: string;

  constructor(bus: Bus, ids: Snowflakes, applicationId: string) {
    this.#bus = bus;
    this.#ids = ids;
    this.#applicationId = applicationId;
  }

  get all(): APIApplicationCommand[] {
    return [...this.#commands.values()];
  }

  in(guildId: string | null): APIApplicationCommand[] {
    return this.all.filter((command) => (command.guild_id ?? null) === guildId);
  }

  /** @throws Refusal (10063) */
  get(id: string): APIApplicationCommand {
    const command = this.#commands.get(id);
    if (command === undefined) throw refusals.unknownCommand();
    return command;
  }

  /** Replaces all commands of one place; those with a known name and type keep their ids. */
  replaceAll(guildId: string | null, bodies: readonly CommandBody[]): APIApplicationCommand[] {
    const before = this.in(guildId);
    for (const { id } of before) this.#commands.delete(id);
    const made = bodies.map((body) => this.#store(guildId, body, before));
    this.#announce();
    return made;
  }

  /** Creates one, or replaces that of the same name and type. */
  upsert(guildId: string | null, body: CommandBody): APIApplicationCommand {
    const made = this.#store(guildId, body, this.in(guildId));
    this.#announce();
    return made;
  }

  change(command: APIApplicationCommand, changes: Partial<CommandBody>): APIApplicationCommand {
    // A change to another kind of command is refused by its schema, so the shape stays the command's.
    const changed = { ...command, ...changes, version: this.#ids.next() } as APIApplicationCommand;
    this.#commands.set(command.id, changed);
    this.#announce();
    return changed;
  }

  delete(command: APIApplicationCommand): void {
    this.#commands.delete(command.id);
    this.#announce();
  }

  #store(guildId: string | null, body: CommandBody, before: readonly APIApplicationCommand[]): APIApplicationCommand {
    const type = body.type ?? ApplicationCommandType.ChatInput;
    const old = before.find((command) => command.name === body.name && command.type === type);
    // The body went through the schema; Discord adds only what stands below.
    const command = {
      integration_types: [0],
      contexts: null,
      default_member_permissions: null,
      dm_permission: true,
      nsfw: false,
      description: '',
      ...body,
      id: old?.id ?? this.#ids.next(),
      application_id: this.#applicationId,
      version: this.#ids.next(),
      type,
      ...(guildId === null ? {} : { guild_id: guildId }),
    } as APIApplicationCommand;
    this.#commands.set(command.id, command);
    return command;
  }

  #announce(): void {
    this.#bus.toVisitors('COMMANDS_UPDATE', this.all);
  }
}
