import type { App } from './app.ts';
import { AuditService } from './audit/audit-service.ts';
import { loadAuditTexts } from './audit/audit-texts.ts';
import { type Config, requireVoterKey } from './config.ts';
import { loadContent } from './content/load-content.ts';
import { systemClock } from './core/clock.ts';
import type { Log } from './core/log.ts';
import { PersonIds } from './core/person-ids.ts';
import { systemEntropy } from './core/random.ts';
import { OneJob } from './jobs/one-job.ts';
import { Leaderboards } from './leaderboard/leaderboards.ts';
import type { PickedHost } from './models/port/picked-host.ts';
import { OwnContents } from './own-content/own-contents.ts';
import { People } from './privacy/people.ts';
import { Privacy } from './privacy/privacy.ts';
import { PROJECT_ROOT } from './project-root.ts';
import { openEventLog } from './store/open-event-log.ts';
import { StudyPlans } from './study/plan/study-plans.ts';
import { StudyService } from './study/service/study-service.ts';
import { LocalTrialService } from './trial/local-trial-service.ts';

/** An App with the way to end it. */
export interface RunningApp extends App {
  /** Frees models and database. Whatever uses them has been closed before (run-bot.ts). */
  close(): Promise<void>;
}

/**
 * Builds the App: content parsed, database open, services ready, models as picked.
 * @throws ContentError, StoreFailedError, VoterKeyMissingError, VoterKeyChangedError
 */
export async function startApp(config: Config, log: Log, picked: PickedHost): Promise<RunningApp> {
  const content = await loadContent(PROJECT_ROOT);
  const personIds = new PersonIds(requireVoterKey(config));
  const events = await openEventLog({ address: config.database, log, clock: systemClock });
  const people = await People.open(events, personIds);
  const ownContents = new OwnContents({ content, events, log });
  const shared = {
    config,
    log,
    clock: systemClock,
    entropy: systemEntropy,
    personIds,
    people,
    content,
    ownContents,
    events,
  };
  const trials = await LocalTrialService.open({ ...shared, picked });
  const { host } = picked;
  const jobs = { ...shared, turn: (signal: AbortSignal) => trials.modelsFree(signal), oneJob: new OneJob() };
  const audits = await AuditService.open({ ...jobs, host, loadTexts: () => loadAuditTexts(PROJECT_ROOT, content) });
  const studies = await StudyService.open({
    ...jobs,
    picked,
    plans: new StudyPlans(PROJECT_ROOT, content),
    trials,
    voting: config.voting,
  });
  return {
    ...shared,
    host,
    trials,
    privacy: new Privacy({ ...shared, trials }),
    audits,
    studies,
    leaderboards: new Leaderboards(events, log),
    async close() {
      await host.close();
      await events.close();
    },
  };
}
