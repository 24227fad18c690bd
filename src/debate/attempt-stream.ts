import type { Clock } from '../core/clock.ts';
import type { CallUsage, ChatPart } from '../models/port/chat-model.ts';
import type { Attempt } from './attempt.ts';
import { cleanSpeech } from './clean-speech.ts';
import type { EventInFlight } from './events.ts';
import type { Written } from './hear-turn.ts';
import { partialAnswerText } from './parse-answer.ts';
import { splitThinking } from './split-thinking.ts';
import { StreamWatch } from './stream-watch.ts';
import { TurnTimer } from './turn-timer.ts';
import type { Finding } from './validity/finding.ts';

/** What came of an attempt's call. */
export interface Collected extends Written {
  readonly usage: CallUsage;
  /** Which server answered, where there are several. */
  readonly server: string | undefined;
  /** Why it was broken off while it streamed; undefined when it was not. */
  readonly broken: Finding | undefined;
  /** It took longer than a turn may. */
  readonly overTime: boolean;
  /** Wall-clock time. */
  readonly milliseconds: number;
}

/**
 * Takes the parts of an attempt's call as they come: gathers its words, stops its time while it waits for a server, and breaks it off when
 * its time is over or it can't become a valid turn. Begins when it is made; whoever makes it has to call `stop` in the end.
 */
export class AttemptStream {
  readonly #attempt: Attempt;
  readonly #clock: Clock;
  readonly #start: number;
  readonly #timer: TurnTimer;
  readonly #breakOff = new AbortController();
  #watch: StreamWatch;
  #raw = '';
  #thinking = '';
  /** The words that were shown last. */
  #shown = '';
  #finish: Pick<Collected, 'finishReason' | 'usage' | 'server'> = {
    finishReason: 'failed',
    usage: {},
    server: undefined,
  };
  #broken: Finding | undefined;

  constructor(attempt: Attempt, clock: Clock) {
    this.#attempt = attempt;
    this.#clock = clock;
    this.#start = clock.now();
    this.#timer = new TurnTimer(attempt.plan.limits.turn, clock, () => this.#breakOff.abort());
    this.#watch = this.#newWatch();
  }

  /** Aborted when the call is broken off: leaving its stream ends our reading, only this ends the server's writing. */
  get signal(): AbortSignal {
    return this.#breakOff.signal;
  }

  /** It can't become a valid turn, so that the rest of it is not wanted. */
  get brokenOff(): boolean {
    return this.#broken !== undefined;
  }

  get overTime(): boolean {
    return this.#timer.over;
  }

  get collected(): Collected {
    return {
      raw: this.#raw,
      thinking: this.#thinking,
      ...this.#finish,
      broken: this.#broken,
      overTime: this.overTime,
      // A clock may be set back meanwhile.
      milliseconds: Math.max(0, this.#clock.now() - this.#start),
    };
  }

  /** @returns what others can be told of it */
  take(part: ChatPart): EventInFlight | undefined {
    switch (part.type) {
      case 'waiting':
        if (part.waiting.for === 'server') this.#timer.stop();
        else this.#timer.restart();
        return { type: 'turn-waiting', ...this.#key, waiting: part.waiting };
      case 'started-over':
        this.#raw = this.#thinking = this.#shown = '';
        this.#watch = this.#newWatch();
        this.#timer.restart();
        return { type: 'turn-started-over', ...this.#key, reason: part.reason };
      case 'thinking-delta':
        this.#thinking += part.text;
        this.#look();
        return undefined;
      case 'text-delta':
        this.#raw += part.text;
        this.#look();
        return this.#show();
      case 'choice':
        return undefined;
      case 'finish':
        this.#finish = { finishReason: part.reason, usage: part.usage, server: part.server };
        return undefined;
    }
  }

  /** The call has ended, however it did. */
  stop(): void {
    this.#timer.stop();
  }

  get #key() {
    const { turn, attempt } = this.#attempt;
    return { turn, attempt };
  }

  #newWatch(): StreamWatch {
    return new StreamWatch(this.#attempt.budget.thinking);
  }

  #look(): void {
    this.#broken = this.#watch.look(this.#raw, this.#thinking);
    if (this.#broken === undefined) return;
    this.#finish = { ...this.#finish, finishReason: 'broken-off' };
    this.#breakOff.abort();
  }

  /** The words so far, unless they are those that were shown last. */
  #show(): EventInFlight | undefined {
    const text = inFlight(this.#raw, this.#attempt);
    // A label that goes leaves nothing for a moment; only thinking that was taken for words has to go from view.
    if (text === this.#shown || (text === '' && splitThinking(this.#raw).thinking === '')) return undefined;
    this.#shown = text;
    return { type: 'turn-delta', ...this.#key, text };
  }
}

/** The beginning of a mark of thinking or of a template, at the end of words that are still being written. */
const BEGUN_TAG = /(?:<[|/]?\w*\|?|\[\/?(?:T(?:H(?:I(?:NK?)?)?)?)?|◁\/?\w*)$/;

/** Words that can be shown while they are written: no thinking, no label, an answer as its parts. */
function inFlight(raw: string, { kind, speaker }: Attempt): string {
  const { text } = splitThinking(raw.replace(BEGUN_TAG, ''));
  switch (kind) {
    case 'speech':
      return cleanSpeech(text, speaker);
    case 'answer':
      return partialAnswerText(text);
    case 'choice':
      return '';
  }
}
