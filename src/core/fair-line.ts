import { RecentMap } from './recent-map.ts';

/** Of so many groups it is remembered when they were served last. */
const GROUPS_REMEMBERED = 1000;

/** Whoever waits, and in which round they are due. */
export interface InLine<Item> {
  readonly item: Item;
  readonly round: number;
}

/**
 * A line that is fair between groups: they take turns, one item a round, and inside a group who came first goes first. A group that comes
 * later joins in the round that is due, so that nobody is passed over more often than there are groups.
 */
export class FairLine<Item> {
  /** In order of arrival, with the round in which each came. */
  #waiting: { readonly item: Item; readonly group: string; readonly since: number }[] = [];
  /** The last round in which a group was served. */
  readonly #served = new RecentMap<string, number>(GROUPS_REMEMBERED);
  #lastRound = 0;

  add(item: Item, group: string): void {
    const next = this.order()[0]?.round ?? this.#lastRound;
    this.#waiting.push({ item, group, since: Math.min(next, this.#lastRound) });
  }

  /** Everybody who waits, in the order in which they are due. */
  order(): readonly InLine<Item>[] {
    const due = new Map<string, number>();
    return this.#waiting
      .map(({ item, group, since }) => {
        const round = Math.max(since, due.get(group) ?? (this.#served.get(group) ?? -1) + 1);
        due.set(group, round + 1);
        return { item, round };
      })
      .sort((left, right) => left.round - right.round);
  }

  /** Takes somebody out of the line who is served now. */
  take(item: Item): void {
    const round = this.order().find((one) => one.item === item)?.round;
    const group = this.#waiting.find((one) => one.item === item)?.group;
    if (round === undefined || group === undefined) return;
    this.#served.set(group, round);
    this.#lastRound = round;
    this.remove(item);
  }

  /** Takes somebody out of the line who waits no more; those behind move up. */
  remove(item: Item): void {
    this.#waiting = this.#waiting.filter((one) => one.item !== item);
  }
}
