import { z } from 'zod';

/** A channel of a Discord server. */
export const placeSchema = z.strictObject({ guildId: z.string(), channelId: z.string() });
export type Place = z.infer<typeof placeSchema>;
