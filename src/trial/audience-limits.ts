/** What people can do to a running debate, so that it stays one. */
export const AUDIENCE_LIMITS = {
  /** Questions that wait to be put together in the next round; more would crowd out the debate. */
  waitingQuestions: 3,
  questionCharacters: 300,
  /** People at the table beside the members. */
  seats: 2,
  /** About as long as the longest turn of a member. */
  turnCharacters: 2000,
} as const;
