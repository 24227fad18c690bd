import { escapeMarkdown, MessageFlags } from 'discord.js';
import type { RecordedDebateEvent, TurnKey } from '../../debate/events.ts';
import type { Seat } from '../../debate/plan.ts';
import { wordCard } from '../audience/word-card.ts';
import { LIMITS } from '../limits.ts';
import { safeText } from '../safe-text.ts';
import { OFF_VIEW } from './off-view.ts';
import { POST, SETTLED } from './post-key.ts';
import { FENCE_ROOM, splitText, withWholeFences } from './split-text.ts';
import type { TurnPostsDeps } from './turn-posts.ts';

type Event<Type extends RecordedDebateEvent['type']> = Extract<RecordedDebateEvent, { type: Type }>;

/** A link of somebody's unfolds into no picture. */
const PLAIN = { flags: MessageFlags.SuppressEmbeds } as const;

/**
 * What people do in a debate, as messages of the bot: their questions, their seats, and their turns, which are first a message with buttons
 * and then their words.
 */
export class AudiencePosts {
  readonly #deps: TurnPostsDeps;
  readonly #names = new Map<Seat, string>();
  /** Who has the word, and until when. */
  #asked: Event<'person-asked'> | undefined;

  constructor(deps: TurnPostsDeps) {
    this.#deps = deps;
  }

  async question({ id, text }: Event<'question-put'>, hidden: boolean): Promise<void> {
    const words = hidden ? OFF_VIEW : `**The audience asks**\n> ${escapeMarkdown(safeText(text))}`;
    await this.#deps.poster.asBot(POST.question(id), { content: words, ...PLAIN });
  }

  async joined({ seat, name }: Event<'person-joined'>, hidden: boolean): Promise<void> {
    this.#names.set(seat, name);
    const content = `-# ${this.#who(seat, hidden)} takes a seat and speaks last in each open round from here on.`;
    await this.#deps.poster.asBot(POST.seat(seat), { content, ...PLAIN });
  }

  /** @returns the message with the buttons; undefined when the turn is over */
  async asked(event: Event<'person-asked'>, hidden: boolean): Promise<string | undefined> {
    const { poster, delivery, plan } = this.#deps;
    const { turn, until } = event;
    if (delivery.isSettled(SETTLED.turn(turn))) return undefined;
    this.#asked = event;
    const card = wordCard(plan, turn, this.#who(turn.seat, hidden), until);
    return poster.asBot(POST.turn(turn, 0), { ...card, ...PLAIN });
  }

  async spoke({ turn, text }: Event<'person-spoke'>, hidden: boolean): Promise<void> {
    if (hidden) await this.#settle(turn, [OFF_VIEW]);
    else await this.#settle(turn, this.#partsOf(turn, text));
  }

  async silent({ turn }: Event<'person-silent'>, hidden: boolean): Promise<void> {
    await this.#settle(turn, [`${this.#who(turn.seat, hidden)} says nothing in this round.`]);
  }

  /** Whoever has the word when the debate is taken off view keeps it, without their name. */
  async offView(): Promise<void> {
    const { poster, delivery, plan } = this.#deps;
    if (this.#asked === undefined) return;
    const { turn, until } = this.#asked;
    if (delivery.isSettled(SETTLED.turn(turn))) return;
    await poster.asBot(POST.turn(turn, 0), wordCard(plan, turn, this.#who(turn.seat, true), until), true);
  }

  /** Nobody can speak any more. */
  async breakOff(hidden: boolean): Promise<void> {
    if (this.#asked === undefined) return;
    const { turn } = this.#asked;
    await this.#settle(turn, [`${this.#who(turn.seat, hidden)} had the word when the debate ended.`]);
  }

  async #settle(turn: TurnKey, parts: readonly string[]): Promise<void> {
    const { poster, delivery } = this.#deps;
    if (this.#asked?.turn.round === turn.round && this.#asked.turn.seat === turn.seat) this.#asked = undefined;
    if (delivery.isSettled(SETTLED.turn(turn))) return;
    for (const [place, content] of parts.entries())
      await poster.asBot(POST.turn(turn, place), { content, components: [], ...PLAIN }, true);
    await delivery.append({ type: 'settled', key: SETTLED.turn(turn) });
  }

  /** Each part says whose words they are, so that nobody takes them for the bot's. */
  #partsOf({ seat }: TurnKey, text: string): string[] {
    const who = this.#who(seat, false);
    const [start, goesOn] = [`${who}: `, `${who} goes on: `];
    const parts = splitText(safeText(text), LIMITS.message - goesOn.length - FENCE_ROOM);
    return parts.map((part, place) => (place === 0 ? start : goesOn) + withWholeFences(part));
  }

  #who(seat: Seat, hidden: boolean): string {
    const name = this.#names.get(seat);
    if (hidden || name === undefined) return 'A person';
    const shown = `**${escapeMarkdown(safeText(name))}**`;
    return name.endsWith('(a person)') ? shown : `${shown} (a person)`;
  }
}
