import { expect, it } from 'vitest';
import { createLog } from '../../src/core/log.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import { openKeyv } from '../../src/store/open-keyv.ts';
import { options, sub, textOf } from './eyes.ts';
import { pausingAt } from './pauses.ts';
import { Stage } from './stage.ts';
import { threadOf, trialIn } from './threads.ts';

const HOUR = 3_600_000;
const REQUEST = { rounds: 1, ballot: '1h', seed: 5 };

/** Writes what no version wrote over an event, or after the last one. */
async function corrupt(stage: Stage, stream: string, value: object | string, seq?: number): Promise<void> {
  const { keyv } = await openKeyv(stage.database);
  const events = await openEventLog({ address: stage.database, log: createLog('silent'), clock: stage.clock });
  const key = `${stream}/${seq ?? (await events.read(stream)).length}`;
  if (typeof value === 'string') await keyv.store.set(key, value);
  else await keyv.set(key, value);
  await events.close();
  await keyv.disconnect();
}

it('starts though an event of a debate cannot be read, says where, and goes on with the others', async () => {
  const stage = await Stage.open();
  const ada = await stage.eyes('Ada');
  const bea = await stage.eyes('Bea');
  const debaters = pausingAt([1]);
  const first = await stage.run({ script: debaters.script });
  const broken = trialIn(await ada.start({ ...REQUEST, scenario: 'care-robot-refusal' }));
  const whole = trialIn(await bea.start({ ...REQUEST, scenario: 'loan-fairness' }));
  await debaters.at(1).reached;
  const thread = await threadOf(ada, broken);
  await first.close();
  await corrupt(stage, `debate/d-${broken.slice(2)}ensemble`, '{"value": {"at"', 1);

  const second = await stage.run();
  const told = await ada.message(thread, ({ content }) => content.startsWith('This debate cannot go on'));
  const report = /report ([0-9a-f]{8})/.exec(told.content)?.[1] ?? 'none';
  const line = stage.logged.find((entry) => entry.includes(report)) ?? '';
  expect(line).toContain(broken);
  expect(line).toContain('CorruptRecordError');
  const other = await threadOf(bea, whole);
  await bea.card(other, 'Which answer is better?');
  // Nobody is kept from anything by it.
  expect(textOf(await ada.command('debate', sub('list')))).toContain(whole);
  expect(textOf(await ada.command('results', options({ debate: broken })))).toContain('cannot be read');
  expect(await ada.start({ ...REQUEST, scenario: 'open-weights' })).toContain('has a thread of its own');
  await second.close();

  await stage.run();
  stage.clock.skip(HOUR);
  await bea.card(other, 'Results');
  expect(ada.messagesIn(thread).filter(({ content }) => content.startsWith('This debate cannot'))).toHaveLength(1);
  stage.expectClean(ada);
});

it('starts though its notes on a thread, or an entry of its catalog, cannot be read', async () => {
  const stage = await Stage.open();
  const ada = await stage.eyes('Ada');
  const bea = await stage.eyes('Bea');
  const debaters = pausingAt([1]);
  const first = await stage.run({ script: debaters.script });
  const unseen = trialIn(await ada.start({ ...REQUEST, scenario: 'care-robot-refusal' }));
  const whole = trialIn(await bea.start({ ...REQUEST, scenario: 'loan-fairness' }));
  await debaters.at(1).reached;
  await threadOf(ada, unseen);
  await first.close();
  await corrupt(stage, `delivery/${unseen}`, { at: 1, event: { type: 'sent by pigeon' } });
  await corrupt(stage, 'catalog', { at: 1, event: { type: 'trial-renamed' } });

  const { app } = await stage.run();
  const thread = await threadOf(bea, whole);
  await bea.card(thread, 'Which answer is better?');
  expect(app.trials.running().map(({ plan, phase }) => [plan.trial, phase])).toEqual([
    [unseen, 'ballot'],
    [whole, 'ballot'],
  ]);
  expect(stage.logged.join('')).toContain(`delivery/${unseen}`);
  stage.expectClean(bea);
});
