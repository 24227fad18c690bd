import { z } from 'zod';

/** One message under which a crowd reacts. */
export const placeSchema = z.strictObject({ channelId: z.string(), messageId: z.string() });
export type Place = z.infer<typeof placeSchema>;

/** What the crowd's process is asked to do. */
export const taskSchema = z.discriminatedUnion('do', [
  /** So many people come to the server. */
  z.strictObject({ do: z.literal('come'), people: z.int().min(1) }),
  /** They give and take back reactions, so many a second, by chance; the answer has what stands in the end. */
  z.strictObject({
    do: z.literal('react'),
    places: z.array(placeSchema).min(1),
    emojis: z.array(z.string()).min(1),
    perSecond: z.number().positive(),
    seconds: z.number().positive(),
    seed: z.int(),
  }),
  /** Each of them gives one reaction to one of the messages, at once. */
  z.strictObject({ do: z.literal('react-once'), places: z.array(placeSchema).min(1), emoji: z.string() }),
  /** Whoever came first gives one reaction to each of the messages. */
  z.strictObject({ do: z.literal('react-each'), places: z.array(placeSchema).min(1), emoji: z.string() }),
]);
export type Task = z.infer<typeof taskSchema>;

/** Who stands under a message with an emoji. */
export const standingSchema = z.strictObject({ messageId: z.string(), emoji: z.string(), users: z.array(z.string()) });
export type Standing = z.infer<typeof standingSchema>;

const doneSchema = z.strictObject({
  type: z.literal('done'),
  /** How many reactions were given and taken back. */
  sent: z.int().min(0),
  /** How long that took, in seconds. */
  seconds: z.number(),
  standing: z.array(standingSchema),
  /** Who is on the server, in the order in which they came. */
  people: z.array(z.string()),
});
export type Done = z.infer<typeof doneSchema>;

const openSchema = z.strictObject({
  type: z.literal('open'),
  apiUrl: z.string(),
  botToken: z.string(),
  guildId: z.string(),
  channelId: z.string(),
});
export type OpenedCrowd = z.infer<typeof openSchema>;

/** What the crowd's process says. */
export const reportSchema = z.discriminatedUnion('type', [
  openSchema,
  doneSchema,
  z.strictObject({ type: z.literal('failed'), message: z.string() }),
]);
export type CrowdReport = z.infer<typeof reportSchema>;
