/** Discord's limits: the one place where they are written down. Lengths are characters. */
export const LIMITS = {
  message: 2000,
  threadName: 100,
  webhookName: 80,
  webhooksInChannel: 15,
  customId: 100,
  /** The mark by which a repeated request is known. */
  nonce: 25,
  autocompleteChoices: 25,
  choiceName: 100,
  embedTitle: 256,
  embedDescription: 4096,
  embedFields: 25,
  embedFieldName: 256,
  embedFieldValue: 1024,
  embedFooter: 2048,
  /** A footer of ours: so that it leaves room for what stands above it. */
  ownFooter: 400,
  /** Over all texts of all embeds of a message. */
  embedsTogether: 6000,
  reactorsPage: 100,
  messagesPage: 100,
  /** One reaction a quarter of a second, in milliseconds with some room. */
  reactionEvery: 350,
} as const;

/** Limits on webhooks that no header shows. Reported; the one on a channel is confirmed for posts (discord-api-docs #367). */
export const WEBHOOK_LIMITS = {
  perWebhook: { requests: 5, milliseconds: 2000 },
  perChannel: { requests: 30, milliseconds: 60_000 },
} as const;

/** A text that is at most `limit` long, with an ellipsis where it was cut; never cut inside a character. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text
    .slice(0, limit - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`;
}
