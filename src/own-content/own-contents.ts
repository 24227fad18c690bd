import type { Content } from '../content/schema.ts';
import type { Log } from '../core/log.ts';
import type { EventLog } from '../store/event-log.ts';
import { OwnContent } from './own-content.ts';

/** What each server has made for itself; none sees another's. */
export class OwnContents {
  readonly #deps: { readonly content: Content; readonly events: EventLog; readonly log: Log };
  readonly #opened = new Map<string, Promise<OwnContent>>();

  /** @param deps `content`: what comes with the program */
  constructor(deps: { readonly content: Content; readonly events: EventLog; readonly log: Log }) {
    this.#deps = deps;
  }

  /** @throws StoreFailedError */
  of(guildId: string): Promise<OwnContent> {
    const known = this.#opened.get(guildId);
    if (known !== undefined) return known;
    const { events, content, log } = this.#deps;
    const opened = OwnContent.open(events, guildId, content, log);
    this.#opened.set(guildId, opened);
    opened.catch(() => this.#opened.delete(guildId));
    return opened;
  }

  /** All that can be debated with on a server; where there is none, what comes with the program. @throws StoreFailedError */
  async contentFor(guildId: string | null): Promise<Content> {
    return guildId === null ? this.#deps.content : (await this.of(guildId)).content;
  }
}
