/** What somebody gives by a press of a button or a choice in a menu. */
export interface Press<Given> {
  /** Who pressed. What one person presses is stored in the order in which it came. */
  readonly by: string;
  /** When it was made, by Discord's clock, in milliseconds since the epoch. */
  readonly madeAt: number;
  /**
   * Finds out all that is stored with it. However long this takes, it counts as of when it was made, and what it was made for is not closed
   * meanwhile.
   */
  find(): Promise<Given>;
}

/** Discord takes no answer to a press that is older, in milliseconds: no press that works is longer on its way. */
const LONGEST_WAY = 3000;

/**
 * As of when a press counts: when it was made, where that can be. Clocks differ; one by which it was on its way for longer, or came before it
 * was made, says nothing.
 * @param receivedAt by our own clock, as is what it returns; in milliseconds since the epoch
 */
export function countsAsOf(madeAt: number, receivedAt: number): number {
  const way = receivedAt - madeAt;
  return way >= 0 && way <= LONGEST_WAY ? madeAt : receivedAt;
}
