import type { TurnKey } from '../../debate/events.ts';
import { speakerOf } from '../../debate/turns.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import { LIMITS } from '../limits.ts';
import { safeText } from '../safe-text.ts';
import type { DeliveryLog } from './delivery-log.ts';
import { POST, SETTLED, turnPartOf } from './post-key.ts';
import type { Poster } from './poster.ts';
import { FENCE_ROOM, splitText, withWholeFences } from './split-text.ts';

/** Stands at the end of words that are still being written. */
const WRITING = ' ▍';

export interface TurnPostsDeps {
  readonly plan: TrialPlan;
  readonly poster: Poster;
  readonly delivery: DeliveryLog;
}

/** Turns as their members' messages: growing while they are written, split where they are long, settled once. */
export class TurnPosts {
  readonly #deps: TurnPostsDeps;

  constructor(deps: TurnPostsDeps) {
    this.#deps = deps;
  }

  /** Words in flight: all that were written so far. */
  async showInFlight(turn: TurnKey, text: string): Promise<void> {
    if (text === '' || this.#deps.delivery.isSettled(SETTLED.turn(turn))) return;
    await this.#show(turn, text, true);
  }

  /** A turn's last word: the whole text, or that there is none. It is not touched again. */
  async settle(turn: TurnKey, text: string): Promise<void> {
    const { delivery } = this.#deps;
    if (delivery.isSettled(SETTLED.turn(turn))) return;
    await this.#show(turn, text, false);
    await delivery.append({ type: 'settled', key: SETTLED.turn(turn) });
  }

  /** Takes the words of an attempt that came to nothing off view; nothing is posted where none stand. */
  async takeBack(turn: TurnKey, line: string): Promise<void> {
    const { delivery } = this.#deps;
    if (delivery.postedAs(POST.turn(turn, 0)) === undefined || delivery.isSettled(SETTLED.turn(turn))) return;
    await this.#show(turn, line, false);
  }

  /** Settles every turn of a member that was begun and will not be finished. */
  async settleUnfinished(line: string): Promise<void> {
    const { members, chair } = this.#deps.plan.ensemble;
    const seats = new Set([...members, chair].map(({ seat }) => seat));
    for (const { key } of this.#deps.delivery.posted) {
      const begun = turnPartOf(key);
      if (begun?.part === 0 && seats.has(begun.turn.seat)) await this.settle(begun.turn, line);
    }
  }

  /** Ids of a turn's messages, in order. */
  messagesOf(turn: TurnKey): string[] {
    const isPart = (key: string): boolean => {
      const of = turnPartOf(key)?.turn;
      return of?.round === turn.round && of.seat === turn.seat;
    };
    return this.#deps.delivery.posted.filter(({ key }) => isPart(key)).map(({ messageId }) => messageId);
  }

  async #show(turn: TurnKey, text: string, live: boolean): Promise<void> {
    const { poster, delivery, plan } = this.#deps;
    const speaker = speakerOf(plan.ensemble, turn);
    const parts = splitText(safeText(text), LIMITS.message - WRITING.length - FENCE_ROOM);
    for (const [place, part] of parts.entries()) {
      const last = place === parts.length - 1;
      const growing = live && last;
      const words = last ? withWholeFences(part, growing ? WRITING : '') : part;
      if ((await poster.asMember(POST.turn(turn, place), speaker, words, growing)) === undefined) return;
    }
    // A longer attempt may have stood here before.
    for (let extra = parts.length; delivery.postedAs(POST.turn(turn, extra)) !== undefined; extra += 1) {
      await poster.remove(POST.turn(turn, extra));
    }
  }
}
