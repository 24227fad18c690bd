/** How long a text must stand before it is read aloud: models write several times a second. */
const QUIET_MS = 2000;
const MOST_AT_ONCE = 3;
const LONGEST = 600;
/** The blocks with which writers mark the place where they go on. */
const CURSOR = /\s*[\u2580-\u259f]+$/u;

/** A message as it is read aloud. */
export interface Spoken {
  readonly id: string;
  readonly speaker: string;
  readonly text: string;
}

/**
 * What a screen reader is told of new messages and of changes: each text once, when it is no longer being written, so that
 * growing words don't flood it.
 */
export class Announcements {
  readonly #heard = new Map<string, string>();
  readonly #pending = new Map<string, Spoken & { readonly since: number }>();

  /** These stand there already: nothing is said of them. */
  skip(messages: readonly Spoken[]): void {
    this.#pending.clear();
    this.#heard.clear();
    for (const { id, text } of messages) this.#heard.set(id, settled(text));
  }

  /** The messages as they are at `nowMs`. */
  note(messages: readonly Spoken[], nowMs: number): void {
    for (const message of messages) {
      const text = settled(message.text);
      const before = this.#pending.get(message.id)?.text ?? this.#heard.get(message.id);
      if (text !== '' && text !== before) this.#pending.set(message.id, { ...message, text, since: nowMs });
    }
  }

  /** When the next text will have stood long enough; null where none waits. */
  get dueAt(): number | null {
    return this.#pending.size === 0
      ? null
      : Math.min(...[...this.#pending.values()].map(({ since }) => since)) + QUIET_MS;
  }

  /** What is to be said at `nowMs`; null where it is nothing. */
  take(nowMs: number): string | null {
    const due = [...this.#pending.values()].filter(({ since }) => since + QUIET_MS <= nowMs);
    const lines = due.map(({ id, speaker, text }) => {
      const before = this.#heard.get(id) ?? '';
      this.#pending.delete(id);
      this.#heard.set(id, text);
      const added = before !== '' && text.startsWith(before) ? text.slice(before.length).trim() : text;
      return `${speaker}: ${added.length > LONGEST ? `${added.slice(0, LONGEST)}…` : added}`;
    });
    if (lines.length === 0) return null;
    if (lines.length <= MOST_AT_ONCE) return lines.join('\n');
    return `${lines.length} new messages. The last by ${lines.at(-1) ?? ''}`;
  }
}

function settled(text: string): string {
  return text.replace(CURSOR, '').trim();
}
