import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { PROJECT_ROOT } from '../../src/project-root.ts';
import { buttonFor, textOf } from './eyes.ts';
import { Stage } from './stage.ts';
import { lasting } from './threads.ts';

const REQUEST = { scenario: 'care-robot-refusal', rounds: 2, ballot: '3s', seed: 11 };

/** Killed after so many events that a visitor saw since the bot was ready: in words being written, between posts, in the judging. */
const KILLED_AFTER = [4, 9, 12, 5];

async function startBot(stage: Stage): Promise<ChildProcess> {
  const file = path.join(PROJECT_ROOT, 'test/system/bot-process.ts');
  const { apiUrl, botToken } = stage.playground;
  const child = spawn(process.execPath, ['--import', 'tsx', file, apiUrl, botToken, stage.database], {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  if (child.stdout === null) throw new Error('no stdout');
  await once(child.stdout, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** What stands in the thread of a debate whose bot nobody kills. */
async function undisturbed(): Promise<string[]> {
  const stage = await Stage.open();
  await startBot(stage);
  const eyes = await stage.eyes('Ada');
  await eyes.start(REQUEST);
  const thread = await eyes.thread();
  await eyes.card(thread, 'Results');
  return lasting(eyes, thread);
}

it('goes on after kill -9, again and again, with no turn lost and none posted twice', async () => {
  const whole = undisturbed();
  // Its failure is told where it is waited for.
  whole.catch(() => {});
  const stage = await Stage.open();
  let bot = await startBot(stage);
  const eyes = await stage.eyes('Ada');
  await eyes.start(REQUEST);
  const thread = await eyes.thread();
  for (const events of KILLED_AFTER) {
    const from = eyes.seen.length;
    await eyes.until(() => eyes.seen.length >= from + events);
    await kill(bot);
    bot = await startBot(stage);
  }
  const turn = eyes.messagesIn(thread).find(({ webhook_id }) => webhook_id !== undefined)?.id ?? expect.fail();
  await eyes.visitor.react(thread, turn, '👍');
  const ballot = await eyes.card(thread, 'Which answer is better?');
  await eyes.press(ballot, buttonFor(ballot, ':answer:A'));
  await kill(bot);
  await eyes.visitor.unreact(thread, turn, '👍');
  await eyes.visitor.react(thread, turn, '💡');
  await startBot(stage);
  const result = await eyes.card(thread, 'Results');

  expect(textOf(result)).toMatch(/Votes by people: [01] for the ensemble, [01] for the single model/);
  expect(textOf(result)).not.toContain('Votes by people: no votes');
  expect(textOf(result)).toContain('What people marked by reactions: Turns: 💡 1\n');
  const withoutResult = (lines: string[]): string[] => lines.filter((line) => !line.includes('Results ('));
  expect(withoutResult(lasting(eyes, thread))).toEqual(withoutResult(await whole));
  expect(stage.playground.violations()).toEqual([]);
}, 120_000);
