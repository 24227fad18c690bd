import type { ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';
import type { Script } from '../../src/models/scripted/scripted-host.ts';
import { wordsFor } from '../support/speech.ts';

/** A part of a turn: the model goes on when it was read. */
export class WatchedPart {
  readonly text: string;
  readonly written: Promise<void>;
  readonly wasRead: Promise<void>;
  #write: () => void = () => {};
  #read: () => void = () => {};

  constructor(text: string) {
    this.text = text;
    this.written = new Promise((resolve) => {
      this.#write = resolve;
    });
    this.wasRead = new Promise((resolve) => {
      this.#read = resolve;
    });
  }

  write(): string {
    this.#write();
    return `${this.text} `;
  }

  read(): void {
    this.#read();
  }
}

/** A model whose first turn stops after each part until that was read; all else it writes at once. */
export class WatchedModel {
  readonly parts: readonly WatchedPart[] = [
    'A first thought stands here and is read.',
    'Then a second one comes, of another colour.',
    'The third says that care is owed to people, not to rules.',
  ].map((text) => new WatchedPart(text));

  readonly script: Script = {
    reply: (request: ChatRequest, _model, call) => (call === 0 ? () => this.#stepwise() : wordsFor(request)),
  };

  async *#stepwise(): AsyncGenerator<ChatPart> {
    for (const part of this.parts) {
      yield { type: 'text-delta', text: part.write() };
      await part.wasRead;
    }
    yield { type: 'finish', reason: 'stop', rawReason: 'stop', usage: {} };
  }
}
