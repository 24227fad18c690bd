import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type Program, runProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { emptyPostgres, emptyRedis } from './servers.ts';
import { layOut, plan, startServer } from './small-study.ts';
import { heldAtItsSecondTurn, historiesOf, openStore, startWorker } from './workers.ts';

it('the study’s command can be killed and given again: workers have gone on, no run is done twice, and the data is published', async () => {
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
  const worker = await startWorker('only', server, addresses, 60);
  await held.reached;
  first.child.kill('SIGKILL');
  await first.ended;
  const second = command();
  // It has looked at all runs, and found one that goes on.
  await second.says(/"type":"began"/);
  held.letGo();
  expect(await second.ended).toBe(0);
  expect(second.stderr()).toBe('');

  const { runs } = await layOut(server);
  const events = await openStore(addresses.store);
  const histories = [...(await historiesOf(events, runs)).values()];
  expect(histories.map(({ workers }) => workers)).toEqual(runs.map(() => ['only']));
  const ended = second.stdout().match(/"type":"ended"/g) ?? [];
  expect(ended).toHaveLength(runs.length);

  const manifest = JSON.parse(await readFile(path.join(folder, 'out', 'manifest.json'), 'utf8'));
  // Both times of the command, and the worker between them, which is on the same machine here.
  expect(manifest.sittings.length).toBeGreaterThanOrEqual(2);

  const again = command();
  expect(await again.ended).toBe(0);
  expect(again.stdout()).toBe('');
  worker.child.kill('SIGTERM');
  expect(await worker.ended).toBe(0);
});
