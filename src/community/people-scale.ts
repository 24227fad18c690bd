import type { z } from 'zod';
import { calibratedSchema } from '../statistics/calibrate.ts';

/** What a judge's overall score of an answer is on people's scale, with how far off that was; shown beside the score, never instead of it. */
export const peopleScaleSchema = calibratedSchema;
export type PeopleScale = z.infer<typeof peopleScaleSchema>;
