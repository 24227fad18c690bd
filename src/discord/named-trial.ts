import { trialIdSchema } from '../core/ids.ts';
import type { TrialPlan } from '../trial/plan.ts';
import type { TrialService, TrialSummary } from '../trial/service.ts';
import { TrialOverError } from '../trial/trial-over-error.ts';
import { TrialUnknownError } from '../trial/trial-unknown-error.ts';
import type { TrialView } from '../trial/view-trial.ts';

type Trials = Pick<TrialService, 'running' | 'view'>;
type Planned = TrialView & { readonly plan: TrialPlan };

/** What there is of a debate that somebody names. Those of other servers are as unknown here as those that never were. @throws TrialUnknownError */
export async function namedTrial(given: string, guildId: string, trials: Trials): Promise<Planned> {
  const trial = trialIdSchema.safeParse(given);
  if (!trial.success) throw new TrialUnknownError(given);
  const { plan, ...view } = await trials.view(trial.data);
  if (plan?.origin?.guildId !== guildId) throw new TrialUnknownError(given);
  return { ...view, plan };
}

/** The same of one that still goes on. @throws TrialUnknownError, TrialOverError */
export async function runningTrial(given: string, guildId: string, trials: Trials): Promise<TrialSummary> {
  const found = trials.running().find(({ plan }) => plan.trial === given && plan.origin?.guildId === guildId);
  if (found !== undefined) return found;
  const { plan } = await namedTrial(given, guildId, trials);
  throw new TrialOverError(plan.trial);
}
