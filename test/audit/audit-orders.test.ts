import { expect, it } from 'vitest';
import { type AuditOrder, AuditOrders } from '../../src/audit/audit-orders.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';

const log = createLog('silent');
const order = (judge: string): AuditOrder => ({
  judge,
  size: 'quick',
  seed: 1,
  place: { guildId: '2', channelId: '3' },
});

it('the last message of an audit is not taken for that of the next one, which was asked for meanwhile', async () => {
  const events = await openEventLog({ address: 'memory://', log, clock: systemClock });
  const orders = await AuditOrders.open(events, log);
  const first = await orders.ordered(order('first:1b'));
  await orders.over(first, { status: 'parked', by: 'operator' });
  const second = await orders.ordered(order('second:1b'));
  await orders.shown(first, 'sheet of the first');
  expect((await AuditOrders.open(events, log)).open).toMatchObject({ order: { judge: 'second:1b' }, messageId: null });
  await orders.shown(second, 'bar of the second');
  expect((await AuditOrders.open(events, log)).open).toMatchObject({ messageId: 'bar of the second' });
  await orders.over(second, { status: 'parked', by: 'operator' });
  expect((await AuditOrders.open(events, log)).open).toBeUndefined();
  await events.close();
});

it('an audit that is over is to be shown until it was, whichever was asked for meanwhile', async () => {
  const events = await openEventLog({ address: 'memory://', log, clock: systemClock });
  const orders = await AuditOrders.open(events, log);
  const first = await orders.ordered(order('first:1b'));
  await orders.shown(first, 'bar of the first');
  await orders.over(first, { status: 'failed', words: 'The disk is full.' });
  const second = await orders.ordered(order('second:1b'));
  const later = await AuditOrders.open(events, log);
  expect(later.open?.seq).toBe(second.seq);
  expect(later.untold).toMatchObject([
    { order: { seq: first.seq, messageId: 'bar of the first' }, end: { status: 'failed', words: 'The disk is full.' } },
  ]);
  await orders.settled(first);
  expect((await AuditOrders.open(events, log)).untold).toEqual([]);
  await events.close();
});

it('of an audit that an earlier version ended nothing is left to show', async () => {
  const events = await openEventLog({ address: 'memory://', log, clock: systemClock });
  await events.append('audit-orders', 0, { type: 'audit-ordered', ...order('first:1b') });
  await events.append('audit-orders', 1, { type: 'audit-over' });
  const orders = await AuditOrders.open(events, log);
  expect([orders.open, orders.untold]).toEqual([undefined, []]);
  await events.close();
});
