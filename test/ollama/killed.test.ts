import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { deriveSeed, seededRandom } from '../../src/core/random.ts';
import { DebateChild } from '../faults/debate-child.ts';
import { type DebateTask, planOf } from '../faults/debate-task.ts';
import { faultSeed } from '../faults/fault-seed.ts';
import { finished, storedDebate, timeless } from '../faults/stored-debate.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startOllama } from './ollama-server.ts';

const SEED = faultSeed();
const KILLS = 3;

it('goes on after kill -9, three times, as if nothing had happened', async () => {
  const server = await startOllama(['debater-a']);
  onTestFinished(() => server.close());
  const folder = await temporaryFolder();
  const taskOf = (name: string): DebateTask => ({
    address: server.address,
    database: `sqlite://${path.join(folder, name)}`,
    atOnce: 1,
    // A small model spends all that it may; the fewest tokens make a debate of a minute.
    words: 40,
    plan: {
      format: 'proponent-opponent',
      ensemble: 'pocket',
      rounds: 1,
      seed: deriveSeed(SEED, 'debate'),
      models: ['debater-a:latest', 'debater-a:latest'],
    },
  });
  /** Runs a debate in one process after the other. @param points after how many parts of words it is killed @returns all parts and kills */
  const run = async (task: DebateTask, points: Set<number>): Promise<{ parts: number; kills: number }> => {
    let parts = 0;
    let kills = 0;
    for (;;) {
      const child: DebateChild = new DebateChild(task, (line) => {
        if (!line.startsWith('words')) return;
        parts += 1;
        if (!points.delete(parts)) return;
        kills += 1;
        void child.kill();
      });
      await child.begin();
      if (await child.done) return { parts, kills };
    }
  };

  const { parts } = await run(taskOf('whole.sqlite'), new Set());
  const numbers = seededRandom(deriveSeed(SEED, 'points')).shuffle(
    Array.from({ length: parts }, (_, place) => place + 1),
  );
  const points = numbers.slice(0, KILLS);
  process.stdout.write(`FAULT_SEED=${SEED}: killed after ${points} of ${parts} parts of words\n`);
  expect(await run(taskOf('killed.sqlite'), new Set(points))).toMatchObject({ kills: KILLS });

  const plan = planOf(taskOf(''));
  const whole = await storedDebate(taskOf('whole.sqlite').database, plan);
  const killed = await storedDebate(taskOf('killed.sqlite').database, plan);
  expect(whole.at(-1)?.type).toBe('debate-end');
  expect(timeless(killed)).toEqual(timeless(whole));
  expect(new Set(finished(killed)).size).toBe(finished(killed).length);
}, 600_000);
