import { z } from 'zod';
import { letterSchema, type Vote } from '../community/ballot.ts';
import { trialIdSchema } from '../core/ids.ts';

/** What a button of ours means. The version lets buttons of old messages be told from new ones. */
export type ButtonAction = {
  readonly trial: z.infer<typeof trialIdSchema>;
  readonly item: Vote['item'];
  readonly choice: Vote['choice'];
};

const partsSchema = z.tuple([
  z.literal('v1'),
  z.literal('vote'),
  trialIdSchema,
  z.enum(['answer', 'guess']),
  z.union([letterSchema, z.literal('tie'), z.literal('unsure')]),
]);

/** At most 100 characters. */
export function customIdOf({ trial, item, choice }: ButtonAction): string {
  return ['v1', 'vote', trial, item, choice].join(':');
}

/** The action of a button; undefined for one that is not ours or of another version. */
export function parseCustomId(customId: string): ButtonAction | undefined {
  const parsed = partsSchema.safeParse(customId.split(':'));
  if (!parsed.success) return undefined;
  const [, , trial, item, choice] = parsed.data;
  return { trial, item, choice };
}
