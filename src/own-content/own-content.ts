import type { Content } from '../content/schema.ts';
import type { Log } from '../core/log.ts';
import { OneByOne } from '../core/one-by-one.ts';
import type { EventLog } from '../store/event-log.ts';
import { TypedStream } from '../store/typed-stream.ts';
import { type OwnContentEvent, ownContentEventSchema } from './events.ts';
import type { FilledForm, Read } from './form.ts';
import { NotOwnError } from './not-own-error.ts';
import { OwnContentFullError } from './own-content-full-error.ts';
import { type Kind, MOST, nameOf, type OwnItem } from './own-item.ts';
import { PersonaSeatedError } from './persona-seated-error.ts';
import { readForm } from './read-form.ts';
import { contentStream, withoutWho } from './without-who.ts';

/** What one server has made for itself, on top of what comes with the program. Debates have snapshots of it: what changes here changes no debate. */
export class OwnContent {
  readonly #stream: TypedStream<OwnContentEvent>;
  readonly #builtIn: Content;
  readonly #changing = new OneByOne<string>();
  #items: readonly OwnItem[];
  #content: Content;

  private constructor(stream: TypedStream<OwnContentEvent>, builtIn: Content) {
    this.#stream = stream;
    this.#builtIn = builtIn;
    this.#items = itemsOf(stream.events);
    this.#content = joined(builtIn, this.#items);
  }

  /** What can't be read is left out and logged: the rest must not suffer from it. @throws StoreFailedError */
  static async open(events: EventLog, guildId: string, builtIn: Content, log: Log): Promise<OwnContent> {
    await withoutWho(events, guildId);
    const stream = await TypedStream.open(events, contentStream(guildId), ownContentEventSchema, (error) =>
      log.error({ err: error, guildId }, 'something that a server has made cannot be read and is left out'),
    );
    return new OwnContent(stream, builtIn);
  }

  /** All that this server has, own and built-in. */
  get content(): Content {
    return this.#content;
  }

  /** Its own ones of a kind, in the order in which they were made. */
  all(kind: Kind): readonly OwnItem[] {
    return this.#items.filter((own) => own.kind === kind);
  }

  /** @throws NotOwnError */
  find(kind: Kind, id: string): OwnItem {
    const found = this.#items.find((own) => own.kind === kind && own.item.id === id);
    if (found === undefined) throw new NotOwnError(kind, id);
    return found;
  }

  /** @throws OwnContentFullError when there is no room for one more */
  requireRoom(kind: Kind): void {
    if (this.all(kind).length >= MOST[kind]) throw new OwnContentFullError(kind, MOST[kind]);
  }

  /**
   * Reads a form and stores what it comes to.
   * @throws NotOwnError when what it changes was removed meanwhile, OwnContentFullError, StoreFailedError, SeqTakenError
   */
  submit(form: FilledForm, isRefused: (text: string) => boolean): Promise<Read<OwnItem>> {
    return this.#changing.run('', async () => {
      if (form.id === null) this.requireRoom(form.kind);
      else this.find(form.kind, form.id);
      const read = readForm(form, { content: this.#content, isRefused });
      if (read.ok) await this.#append({ type: 'saved', own: read.item });
      return read;
    });
  }

  /** @returns what was removed. @throws NotOwnError, PersonaSeatedError, StoreFailedError, SeqTakenError */
  remove(kind: Kind, id: string): Promise<OwnItem> {
    return this.#changing.run('', async () => {
      const removed = this.find(kind, id);
      const seatedIn = this.#items.flatMap((own) =>
        kind === 'persona' && own.kind === 'ensemble' && personasOf(own.item).includes(id) ? [own.item.name] : [],
      );
      if (seatedIn.length > 0) throw new PersonaSeatedError(nameOf(removed), seatedIn);
      await this.#append({ type: 'removed', kind, id });
      return removed;
    });
  }

  async #append(event: OwnContentEvent): Promise<void> {
    await this.#stream.append(event);
    this.#items = itemsOf(this.#stream.events);
    this.#content = joined(this.#builtIn, this.#items);
  }
}

/** What stands after all that happened. */
function itemsOf(events: readonly OwnContentEvent[]): OwnItem[] {
  const items = new Map<string, OwnItem>();
  for (const event of events) {
    if (event.type === 'saved') items.set(`${event.own.kind}/${event.own.item.id}`, event.own);
    else items.delete(`${event.kind}/${event.id}`);
  }
  return [...items.values()];
}

function joined(builtIn: Content, items: readonly OwnItem[]): Content {
  const scenarios = new Map(builtIn.scenarios);
  const personas = new Map(builtIn.personas);
  const ensembles = new Map(builtIn.ensembles);
  for (const own of items) {
    if (own.kind === 'scenario') scenarios.set(own.item.id, own.item);
    if (own.kind === 'persona') personas.set(own.item.id, own.item);
  }
  for (const own of items) {
    // A persona that came with an earlier version may be gone: an empty seat can't debate.
    const isSeated = own.kind === 'ensemble' && personasOf(own.item).every((persona) => personas.has(persona));
    if (isSeated) ensembles.set(own.item.id, own.item);
  }
  return Object.freeze({ ...builtIn, scenarios, personas, ensembles });
}

function personasOf({ members, chair }: Extract<OwnItem, { kind: 'ensemble' }>['item']): string[] {
  return [...members, chair].map(({ persona }) => persona);
}
