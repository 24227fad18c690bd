import { expect, it } from 'vitest';
import { type AuditOrder, AuditOrders } from '../../src/audit/audit-orders.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { openEventLog } from '../../src/store/keyv-event-log.ts';

const log = createLog('silent');
const order = (judge: string): AuditOrder => ({
  judge,
  size: 'quick',
  seed: 1,
  by: { id: '1', name: 'Ada' },
  place: { guildId: '2', channelId: '3' },
});

it('the last message of an audit is not taken for that of the next one, which was asked for meanwhile', async () => {
  const events = await openEventLog({ address: 'memory://', log, clock: systemClock });
  const orders = await AuditOrders.open(events, log);
  const first = await orders.ordered(order('first:1b'));
  await orders.over();
  const second = await orders.ordered(order('second:1b'));
  await orders.shown(first, 'sheet of the first');
  expect((await AuditOrders.open(events, log)).open).toMatchObject({ order: { judge: 'second:1b' }, messageId: null });
  await orders.shown(second, 'bar of the second');
  expect((await AuditOrders.open(events, log)).open).toMatchObject({ messageId: 'bar of the second' });
  await orders.over();
  expect((await AuditOrders.open(events, log)).open).toBeUndefined();
  await events.close();
});
