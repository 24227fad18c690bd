import { z } from 'zod';
import type { OwnMean } from '../../foreign/own-verdicts.ts';
import { PublishedMeansError } from './published-means-error.ts';

const conditionSchema = z.string().trim().min(1);

const auditOptionsSchema = z.object({
  file: z.string(),
  /** What the file calls the condition with an ensemble, and the one without. */
  ensemble: conditionSchema.default('ensemble'),
  baseline: conditionSchema.default('baseline'),
  published: z.string().default('').transform(meansIn),
  json: z.boolean().default(false),
});
export type ForeignAuditOptions = z.infer<typeof auditOptionsSchema>;

/** @throws PublishedMeansError */
export function parseForeignAuditOptions(file: unknown, options: object): ForeignAuditOptions {
  return auditOptionsSchema.parse({ ...options, file });
}

const rejudgeOptionsSchema = auditOptionsSchema.pick({ file: true, ensemble: true, baseline: true }).extend({
  panel: z.string(),
  out: z.string(),
  seed: z.int(),
});
export type RejudgeOptions = z.infer<typeof rejudgeOptionsSchema>;

export function parseRejudgeOptions(file: unknown, options: object): RejudgeOptions {
  return rejudgeOptionsSchema.parse({ ...options, file });
}

/** `ensemble=3.48,baseline=3.13`. */
function meansIn(text: string): OwnMean[] {
  return text.split(',').flatMap((part) => {
    if (part.trim() === '') return [];
    const [, of, value] = /^\s*(ensemble|baseline)\s*=\s*(-?\d+(?:\.\d+)?)\s*$/.exec(part) ?? [];
    if ((of !== 'ensemble' && of !== 'baseline') || value === undefined) throw new PublishedMeansError(part.trim());
    return [{ of, field: '--published', value: Number(value) }];
  });
}
