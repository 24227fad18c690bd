import { describeRejection } from '../../trial/rejection-words.ts';
import type { StudyData } from '../data/study-data.ts';
import { armsIn } from './arms-in.ts';
import { debatesOfArm, shareThat } from './by-scenario.ts';
import type { Rejections } from './findings/counts.ts';
import { mostFrequent } from './most-frequent.ts';

/** How often a turn was tried again, and why its attempts were no turns, arm by arm. */
export function rejectionsOf({ head, debates }: StudyData): Rejections[] {
  return armsIn(head.plan).map((arm) => {
    const attempts = debatesOfArm(debates, arm).flatMap(({ scenario, attempts }) =>
      attempts.map(({ attempt, rejected }) => ({ scenario, attempt, rejected })),
    );
    const reasons = mostFrequent(attempts.flatMap(({ rejected }) => rejected ?? []));
    return {
      arm,
      attempts: attempts.length,
      retries: attempts.filter(({ attempt }) => attempt > 1).length,
      rejected: shareThat(attempts, ({ rejected }) => rejected !== null),
      reasons: reasons.map((reason) => ({
        reason,
        name: describeRejection(reason),
        rejected: shareThat(attempts, ({ rejected }) => rejected === reason),
      })),
    };
  });
}
