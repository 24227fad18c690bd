import type { Content } from '../content/schema.ts';
import type { Clock } from '../core/clock.ts';
import type { ExpectedError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { orAborted } from '../core/or-aborted.ts';
import type { Entropy } from '../core/random.ts';
import { type Turn, toldTurn } from '../jobs/in-turn.ts';
import { parked } from '../jobs/job-end.ts';
import { untilReached } from '../jobs/until-reached.ts';
import type { ModelHost } from '../models/port/chat-model.ts';
import type { EventLog } from '../store/event-log.ts';
import { AuditInterruptedError } from './audit-interrupted-error.ts';
import type { AuditTexts } from './audit-texts.ts';
import { judgeAt, LaidOutAudit } from './laid-out-audit.ts';
import type { AuditEnd, OngoingAudit } from './ongoing-audit.ts';
import { whyOutOfReach } from './out-of-reach.ts';

export interface RunToEndDeps {
  readonly host: ModelHost;
  readonly content: Content;
  /** What audits are made from; read when one is laid out. */
  readonly loadTexts: () => Promise<AuditTexts>;
  readonly events: EventLog;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
  /** Audits give way to debates: when a judge may be asked. */
  readonly turn: Turn;
}

/**
 * Lays an audit out and asks what is left; as long as the judge is out of reach it waits, and then goes on from what is stored. Never rejects.
 * @param signal parks it; its reason says whether a person did
 */
export function runToEnd(audit: OngoingAudit, deps: RunToEndDeps, signal: AbortSignal): Promise<AuditEnd> {
  const { clock, entropy, log } = deps;
  return untilReached<AuditEnd>(
    {
      job: 'audit',
      ask: (onHeard) => ask(audit, deps, onHeard, signal),
      why: (error) => whyUnheard(error, audit.order.judge, deps, signal),
      waits: (why) => audit.waitFor({ for: 'judge', problem: why.message }),
      clock,
      entropy,
      log,
    },
    signal,
  );
}

async function ask(
  audit: OngoingAudit,
  deps: RunToEndDeps,
  onHeard: () => void,
  signal: AbortSignal,
): Promise<AuditEnd> {
  signal.throwIfAborted();
  const turn = toldTurn(deps.turn, (waits) => audit.waitFor(waits ? { for: 'debates' } : null));
  const { judge, size, seed } = audit.order;
  const laidOut = await orAborted(LaidOutAudit.open({ judge, size, seed, thinking: false }, deps, signal), signal);
  audit.laidOut(laidOut.due, laidOut.before);
  for await (const { step, left } of laidOut.run(signal, turn)) {
    audit.heard(step, left);
    onHeard();
  }
  return signal.aborted ? parked(signal) : { status: 'audited', ...(await laidOut.store()) };
}

/** Why the judge cannot be reached; undefined where it can. */
async function whyUnheard(
  error: unknown,
  judge: string,
  { host }: RunToEndDeps,
  signal: AbortSignal,
): Promise<ExpectedError | undefined> {
  const why = whyOutOfReach(error);
  if (why !== undefined || !(error instanceof AuditInterruptedError)) return why;
  // A server that is gone without a word looks like a judge that is slow, until it is asked whether it is there.
  return judgeAt(judge, host, signal).then(() => undefined, whyOutOfReach);
}
