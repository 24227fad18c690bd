import { z } from 'zod';
import type { InteractionOption, InteractionRequest } from '../../visitor-protocol.ts';

const id = z.string().regex(/^\d{1,20}$/);
const nonce = z.string().min(1).max(64);

export const sessionSchema = z.object({
  name: z.string().trim().min(1).max(32).optional(),
  scripted: z.boolean().optional(),
});

export const messageSchema = z.object({ content: z.string().trim().min(1).max(2000) });

const optionSchema: z.ZodType<InteractionOption> = z.lazy(() =>
  z
    .object({
      type: z.int().min(1).max(11),
      name: z.string().min(1).max(32),
      value: z.union([z.string().max(6000), z.number(), z.boolean()]).exactOptional(),
      focused: z.boolean().exactOptional(),
      options: z.array(optionSchema).max(25).exactOptional(),
    })
    .readonly(),
);

/** What visitor-protocol.ts calls an InteractionRequest. */
export const interactionSchema: z.ZodType<InteractionRequest> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal([2, 4]),
    nonce,
    channel_id: id,
    data: z.object({ id, name: z.string(), options: z.array(optionSchema).max(25) }),
  }),
  z.object({
    type: z.literal(3),
    nonce,
    channel_id: id,
    message_id: id,
    data: z.object({
      custom_id: z.string(),
      component_type: z.int(),
      values: z.array(z.string()).max(25).exactOptional(),
    }),
  }),
  z.object({
    type: z.literal(5),
    nonce,
    channel_id: id,
    interaction_id: id,
    data: z.object({
      custom_id: z.string(),
      fields: z.array(z.object({ custom_id: z.string(), value: z.string().max(4000) })).max(25),
    }),
  }),
]);
