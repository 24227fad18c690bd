import { z } from 'zod';

const optionsSchema = z.object({
  queue: z.string().optional(),
  store: z.string().optional(),
  name: z.string().trim().min(1).max(60).optional(),
  lostAfter: z.number(),
});
export type WorkerOptions = z.infer<typeof optionsSchema>;

export function parseWorkerOptions(options: unknown): WorkerOptions {
  return optionsSchema.parse(options);
}
