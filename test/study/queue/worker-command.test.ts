import { expect, it } from 'vitest';
import { runProgram } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** How a worker ends that can't begin. */
async function failing(environment: NodeJS.ProcessEnv, ...parameters: readonly string[]): Promise<string> {
  const worker = runProgram(['worker', ...parameters], await temporaryFolder(), environment);
  expect(await worker.ended).toBe(1);
  return worker.stderr();
}

const QUEUE = 'redis://:secret@127.0.0.1:1/0';

it('a worker without a queue, or with a store for one process, says what it needs', async () => {
  expect(await failing({})).toMatch(/QUEUE.*redis:\/\//s);
  expect(await failing({ QUEUE: 'http://user:secret@x' })).not.toContain('secret');
  expect(await failing({ QUEUE })).toContain('Name a store that all machines reach');
});

it('a worker whose store does not answer says so without its password', async () => {
  const words = await failing({}, '--queue', QUEUE, '--store', 'postgres://user:secret@127.0.0.1:1/x');
  expect(words).toContain('It does not answer');
  expect(words).not.toContain('secret');
});
