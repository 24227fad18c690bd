import { expect, it } from 'vitest';
import { type AuditOrder, auditOrderSchema, type LastEnd, lastEndSchema } from '../../src/audit/audit-orders.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { JobOrders } from '../../src/jobs/job-orders.ts';
import type { EventLog } from '../../src/store/event-log.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';

const log = createLog('silent');
const order = (judge: string): AuditOrder => ({
  judge,
  size: 'quick',
  seed: 1,
  place: { guildId: '2', channelId: '3' },
});
const ordersIn = (events: EventLog): Promise<JobOrders<AuditOrder, LastEnd>> =>
  JobOrders.open('audit', { order: auditOrderSchema, end: lastEndSchema }, events, log);

it('the last message of a job is not taken for that of the next one, which was asked for meanwhile', async () => {
  const events = await openEventLog({ address: 'memory://', log, clock: systemClock });
  const orders = await ordersIn(events);
  const first = await orders.ordered(order('first:1b'));
  await orders.over(first, { status: 'parked', by: 'operator' });
  const second = await orders.ordered(order('second:1b'));
  await orders.shown(first, 'sheet of the first');
  expect((await ordersIn(events)).open).toMatchObject({ order: { judge: 'second:1b' }, messageId: null });
  await orders.shown(second, 'bar of the second');
  expect((await ordersIn(events)).open).toMatchObject({ messageId: 'bar of the second' });
  await orders.over(second, { status: 'parked', by: 'operator' });
  expect((await ordersIn(events)).open).toBeUndefined();
  await events.close();
});

it('a job that is over is to be shown until it was, whichever was asked for meanwhile', async () => {
  const events = await openEventLog({ address: 'memory://', log, clock: systemClock });
  const orders = await ordersIn(events);
  const first = await orders.ordered(order('first:1b'));
  await orders.placed(first, 'thread of the first');
  await orders.shown(first, 'bar of the first');
  await orders.over(first, { status: 'failed', words: 'The disk is full.' });
  const second = await orders.ordered(order('second:1b'));
  const later = await ordersIn(events);
  expect(later.open?.seq).toBe(second.seq);
  expect(later.untold).toMatchObject([
    {
      order: { seq: first.seq, channelId: 'thread of the first', messageId: 'bar of the first' },
      end: { status: 'failed', words: 'The disk is full.' },
    },
  ]);
  expect(later.lastEnd(({ judge }) => judge === 'first:1b')).toEqual({ status: 'failed', words: 'The disk is full.' });
  expect(later.lastEnd(({ judge }) => judge === 'second:1b')).toBeUndefined();
  await orders.settled(first);
  expect((await ordersIn(events)).untold).toEqual([]);
  await events.close();
});
