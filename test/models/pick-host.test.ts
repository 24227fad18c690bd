import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { EmbeddedFileError } from '../../src/models/embedded/embedded-file-error.ts';
import { ModelDownloadError } from '../../src/models/embedded/model-download-error.ts';
import { pickHost } from '../../src/models/pick-host.ts';
import { ModelUnreachableError } from '../../src/models/port/model-unreachable-error.ts';
import { NoModelError } from '../../src/models/port/no-model-error.ts';
import type { PickedHost } from '../../src/models/port/picked-host.ts';
import { ServersFileError } from '../../src/models/servers-file-error.ts';
import { answer, startScriptedOllama } from '../support/scripted-ollama.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Nothing listens there. */
const DEAD = 'http://127.0.0.1:1';

async function pick(
  environment: NodeJS.ProcessEnv,
  mayPassOver: boolean,
): Promise<{ picked: PickedHost | undefined; error: unknown; said: string[] }> {
  const said: string[] = [];
  const deps = { log: createLog('silent'), clock: systemClock, say: (line: string) => void said.push(line) };
  // A file where the cache folder should be: nothing can be fetched.
  const cache = path.join(await temporaryFolder(), 'cache');
  await writeFile(cache, '');
  const config = readConfig({ XDG_CACHE_HOME: cache, ...environment });
  const signal = new AbortController().signal;
  let error: unknown;
  const picked = await pickHost(config, { ...deps, onProgress: () => {}, mayPassOver }, signal).catch((reason) => {
    error = reason;
    return undefined;
  });
  return { picked, error, said };
}

const holding = (...models: readonly { readonly name: string; readonly size: number }[]) =>
  startScriptedOllama({
    '/api/tags': (_, response) =>
      answer(response, { models: models.map((model) => ({ ...model, digest: model.name, details: null })) }),
  });

describe('the models of a run', () => {
  it('are those of Ollama where it has some, with what they are good for and how to get better ones', async () => {
    const { address } = await holding({ name: 'tiny:1b', size: 9e8 });
    expect((await pick({ OLLAMA_HOST: address }, true)).picked).toMatchObject({
      goodFor: 'with one chat model (tiny:1b), good for trying things out',
      betterModels: expect.stringContaining('ollama pull qwen3:8b'),
      elsewhere: false,
    });
    const { address: large } = await holding({ name: 'wide:8b', size: 5e9 });
    expect((await pick({ OLLAMA_HOST: large }, true)).picked).toMatchObject({
      goodFor: 'with one chat model (wide:8b), good for debates worth reading',
      betterModels: '',
    });
  });

  it('are the file that EMBEDDED_MODEL names, whatever Ollama has', async () => {
    const { address, asked } = await startScriptedOllama();
    const { picked } = await pick({ OLLAMA_HOST: address, EMBEDDED_MODEL: inject('modelFile') }, true);
    expect(picked).toMatchObject({
      goodFor: 'good for trying things out',
      host: { label: expect.stringContaining('embedded engine') },
    });
    expect(asked).toEqual([]);
    const { error } = await pick({ EMBEDDED_MODEL: '/nowhere/model.gguf' }, true);
    expect(error).toBeInstanceOf(EmbeddedFileError);
    expect(error).toHaveProperty('message', expect.stringContaining('there is no such file'));
  });

  it('are those of all servers that MODEL_SERVERS names; one that does not answer is told, and used when it does', async () => {
    const [small, large] = [
      await holding({ name: 'tiny:1b', size: 9e8 }),
      await holding({ name: 'tiny:1b', size: 9e8 }, { name: 'wide:8b', size: 5e9 }),
    ];
    const file = path.join(await temporaryFolder(), 'servers.yaml');
    await writeFile(
      file,
      `servers:
  - { kind: ollama, address: '${small.address}', concurrency: 2 }
  - { kind: ollama, address: '${DEAD}', name: upstairs }
  - { kind: ollama, address: '${large.address}' }
  - { kind: openai, address: '${large.address}/none', concurrency: 5 }
`,
    );
    const { picked, said } = await pick({ MODEL_SERVERS: file, OLLAMA_HOST: DEAD }, false);
    expect(picked).toMatchObject({
      goodFor: 'with 2 chat models (tiny:1b, wide:8b), good for debates worth reading with the larger ones',
      elsewhere: true,
      host: { capacity: 9, label: expect.stringMatching(/^4 model servers: Ollama at http.* and 1 more$/) },
    });
    expect(said).toEqual([
      `Without upstairs (Ollama at ${DEAD}) for now: Ollama does not answer at ${DEAD}. It is used as soon as it answers.`,
      expect.stringContaining(`Without model server at ${large.address}/none`),
    ]);
  });

  it('are refused where the file that MODEL_SERVERS names cannot be used or none of its servers answers', async () => {
    const folder = await temporaryFolder();
    expect((await pick({ MODEL_SERVERS: path.join(folder, 'none.yaml') }, true)).error).toBeInstanceOf(
      ServersFileError,
    );
    const file = path.join(folder, 'servers.yaml');
    await writeFile(file, `servers: [{ kind: ollama, address: '${DEAD}' }]`);
    expect((await pick({ MODEL_SERVERS: file }, false)).error).toBeInstanceOf(ModelUnreachableError);
    expect((await pick({ MODEL_SERVERS: file }, true)).error).toBeInstanceOf(ModelDownloadError);
  });

  it.each([
    ['does not answer', async () => DEAD, ModelUnreachableError],
    ['has no chat model', async () => (await holding({ name: 'embedder:latest', size: 1e8 })).address, NoModelError],
  ])('are the small model’s where Ollama %s, unless the operator named that Ollama', async (_, address, refusal) => {
    const OLLAMA_HOST = await address();
    const demo = await pick({ OLLAMA_HOST }, true);
    expect(demo.said).toEqual([`No chat model on Ollama at ${OLLAMA_HOST}, so the embedded engine is used.`]);
    expect(demo.error).toBeInstanceOf(ModelDownloadError);
    const bot = await pick({ OLLAMA_HOST }, false);
    expect(bot.error).toBeInstanceOf(refusal);
    expect(bot.error).toHaveProperty('message', expect.stringContaining(OLLAMA_HOST));
    expect(bot.said).toEqual([]);
  });
});
