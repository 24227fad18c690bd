import { DAY } from '../../core/durations.ts';
import type { PolledPlan, PollStanding } from './study-poll.ts';

/**
 * When the next trial may be put to the vote, in milliseconds since the epoch: a day's budget is spread evenly over the day. What was put in a
 * time that is still far away, since the clock was set back meanwhile, holds nothing up.
 */
export function nextDue({ plan }: PolledPlan, { sample }: Pick<PollStanding, 'sample'>, now: number): number {
  const apart = DAY / plan.community.perDay;
  const put = sample.flatMap((one) => ('putAt' in one && one.putAt <= now + apart ? [one.putAt] : []));
  return Math.max(now, ...put.map((at) => at + apart));
}
