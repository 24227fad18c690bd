import { z } from 'zod';
import { contentIdSchema } from '../content/schema-parts.ts';
import { kindSchema, ownItemSchema } from './own-item.ts';

const personSchema = z.strictObject({ id: z.string(), name: z.string() });
/** Who changed something. */
export type Person = z.infer<typeof personSchema>;

/** What happened to the content of one server: one stream a server. The log has when. */
export const ownContentEventSchema = z.discriminatedUnion('type', [
  /** Made, or changed: the last one of an id stands. */
  z.strictObject({ type: z.literal('saved'), own: ownItemSchema, by: personSchema }),
  z.strictObject({ type: z.literal('removed'), kind: kindSchema, id: contentIdSchema, by: personSchema }),
]);
export type OwnContentEvent = z.infer<typeof ownContentEventSchema>;
