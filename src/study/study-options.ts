import { z } from 'zod';

const runOptionsSchema = z.object({
  /** A plan's file, or the name of one in studies/. */
  plan: z.string(),
  out: z.string().optional(),
  atOnce: z.int().min(1).optional(),
  json: z.boolean().default(false),
  queue: z.string().optional(),
  store: z.string().optional(),
});
export type StudyRunOptions = z.infer<typeof runOptionsSchema>;

export function parseStudyRunOptions(plan: unknown, options: object): StudyRunOptions {
  return runOptionsSchema.parse({ ...options, plan });
}

const planOptionsSchema = runOptionsSchema.pick({ plan: true, json: true });
export type StudyPlanOptions = z.infer<typeof planOptionsSchema>;

export function parseStudyPlanOptions(plan: unknown, options: object): StudyPlanOptions {
  return planOptionsSchema.parse({ ...options, plan });
}

const folderOptionsSchema = z.object({
  folder: z.string(),
  json: z.boolean().default(false),
  store: z.string().optional(),
});
export type StudyFolderOptions = z.infer<typeof folderOptionsSchema>;

export function parseStudyFolderOptions(folder: unknown, options: object): StudyFolderOptions {
  return folderOptionsSchema.parse({ ...options, folder });
}

const reportOptionsSchema = folderOptionsSchema.omit({ json: true }).extend({ beside: z.string().optional() });
export type StudyReportOptions = z.infer<typeof reportOptionsSchema>;

export function parseStudyReportOptions(folder: unknown, options: object): StudyReportOptions {
  return reportOptionsSchema.parse({ ...options, folder });
}
