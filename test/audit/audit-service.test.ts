import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { AuditOrder } from '../../src/audit/audit-orders.ts';
import { AuditService, type AuditServiceDeps } from '../../src/audit/audit-service.ts';
import { JudgeMissingError } from '../../src/audit/judge-missing-error.ts';
import type { OngoingAudit } from '../../src/audit/ongoing-audit.ts';
import { answersIn } from '../../src/audit/progress-figures.ts';
import { ClosingError } from '../../src/core/closing-error.ts';
import { createLog } from '../../src/core/log.ts';
import { orAborted } from '../../src/core/or-aborted.ts';
import { systemEntropy } from '../../src/core/random.ts';
import { JobRunningError } from '../../src/jobs/job-running-error.ts';
import { JobStoppedError } from '../../src/jobs/job-stopped-error.ts';
import { OneJob } from '../../src/jobs/one-job.ts';
import type { ChatModel, ModelHost } from '../../src/models/port/chat-model.ts';
import { ModelOutOfMemoryError } from '../../src/models/port/model-out-of-memory-error.ts';
import { ModelTooSlowError } from '../../src/models/port/model-too-slow-error.ts';
import { ModelUnreachableError } from '../../src/models/port/model-unreachable-error.ts';
import { scriptedHost, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import type { EventLog } from '../../src/store/event-log.ts';
import { StoreFailedError } from '../../src/store/store-failed-error.ts';
import { content } from '../support/content.ts';
import { MODEL } from '../support/debate.ts';
import { HandClock, skippingClock } from '../support/hand-clock.ts';
import { lookingAtChoices } from '../support/looking-at-choices.ts';
import { memoryLog, texts, work } from './scripted-audit.ts';

const ORDER: AuditOrder = {
  judge: MODEL,
  size: 'quick',
  seed: 1,
  place: { guildId: '2', channelId: '3' },
};

/** A judge of which every choice may be looked at, and counted, before it is made. */
function judgeWith(choosing: (choice: number) => Promise<void> | void = () => {}): {
  readonly host: ModelHost;
  asked(): number;
} {
  const host = scriptedHost([scriptedModelInfo(MODEL)], { reply: () => 'It names what follows from it.' });
  let asked = 0;
  const open = async (name: string): Promise<ChatModel> => {
    return lookingAtChoices(await host.open(name), async (_, signal) => {
      asked += 1;
      await orAborted(Promise.resolve(choosing(asked)), signal);
    });
  };
  return { host: { ...host, open }, asked: () => asked };
}

async function service(events: EventLog, host: ModelHost, more: Partial<AuditServiceDeps> = {}): Promise<AuditService> {
  const audits = await AuditService.open({
    host,
    content,
    events,
    loadTexts: async () => texts,
    clock: skippingClock(),
    entropy: systemEntropy,
    log: createLog('silent'),
    turn: async () => {},
    oneJob: new OneJob(),
    ...more,
  });
  onTestFinished(() => audits.close());
  return audits;
}

/** A judge whose server goes away at a choice and comes back when it is told so. @param failing what choices fail with until then */
function goneAt(
  goneAtChoice: number,
  failing: () => Error = () => new ModelUnreachableError('http://127.0.0.1:11434'),
) {
  let gone = goneAtChoice === 0;
  const judge = judgeWith((choice) => {
    gone ||= choice === goneAtChoice;
    if (gone) throw failing();
  });
  const list: ModelHost['list'] = async (signal) => {
    if (gone) throw new ModelUnreachableError('http://127.0.0.1:11434');
    return judge.host.list(signal);
  };
  return {
    host: { ...judge.host, list },
    asked: judge.asked,
    comeBack() {
      gone = false;
    },
  };
}

/** Waits until somebody sleeps so long, and lets that time pass. */
async function pass(milliseconds: number, clock: HandClock): Promise<void> {
  await vi.waitFor(() => expect(clock.sleeping).toEqual([milliseconds]));
  clock.move(milliseconds);
}

/** What an audit leaves that a process began and had asked so much when it ended; the last call was in flight. */
async function leftAfter(choices: number): Promise<EventLog> {
  const events = await memoryLog();
  const judge = judgeWith((choice) => (choice < choices ? undefined : new Promise(() => {})));
  const killed = await service(events, judge.host);
  await killed.start(ORDER);
  await vi.waitFor(() => expect(judge.asked()).toBe(choices));
  await killed.close();
  return events;
}

const OUT_OF_REACH = { for: 'judge', problem: 'Ollama does not answer at http://127.0.0.1:11434.' };
/** A comparison is asked in both orders. */
const CHOICES = answersIn(work) + work.comparisons.length;

/** The same log, on a disk that is full once so many answers were stored. */
function fullAfter(events: EventLog, answers: number): EventLog {
  return {
    read: (stream, from) => events.read(stream, from),
    redact: (...given) => events.redact(...given),
    close: () => events.close(),
    append: async (stream, seq, event) => {
      if (stream.startsWith('audit/') && seq >= answers) {
        throw new StoreFailedError('store it', Object.assign(new Error('SQLITE_FULL'), { code: 'SQLITE_FULL' }));
      }
      return events.append(stream, seq, event);
    },
  };
}

describe('an audit in the background', () => {
  it('that a full disk ends says so, and asks nothing twice when it is asked for again', async () => {
    const events = await memoryLog();
    const judge = judgeWith();
    const full = await service(fullAfter(events, 30), judge.host);
    const { audit } = await full.start(ORDER);
    expect(await audit.ended).toMatchObject({ status: 'failed', words: expect.stringContaining('The disk is full') });
    expect(full.ongoing).toBeUndefined();
    await full.close();

    const roomy = await service(events, judge.host);
    roomy.recover();
    expect(roomy.ongoing).toBeUndefined();
    const again = await roomy.start(ORDER);
    expect(again.begun).toBe(true);
    expect(await again.audit.ended).toMatchObject({ status: 'audited', sheet: { verdict: { verdict: 'not fit' } } });
    // One answer was given and could not be stored.
    expect(judge.asked()).toBe(CHOICES + 1);
  });

  it('whose server answers, and fails again and again, says so', async () => {
    const { host } = judgeWith((choice) => {
      if (choice > 10) throw new ModelOutOfMemoryError(MODEL);
    });
    const { audit } = await (await service(await memoryLog(), host)).start(ORDER);
    expect(await audit.ended).toMatchObject({
      status: 'failed',
      words: expect.stringMatching(/failed several times in a row.* run the same command/),
    });
  });

  it('is one at a time: who asks for the same one gets that one, who asks for another one is refused', async () => {
    const { host } = judgeWith(() => new Promise(() => {}));
    const audits = await service(await memoryLog(), host);
    const both = await Promise.allSettled([audits.start(ORDER), audits.start({ ...ORDER, size: 'usual' })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { ongoing } = audits;
    if (ongoing === undefined) throw new Error('none was begun');
    expect(await audits.start({ ...ongoing.order })).toEqual({ audit: ongoing, begun: false });
    await expect(audits.start({ ...ORDER, size: 'full' })).rejects.toThrow(JobRunningError);
    await expect(audits.start({ ...ORDER, judge: 'nobody:1b' })).rejects.toThrow(JudgeMissingError);
  });

  it('is not begun when the program ends', async () => {
    const audits = await service(await memoryLog(), judgeWith().host);
    await audits.close();
    await expect(audits.start(ORDER)).rejects.toThrow(ClosingError);
  });

  it('waits for its turn before each call, and says that it waits', async () => {
    const turns: (() => void)[] = [];
    let asked: () => void = () => {};
    /** Resolves when so many turns were asked for. */
    const askedFor = (count: number): Promise<void> =>
      new Promise((resolve) => {
        asked = () => turns.length >= count && resolve();
        asked();
      });
    const judge = judgeWith();
    const audits = await service(await memoryLog(), judge.host, {
      turn: (signal) =>
        orAborted(
          new Promise<void>((resolve) => {
            turns.push(resolve);
            asked();
          }),
          signal,
        ),
    });
    const { audit } = await audits.start(ORDER);
    await askedFor(1);
    expect(audit.wait).toEqual({ for: 'debates' });
    expect(judge.asked()).toBe(0);
    turns[0]?.();
    // The reason after the first score.
    await askedFor(2);
    expect(judge.asked()).toBe(1);
    turns[1]?.();
    await askedFor(3);
    expect(judge.asked()).toBe(1);
    expect(await audits.stop('operator')).toBe(true);
    expect(await audit.ended).toEqual({ status: 'parked', by: 'operator' });
    expect(audit.wait).toBeNull();
  });
});

describe('a judge that is out of reach', () => {
  it('at a start is waited for, and its audit goes on by itself where it was', async () => {
    const events = await leftAfter(30);
    const [clock, judge] = [new HandClock(), goneAt(0)];
    const audits = await service(events, judge.host, { clock });
    audits.recover();
    await pass(5000, clock);
    await vi.waitFor(() => expect(clock.sleeping).toEqual([10_000]));
    expect(audits.ongoing?.wait).toEqual(OUT_OF_REACH);
    judge.comeBack();
    clock.move(10_000);
    expect(await audits.ongoing?.ended).toMatchObject({ status: 'audited' });
    expect(judge.asked()).toBe(CHOICES - 29);
  });

  it('in the midst of its audit is waited for, and nothing of that time is held against it', async () => {
    const [clock, judge] = [new HandClock(), goneAt(20)];
    const audits = await service(await memoryLog(), judge.host, { clock });
    const { audit } = await audits.start(ORDER);
    // The call is made again twice; then the audit rests, longer and longer.
    for (const rest of [2000, 8000, 5000, 10_000, 20_000, 40_000, 60_000]) await pass(rest, clock);
    await vi.waitFor(() => expect(clock.sleeping).toEqual([60_000]));
    expect(audit.wait).toEqual(OUT_OF_REACH);
    judge.comeBack();
    clock.move(60_000);
    expect(await audit.ended).toMatchObject({ status: 'audited', sheet: { unscored: { count: 0 } } });
    // What was in flight was asked three times in vain.
    expect(judge.asked()).toBe(CHOICES + 3);
  });

  it('without a word is told from one that is slow: its server does not say that it is there either', async () => {
    const [clock, judge] = [new HandClock(), goneAt(20, () => new ModelTooSlowError(MODEL, 180_000))];
    const audits = await service(await memoryLog(), judge.host, { clock });
    const { audit } = await audits.start(ORDER);
    await vi.waitFor(() => expect(audit.wait).toEqual(OUT_OF_REACH));
    judge.comeBack();
    await pass(5000, clock);
    expect(await audit.ended).toMatchObject({ status: 'audited', sheet: { unscored: { count: 0 } } });
  });

  it('because no server has it any more is waited for too', async () => {
    const events = await leftAfter(30);
    const clock = new HandClock();
    const without = await service(events, scriptedHost([], { reply: () => '' }), { clock });
    without.recover();
    await vi.waitFor(() => expect(without.ongoing?.wait?.for).toBe('judge'));
    await without.close();

    const judge = judgeWith();
    const later = await service(events, judge.host);
    later.recover();
    expect(await later.ongoing?.ended).toMatchObject({ status: 'audited' });
  });

  it('is waited for no longer once a person stops its audit', async () => {
    const events = await leftAfter(30);
    const [clock, judge] = [new HandClock(), goneAt(0)];
    const audits = await service(events, judge.host, { clock });
    audits.recover();
    const { ongoing } = audits;
    await vi.waitFor(() => expect(ongoing?.wait).toEqual(OUT_OF_REACH));
    expect(await audits.stop('operator')).toBe(true);
    expect(await ongoing?.ended).toEqual({ status: 'parked', by: 'operator' });
    expect(clock.sleeping).toEqual([]);
    const later = await service(events, judge.host);
    later.recover();
    expect(later.ongoing).toBeUndefined();
  });
});

describe('an audit that is stopped before its judge was asked', () => {
  it('while its judge is looked for is not begun', async () => {
    const { host } = judgeWith();
    const list: ModelHost['list'] = (signal) => orAborted(new Promise<never>(() => {}), signal);
    const audits = await service(await memoryLog(), { ...host, list });
    const started = audits.start(ORDER);
    expect(await audits.stop('operator')).toBe(true);
    await expect(started).rejects.toThrow(new JobStoppedError('audit', 'operator'));
    expect(audits.ongoing).toBeUndefined();
    expect(await audits.stop('operator')).toBe(false);
  });

  it('while it is laid out is parked at once, and a restart does not go on with it', async () => {
    const [events, judge] = [await memoryLog(), judgeWith()];
    const audits = await service(events, judge.host, { loadTexts: () => new Promise(() => {}) });
    const { audit, begun } = await audits.start(ORDER);
    expect(begun).toBe(true);
    expect(audit.figures).toBeUndefined();
    expect(await audits.stop('operator')).toBe(true);
    expect(await audit.ended).toEqual({ status: 'parked', by: 'operator' });
    const later = await service(events, judge.host);
    later.recover();
    expect(later.ongoing).toBeUndefined();
    expect(judge.asked()).toBe(0);
  });
});

describe('the end of an audit', () => {
  it('that was not shown is shown at the next start, and once only', async () => {
    const [events, { host }] = [await memoryLog(), judgeWith()];
    const first = await service(events, host);
    const { audit } = await first.start(ORDER);
    await audit.shownBy('42');
    const end = await audit.ended;
    await first.close();

    const shown: OngoingAudit[] = [];
    for (const _ of [1, 2]) {
      const next = await service(events, host);
      next.addPresenter(async (late) => {
        shown.push(late);
        await late.settle();
      });
      next.recover();
      expect(next.ongoing).toBeUndefined();
      await vi.waitFor(() => expect(shown).toHaveLength(1));
      await next.close();
    }
    expect(shown[0]).toMatchObject({ order: ORDER, messageId: '42', end });
  });

  it('is none where the program ends: the audit goes on', async () => {
    const [events, judge] = [
      await memoryLog(),
      judgeWith((choice) => (choice < 20 ? undefined : new Promise(() => {}))),
    ];
    const first = await service(events, judge.host);
    const { audit } = await first.start(ORDER);
    await vi.waitFor(() => expect(judge.asked()).toBe(20));
    await first.close();
    expect(await audit.ended).toEqual({ status: 'parked', by: null });
    // Somebody shows that it is parked.
    await audit.settle();
    const next = await service(events, judgeWith().host);
    next.recover();
    expect(await next.ongoing?.ended).toMatchObject({ status: 'audited' });
  });
});
