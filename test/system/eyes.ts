import {
  type APIEmbed,
  type APIMessage,
  MessageFlags,
  ApplicationCommandOptionType as OptionType,
} from 'discord-api-types/v10';
import type { OpenForm, Visitor } from '../../src/playground/visitor/client/visitor.ts';
import type { Dispatch, InteractionOption } from '../../src/playground/visitor-protocol.ts';

/** A visitor and all that they have seen. */
export class Eyes {
  readonly visitor: Visitor;
  readonly channelId: string;
  readonly seen: Dispatch[] = [];
  readonly #versions = new Map<string, APIMessage[]>();
  readonly #deleted = new Set<string>();
  readonly #waiting = new Set<() => void>();

  /** @param channelId where this visitor gives commands */
  constructor(visitor: Visitor, channelId: string) {
    this.visitor = visitor;
    this.channelId = channelId;
    visitor.events((dispatch) => {
      this.seen.push(dispatch);
      if (dispatch.event === 'MESSAGE_CREATE' || dispatch.event === 'MESSAGE_UPDATE') {
        const { id } = dispatch.data;
        this.#versions.set(id, [...(this.#versions.get(id) ?? []), dispatch.data]);
      }
      if (dispatch.event === 'MESSAGE_DELETE') this.#deleted.add(dispatch.data.id);
      for (const look of [...this.#waiting]) look();
    });
  }

  /** Waits until `find` finds something; it looks at everything seen so far, and again at each event. */
  until<Found>(find: () => Found | undefined | false): Promise<Found> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        try {
          const found = find();
          if (found === undefined || found === false) return;
          this.#waiting.delete(look);
          resolve(found);
        } catch (error) {
          this.#waiting.delete(look);
          reject(error);
        }
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** The id of the newest thread. */
  thread(): Promise<string> {
    return this.until(() => {
      const created = this.seen.findLast(({ event }) => event === 'THREAD_CREATE');
      return created?.event === 'THREAD_CREATE' ? created.data.id : undefined;
    });
  }

  /** A channel's messages as they stand now, oldest first, without what only this visitor sees. */
  messagesIn(channelId: string): APIMessage[] {
    return this.#all().filter((message) => message.channel_id === channelId && !isEphemeral(message));
  }

  /** Everything that ever stood in a message, oldest first. */
  versionsOf(messageId: string): readonly APIMessage[] {
    return this.#versions.get(messageId) ?? [];
  }

  /** Every version of every message. */
  get everything(): APIMessage[] {
    return [...this.#versions.values()].flat();
  }

  /** Waits for a message in a channel. */
  message(channelId: string, fits: (message: APIMessage) => boolean): Promise<APIMessage> {
    return this.until(() => this.messagesIn(channelId).find(fits));
  }

  card(channelId: string, title: string): Promise<APIMessage> {
    return this.message(channelId, ({ embeds }) => embeds.some((embed) => embed.title?.startsWith(title) === true));
  }

  /** Gives a command and waits for the answer that only this visitor sees. */
  async command(
    name: string,
    options: readonly InteractionOption[],
    fits: (message: APIMessage) => boolean = () => true,
    channelId = this.channelId,
  ): Promise<APIMessage> {
    return this.#answerTo(() => this.visitor.runCommand(name, options, channelId), fits);
  }

  /** Starts a debate. @returns what the bot answered in the end */
  async start(given: Given, channelId = this.channelId): Promise<string> {
    const answer = await this.command(
      'debate',
      sub('start', given),
      ({ content }) => !content.startsWith('It runs on'),
      channelId,
    );
    return answer.content;
  }

  /** Presses a button of the newest version of a message and waits for the private answer. */
  async press(message: APIMessage, customId: string): Promise<string> {
    return (await this.#answerTo(() => this.visitor.press(message, customId))).content;
  }

  /** Chooses in a menu of a message and waits for the private answer. */
  async choose(message: APIMessage, customId: string, value: string): Promise<string> {
    return (await this.#answerTo(() => this.visitor.press(message, customId, [value]))).content;
  }

  /** Gives a command that opens a form. */
  openForm(name: string, options: readonly InteractionOption[]): Promise<OpenForm> {
    return this.#formAfter(() => this.visitor.runCommand(name, options, this.channelId));
  }

  /** Presses a button that opens a form. */
  pressForForm(message: APIMessage, customId: string): Promise<OpenForm> {
    return this.#formAfter(() => this.visitor.press(message, customId));
  }

  /** Sends a form and waits for the private answer. */
  submit(form: OpenForm, fields: Readonly<Record<string, string>>): Promise<APIMessage> {
    return this.#answerTo(() => this.visitor.submitModal(form, fields));
  }

  async #formAfter(work: () => Promise<void>): Promise<OpenForm> {
    const before = this.seen.length;
    await work();
    return this.until(() => {
      const opened = this.seen.slice(before).find(({ event }) => event === 'INTERACTION_MODAL_CREATE');
      return opened?.event === 'INTERACTION_MODAL_CREATE' ? opened.data : undefined;
    });
  }

  async #answerTo(work: () => Promise<void>, fits: (message: APIMessage) => boolean = () => true): Promise<APIMessage> {
    const before = new Set(this.#all().map(({ id }) => id));
    const answered = this.until(() =>
      this.#all().find(
        (message) => !before.has(message.id) && isEphemeral(message) && !isLoading(message) && fits(message),
      ),
    );
    await work();
    return answered;
  }

  #all(): APIMessage[] {
    return [...this.#versions.values()].flatMap((versions) => {
      const newest = versions.at(-1);
      return newest === undefined || this.#deleted.has(newest.id) ? [] : [newest];
    });
  }
}

type Given = Readonly<Record<string, string | number | boolean>>;

/** A subcommand with its options. */
export function sub(name: string, given: Given = {}): InteractionOption[] {
  return [{ type: OptionType.Subcommand, name, options: options(given) }];
}

export function options(given: Given): InteractionOption[] {
  return Object.entries(given).map(([name, value]) => ({
    type: optionType(value),
    name,
    value,
  }));
}

function optionType(value: Given[string]): OptionType.Integer | OptionType.Boolean | OptionType.String {
  if (typeof value === 'number') return OptionType.Integer;
  return typeof value === 'boolean' ? OptionType.Boolean : OptionType.String;
}

/** What stands in a form's fields, by their ids. */
export function textsIn({ components }: OpenForm): Record<string, string> {
  return Object.fromEntries(
    components.flatMap((part) =>
      'component' in part && 'style' in part.component ? [[part.component.custom_id, part.component.value ?? '']] : [],
    ),
  );
}

/** A message as a reader sees it, in one text. */
export function textOf({ content, embeds }: APIMessage): string {
  return [content, ...embeds.map(embedText)].join('\n').trim();
}

function embedText({ title, description, fields, footer }: APIEmbed): string {
  const parts = [title, description, ...(fields ?? []).map(({ name, value }) => `${name}: ${value}`), footer?.text];
  return parts.filter((part) => part !== undefined).join('\n');
}

/** Custom ids of a message's buttons and menus. */
export function buttonsOf({ components }: APIMessage): string[] {
  return (components ?? []).flatMap((row) =>
    'components' in row ? row.components.flatMap((part) => ('custom_id' in part ? [part.custom_id] : [])) : [],
  );
}

export function buttonFor(message: APIMessage, ending: string): string {
  const found = buttonsOf(message).find((id) => id.endsWith(ending));
  if (found === undefined) throw new Error(`There is no button ${ending} among ${buttonsOf(message).join(', ')}`);
  return found;
}

function isEphemeral({ flags }: APIMessage): boolean {
  return ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

function isLoading({ flags }: APIMessage): boolean {
  return ((flags ?? 0) & MessageFlags.Loading) !== 0;
}
