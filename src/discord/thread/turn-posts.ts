import { type TurnKey, turnKeySchema } from '../../debate/events.ts';
import { speakerOf } from '../../debate/view.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import { LIMITS } from '../limits.ts';
import { safeText } from '../safe-text.ts';
import type { DeliveryLog } from './delivery-log.ts';
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
    if (text === '' || this.#deps.delivery.isSettled(prefixOf(turn))) return;
    await this.#show(turn, text, true);
  }

  /** A turn's last word: the whole text, or that there is none. It is not touched again. */
  async settle(turn: TurnKey, text: string): Promise<void> {
    const { delivery } = this.#deps;
    if (delivery.isSettled(prefixOf(turn))) return;
    await this.#show(turn, text, false);
    await delivery.append({ type: 'settled', key: prefixOf(turn) });
  }

  /** Takes the words of an attempt that came to nothing off view; nothing is posted where none stand. */
  async takeBack(turn: TurnKey, line: string): Promise<void> {
    const { delivery } = this.#deps;
    if (delivery.postedAs(`${prefixOf(turn)}/0`) === undefined || delivery.isSettled(prefixOf(turn))) return;
    await this.#show(turn, line, false);
  }

  /** Settles every turn that was begun and will not be finished. */
  async settleUnfinished(line: string): Promise<void> {
    for (const { key } of this.#deps.delivery.posted) {
      const [, round, seat] = /^turn\/(\d+)\/([a-z0-9-]+)\/0$/.exec(key) ?? [];
      if (seat !== undefined) await this.settle(turnKeySchema.parse({ round: Number(round), seat }), line);
    }
  }

  /** Ids of a turn's messages, in order. */
  messagesOf(turn: TurnKey): string[] {
    const prefix = `${prefixOf(turn)}/`;
    return this.#deps.delivery.posted.filter(({ key }) => key.startsWith(prefix)).map(({ messageId }) => messageId);
  }

  async #show(turn: TurnKey, text: string, live: boolean): Promise<void> {
    const { poster, delivery, plan } = this.#deps;
    const speaker = speakerOf(plan.ensemble, turn);
    const prefix = prefixOf(turn);
    const parts = splitText(safeText(text), LIMITS.message - WRITING.length - FENCE_ROOM);
    for (const [place, part] of parts.entries()) {
      const last = place === parts.length - 1;
      const growing = live && last;
      const words = last ? withWholeFences(part, growing ? WRITING : '') : part;
      if ((await poster.asMember(`${prefix}/${place}`, speaker, words, growing)) === undefined) return;
    }
    // A longer attempt may have stood here before.
    for (let extra = parts.length; delivery.postedAs(`${prefix}/${extra}`) !== undefined; extra += 1) {
      await poster.remove(`${prefix}/${extra}`);
    }
  }
}

function prefixOf(turn: TurnKey): string {
  return `turn/${turn.round}/${turn.seat}`;
}
