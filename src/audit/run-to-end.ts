import type { Content } from '../content/schema.ts';
import type { Clock } from '../core/clock.ts';
import { type ExpectedError, isExpected, wordsFor } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { orAborted } from '../core/or-aborted.ts';
import type { Entropy } from '../core/random.ts';
import { StoppedByPerson } from '../core/stopped-by-person.ts';
import type { ModelHost } from '../models/port/chat-model.ts';
import type { EventLog } from '../store/event-log.ts';
import { AuditInterruptedError } from './audit-interrupted-error.ts';
import type { AuditTexts } from './audit-texts.ts';
import type { Turn } from './in-turn.ts';
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

/** How long an audit rests before it looks again for a judge that is out of reach, in milliseconds: longer and longer. */
const FIRST_REST = 5000;
const LONGEST_REST = 60_000;

/**
 * Lays an audit out and asks what is left; as long as the judge is out of reach it waits, and then goes on from what is stored. Never rejects.
 * @param signal parks it; its reason says whether a person did
 */
export async function runToEnd(audit: OngoingAudit, deps: RunToEndDeps, signal: AbortSignal): Promise<AuditEnd> {
  const { clock, log } = deps;
  const { judge } = audit.order;
  for (let rest = FIRST_REST; ; rest = Math.min(LONGEST_REST, rest * 2)) {
    try {
      const onHeard = (): void => {
        rest = FIRST_REST;
      };
      return await ask(audit, deps, onHeard, signal);
    } catch (error) {
      if (signal.aborted) return parked(signal);
      const why = await whyUnheard(error, judge, deps, signal);
      if (why === undefined) return failed(error, deps);
      // Once for an outage, however long it is.
      const level = rest === FIRST_REST ? 'warn' : 'debug';
      log[level]({ err: why, judge, rest }, 'the judge of an audit is out of reach, and the audit waits');
      audit.waitFor({ for: 'judge', problem: why.message });
    }
    // An abort is seen by what is asked next.
    await clock.sleep(rest, signal).catch(() => {});
  }
}

async function ask(
  audit: OngoingAudit,
  deps: RunToEndDeps,
  onHeard: () => void,
  signal: AbortSignal,
): Promise<AuditEnd> {
  signal.throwIfAborted();
  const turn: Turn = async (aborted) => {
    audit.waitFor({ for: 'debates' });
    try {
      await deps.turn(aborted);
    } finally {
      audit.waitFor(null);
    }
  };
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

function parked({ reason }: AbortSignal): AuditEnd {
  return { status: 'parked', by: reason instanceof StoppedByPerson ? reason.by : null };
}

function failed(error: unknown, { log, entropy }: RunToEndDeps): AuditEnd {
  if (isExpected(error)) {
    log.warn({ err: error }, 'an audit stopped');
    return { status: 'failed', words: wordsFor(error) };
  }
  const report = entropy.hex(4);
  log.error({ err: error, report }, 'an audit failed');
  return { status: 'failed', words: `An internal error; the log has it as ${report}.` };
}
