import { auditedSeats } from '../../audit/audit-of.ts';
import { whyOutOfReach } from '../../audit/out-of-reach.ts';
import { Prompts } from '../../content/prompts.ts';
import type { Content } from '../../content/schema.ts';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { Entropy } from '../../core/random.ts';
import { inTurn, type Turn, toldTurn } from '../../jobs/in-turn.ts';
import { parked } from '../../jobs/job-end.ts';
import { untilReached } from '../../jobs/until-reached.ts';
import { openLogged } from '../../models/port/log-failures.ts';
import type { PickedHost } from '../../models/port/picked-host.ts';
import type { EventLog } from '../../store/event-log.ts';
import { relativeCosts } from '../estimate/estimate-study.ts';
import { layOutStudy, type StudyLayout } from '../plan/lay-out-study.ts';
import type { StudyPlan } from '../plan/study-plan.ts';
import type { StudyPlans } from '../plan/study-plans.ts';
import { runStudy } from '../run/run-study.ts';
import { runsLeft } from '../run/runs-left.ts';
import { StudyPace } from '../run/study-pace.ts';
import { StudyRecord } from '../run/study-record.ts';
import { describeSitting } from '../sitting.ts';
import type { OngoingStudy, StudyEnd } from './ongoing-study.ts';

export interface RunStudyJobDeps {
  readonly plans: StudyPlans;
  readonly content: Content;
  readonly picked: PickedHost;
  /** The bot's own: a study's trials stand beside those that people start. */
  readonly events: EventLog;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
  /** Studies give way to debates that people start: when a model may be asked. */
  readonly turn: Turn;
  /** Called when the study has been laid out, and at the end of each of its runs. */
  onProgress(plan: StudyPlan): void;
}

/**
 * Lays a study out for the models at hand, with what the bot's database knows of its judges.
 * @throws what layOutStudy throws, and what asking the host throws
 */
export async function layOutHere(
  plan: StudyPlan,
  { content, picked, events }: Pick<RunStudyJobDeps, 'content' | 'picked' | 'events'>,
  signal: AbortSignal,
): Promise<StudyLayout> {
  const models = await picked.host.list(signal);
  return layOutStudy(plan, {
    content,
    prompts: new Prompts(content.templates),
    picked,
    models,
    audited: (seats) => auditedSeats(seats, models, content, events),
  });
}

/**
 * Runs what is left of a study; as long as its models are out of reach when it is laid out it waits. Never rejects.
 * @param signal parks it; its reason says whether a person did
 */
export function runStudyJob(study: OngoingStudy, deps: RunStudyJobDeps, signal: AbortSignal): Promise<StudyEnd> {
  const { clock, entropy, log } = deps;
  return untilReached<StudyEnd>(
    {
      job: 'study',
      ask: () => run(study, deps, signal),
      why: async (error) => whyOutOfReach(error),
      waits: (why) => study.waitFor({ for: 'models', problem: why.message }),
      clock,
      entropy,
      log,
    },
    signal,
  );
}

async function run(study: OngoingStudy, deps: RunStudyJobDeps, signal: AbortSignal): Promise<StudyEnd> {
  const { plans, content, picked, events, clock, log } = deps;
  const { host } = picked;
  signal.throwIfAborted();
  const plan = await plans.get(study.order.plan);
  const layout = await layOutHere(plan, deps, signal);
  const record = await StudyRecord.open(events, plan);
  await record.begin(layout, await describeSitting(host, signal), events);
  const runs = await runsLeft(layout.runs, events);
  study.laidOut(layout, new StudyPace(layout.runs, runs, host.capacity, relativeCosts(layout), clock));
  deps.onProgress(plan);
  const turn = toldTurn(deps.turn, (waits) => study.waitFor(waits ? { for: 'debates' } : null));
  await runStudy(
    {
      record,
      runs,
      atOnce: host.capacity,
      failuresInARow: plan.stop.failuresInARow,
      deps: {
        events,
        model: async (name, group) => inTurn(await openLogged(name, () => host.open(name, { group }), log), turn),
        prompts: new Prompts(content.templates),
        clock,
        atOnce: host.capacity,
      },
      log,
      tell: (progress) => {
        study.told(progress);
        if (progress.type === 'ended') deps.onProgress(plan);
      },
    },
    withoutReason(signal),
  );
  return signal.aborted ? parked(signal) : { status: 'finished' };
}

/** A debate that a person stops ends there for good; those of a study that is parked go on later, whoever parked it. */
function withoutReason(signal: AbortSignal): AbortSignal {
  const abort = new AbortController();
  if (signal.aborted) abort.abort();
  signal.addEventListener('abort', () => abort.abort(), { once: true });
  return abort.signal;
}
