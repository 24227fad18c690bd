import { expect, it } from 'vitest';
import { textOf } from '../system/eyes.ts';
import { Stage } from '../system/stage.ts';

const HOUR = 3_600_000;
/** As some clients send it: without the mark that makes it a picture. */
const PLAIN_WARNING = '\u26a0';
const WARNING = '\u26a0\ufe0f';

it('counts both kinds of a warning sign and both kinds of reactions, and each person once', async () => {
  const stage = await Stage.open();
  const { close } = await stage.run({ config: { hideAfterWarnings: 0 } });
  const [ada, bea, cem] = [await stage.eyes('Ada'), await stage.eyes('Bea'), await stage.eyes('Cem')];
  await ada.start({ scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 3 });
  const thread = await ada.thread();
  await ada.card(thread, 'Which answer is better?');
  const turn = await ada.message(thread, ({ webhook_id }) => webhook_id !== undefined);
  await ada.visitor.react(thread, turn.id, WARNING);
  await ada.visitor.react(thread, turn.id, PLAIN_WARNING);
  await bea.visitor.react(thread, turn.id, PLAIN_WARNING);
  stage.playground.superReact(thread, turn.id, WARNING, cem.visitor.user.id);
  stage.playground.superReact(thread, turn.id, '💡', cem.visitor.user.id);
  stage.clock.skip(HOUR);
  const result = textOf(await ada.card(thread, 'Results'));
  await close();
  expect(result).toContain('Turns: 💡 1 · ⚠️ 3\n');
  stage.expectClean(ada);
});

it('takes a debate off view for warnings of either kind', async () => {
  const stage = await Stage.open();
  const { close } = await stage.run({ config: { hideAfterWarnings: 2 } });
  const [ada, bea] = [await stage.eyes('Ada'), await stage.eyes('Bea')];
  await ada.start({ scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 3 });
  const thread = await ada.thread();
  await ada.card(thread, 'Which answer is better?');
  const turn = await ada.message(thread, ({ webhook_id }) => webhook_id !== undefined);
  await ada.visitor.react(thread, turn.id, WARNING);
  await bea.visitor.react(thread, turn.id, PLAIN_WARNING);
  await ada.until(() => ada.versionsOf(turn.id).at(-1)?.content === '*Taken off view.*');
  stage.clock.skip(HOUR);
  await ada.card(thread, 'Results');
  await close();
  stage.expectClean(ada);
});

it('asks Discord only for lists on which somebody else stands', async () => {
  const stage = await Stage.open();
  const { close } = await stage.run();
  const ada = await stage.eyes('Ada');
  await ada.start({ scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 3 });
  const thread = await ada.thread();
  await ada.card(thread, 'Which answer is better?');
  const turn = await ada.message(thread, ({ webhook_id }) => webhook_id !== undefined);
  await ada.visitor.react(thread, turn.id, '👍');
  stage.clock.skip(HOUR);
  await ada.card(thread, 'Results');
  await close();
  const lists = stage.playground
    .requests()
    .filter(({ method, route }) => method === 'GET' && route.endsWith('/reactions/:emoji'));
  expect(lists).toHaveLength(1);
});
