import { z } from 'zod';
import { contentIdSchema } from '../content/schema-parts.ts';
import { kindSchema, ownItemSchema } from './own-item.ts';

/** What happened to the content of one server: one stream a server. The log has when; who did it is not stored. */
export const ownContentEventSchema = z.discriminatedUnion('type', [
  /** Made, or changed: the last one of an id stands. */
  z.strictObject({ type: z.literal('saved'), own: ownItemSchema }),
  z.strictObject({ type: z.literal('removed'), kind: kindSchema, id: contentIdSchema }),
]);
export type OwnContentEvent = z.infer<typeof ownContentEventSchema>;
