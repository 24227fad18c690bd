import type { AuditService } from './audit/audit-service.ts';
import type { Config } from './config.ts';
import type { Content } from './content/schema.ts';
import type { Clock } from './core/clock.ts';
import type { Log } from './core/log.ts';
import type { PersonIds } from './core/person-ids.ts';
import type { Entropy } from './core/random.ts';
import type { Leaderboards } from './leaderboard/leaderboards.ts';
import type { ModelHost } from './models/port/chat-model.ts';
import type { OwnContents } from './own-content/own-contents.ts';
import type { People } from './privacy/people.ts';
import type { Privacy } from './privacy/privacy.ts';
import type { EventLog } from './store/event-log.ts';
import type { StudyService } from './study/service/study-service.ts';
import type { TrialService } from './trial/service.ts';

/** What a running program is made of, built once (start-app.ts) and passed to whoever needs it. */
export interface App {
  readonly config: Config;
  readonly log: Log;
  readonly clock: Clock;
  readonly entropy: Entropy;
  /** Under which ids people are stored. */
  readonly personIds: PersonIds;
  readonly people: People;
  readonly privacy: Privacy;
  /** What comes with the program. What a server can debate with is `ownContents.contentFor` that server. */
  readonly content: Content;
  readonly ownContents: OwnContents;
  readonly host: ModelHost;
  readonly events: EventLog;
  readonly trials: TrialService;
  readonly audits: AuditService;
  readonly studies: StudyService;
  readonly leaderboards: Leaderboards;
}
