/** Discord's limits: the one place where they are written down. Lengths are characters. */
export const LIMITS = {
  message: 2000,
  threadName: 100,
  webhooksInChannel: 15,
  customId: 100,
  modalTitle: 45,
  /** What follows the answer to a command is taken so long, in milliseconds, with a minute of room. */
  followUpWithin: 14 * 60_000,
  /** The mark by which a repeated request is known. */
  nonce: 25,
  autocompleteChoices: 25,
  choiceName: 100,
  embedTitle: 256,
  embedDescription: 4096,
  buttonsInRow: 5,
  optionDescription: 100,
  /** All texts together of a message that is made of components alone. */
  componentTexts: 4000,
  embedFields: 25,
  embedFieldValue: 1024,
  /** Over all texts of all embeds of a message. */
  embedsTogether: 6000,
  /** What stands for a file where it cannot be seen. */
  attachmentDescription: 1024,
  /** One file, in bytes, on a server without boosts. */
  fileBytes: 10 * 1024 * 1024,
  /** People under a reaction that can be asked for at once. */
  reactorsPage: 100,
  /** People of a server that can be asked about at once, without a privileged intent. */
  membersAtOnce: 100,
  /** Messages that can be asked for at once. */
  messagesPage: 100,
  /**
   * A message that is an hour old can hardly be edited any more (error 30046, which comes as a 429 with a long wait); in milliseconds, with some
   * room.
   */
  editedWithin: 50 * 60_000,
  /** One reaction a quarter of a second, in milliseconds with some room. */
  reactionEvery: 350,
} as const;

/** Limits on webhooks that no header shows. Reported; the one on a channel is confirmed for posts (discord-api-docs #367). */
export const WEBHOOK_LIMITS = {
  perWebhook: { requests: 5, milliseconds: 2000 },
  perChannel: { requests: 30, milliseconds: 60_000 },
} as const;
