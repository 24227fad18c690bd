import { z } from 'zod';
import type { DebatePlan } from '../../src/debate/plan.ts';
import { planFor } from '../support/debate.ts';

/** Which debate a process runs, and where. */
export const debateTaskSchema = z.strictObject({
  /** Of the model server. */
  address: z.string(),
  database: z.string(),
  /** How many calls go out together. */
  atOnce: z.int().min(1),
  /** How many words a turn is asked for; absent: as the format says. */
  words: z.int().exactOptional(),
  /** As planFor takes it. */
  plan: z.strictObject({
    format: z.string(),
    ensemble: z.string(),
    rounds: z.int().exactOptional(),
    seed: z.int(),
    models: z.tuple([z.string()], z.string()),
  }),
});
export type DebateTask = z.infer<typeof debateTaskSchema>;

export function planOf({ plan: options, words }: Pick<DebateTask, 'plan' | 'words'>): DebatePlan {
  const plan = planFor(options);
  if (words === undefined) return plan;
  const { format, rounds } = plan;
  return {
    ...plan,
    rounds: rounds.map((round) => ({ ...round, words })),
    format: { ...format, answer: { ...format.answer, words } },
  };
}
