import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { RunHistory } from '../../src/study/queue/run-events.ts';
import { type Program, runProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { emptyPostgres, emptyRedis } from './servers.ts';
import { layOut, plan, startServer } from './small-study.ts';
import { heldAtItsSecondTurn, historiesOf, openQueue, openStore, startWorker, until } from './workers.ts';

it('the study’s command can be killed and given again: a worker has gone on with several runs at a time, its report so far can be had, no run is done twice, and the data is published', async () => {
  const held = heldAtItsSecondTurn();
  const server = await startServer(held);
  const addresses = { queue: await emptyRedis(), store: await emptyPostgres() };
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'plan.yaml'), JSON.stringify(plan));
  const command = (): Program =>
    runProgram(
      ['study', 'run', 'plan.yaml', '--out', 'out', '--json', '--queue', addresses.queue, '--store', addresses.store],
      folder,
      { OLLAMA_HOST: server.address },
    );
  const first = command();
  const worker = await startWorker('only', server, addresses, 60, 3);
  await held.reached;
  const { runs } = await layOut(server);
  const events = await openStore(addresses.store);
  const histories = async (): Promise<readonly RunHistory[]> => [...(await historiesOf(events, runs)).values()];
  // One of the worker's three runs is held; it does others meanwhile.
  await until(
    async () => (await histories()).some(({ outcome }) => outcome !== undefined),
    await openQueue(addresses.queue),
  );
  first.child.kill('SIGKILL');
  await first.ended;
  const report = runProgram(['study', 'report', 'out', '--store', addresses.store], folder);
  expect(await report.ended).toBe(0);
  expect(report.stdout()).toMatch(/Of 12 debates \d+ have ended/);
  const second = command();
  // It has looked at all runs, and found one that goes on.
  await second.says(/"type":"began"/);
  held.letGo();
  expect(await second.ended).toBe(0);
  expect(second.stderr()).toBe('');

  expect((await histories()).map(({ workers }) => workers)).toEqual(runs.map(() => ['only']));
  const finished = { type: 'finished', folder: 'out' };
  const steps = second
    .stdout()
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(steps.slice(-2)).toMatchObject([{ debates: { ended: 12, of: 12 }, judged: { ended: 6, of: 6 } }, finished]);
  const manifest = JSON.parse(await readFile(path.join(folder, 'out', 'manifest.json'), 'utf8'));
  // Both times of the command, and the worker between them, which is on the same machine here.
  expect(manifest.sittings.length).toBeGreaterThanOrEqual(2);

  const again = command();
  expect(await again.ended).toBe(0);
  expect(JSON.parse(again.stdout())).toEqual(finished);
  worker.child.kill('SIGTERM');
  expect(await worker.ended).toBe(0);
});
