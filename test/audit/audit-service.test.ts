import { describe, expect, it, onTestFinished } from 'vitest';
import { answersIn } from '../../src/audit/audit-figures.ts';
import type { AuditOrder } from '../../src/audit/audit-orders.ts';
import { AuditRunningError } from '../../src/audit/audit-running-error.ts';
import { AuditService, type AuditServiceDeps } from '../../src/audit/audit-service.ts';
import { JudgeMissingError } from '../../src/audit/judge-missing-error.ts';
import { ClosingError } from '../../src/core/closing-error.ts';
import { createLog } from '../../src/core/log.ts';
import { orAborted } from '../../src/core/or-aborted.ts';
import { systemEntropy } from '../../src/core/random.ts';
import type { ChatModel, ModelHost } from '../../src/models/port/chat-model.ts';
import { ModelOutOfMemoryError } from '../../src/models/port/model-out-of-memory-error.ts';
import { scriptedHost, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import type { EventLog } from '../../src/store/event-log.ts';
import { StoreFailedError } from '../../src/store/store-failed-error.ts';
import { content } from '../support/content.ts';
import { MODEL } from '../support/debate.ts';
import { skippingClock } from '../support/hand-clock.ts';
import { lookingAtChoices } from '../support/looking-at-choices.ts';
import { memoryLog, texts, work } from './scripted-audit.ts';

const ORDER: AuditOrder = {
  judge: MODEL,
  size: 'quick',
  seed: 1,
  by: { id: '1', name: 'Ada' },
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
    ...more,
  });
  onTestFinished(() => audits.close());
  return audits;
}

/** The same log, on a disk that is full once so many answers were stored. */
function fullAfter(events: EventLog, answers: number): EventLog {
  return {
    read: (stream, from) => events.read(stream, from),
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
    // A comparison is asked in both orders; one answer was given and could not be stored.
    expect(judge.asked()).toBe(answersIn(work) + work.comparisons.length + 1);
  });

  it('whose server fails again and again says so', async () => {
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
    await expect(audits.start({ ...ORDER, size: 'full' })).rejects.toThrow(AuditRunningError);
    await expect(audits.start({ ...ORDER, judge: 'nobody:1b' })).rejects.toThrow(JudgeMissingError);
  });

  it('of an earlier process goes on at the start; where that cannot be, it says so and is over', async () => {
    const events = await memoryLog();
    const [first, second] = [judgeWith(() => new Promise(() => {})), judgeWith()];
    const killed = await service(events, first.host);
    await (await killed.start(ORDER)).audit.shownBy('42');

    const without = await service(events, scriptedHost([], { reply: () => '' }));
    without.recover();
    expect(without.ongoing?.messageId).toBe('42');
    expect(await without.ongoing?.ended).toMatchObject({
      status: 'failed',
      words: expect.stringContaining('has no chat model'),
    });
    const later = await service(events, second.host);
    later.recover();
    expect(later.ongoing).toBeUndefined();
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
    expect(audit.waits).toBe(true);
    expect(judge.asked()).toBe(0);
    turns[0]?.();
    // The reason after the first score.
    await askedFor(2);
    expect(judge.asked()).toBe(1);
    turns[1]?.();
    await askedFor(3);
    expect(judge.asked()).toBe(1);
    expect(await audits.stop('Ada')).toBe(true);
    expect(await audit.ended).toEqual({ status: 'parked', by: 'Ada' });
    expect(audit.waits).toBe(false);
  });
});
