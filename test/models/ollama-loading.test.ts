import { describe, expect, it } from 'vitest';
import { OllamaHost } from '../../src/models/ollama/ollama-host.ts';
import { finish, partsOf } from '../support/fleet.ts';
import { answer, type Handler, startScriptedOllama } from '../support/scripted-ollama.ts';

/** A scripted server that has loaded these models. */
async function holding(...loaded: string[]) {
  const ps: Handler = (_, response) => answer(response, { models: loaded.map((name) => ({ name, model: name })) });
  const server = await startScriptedOllama({
    '/api/ps': ps,
    '/api/chat': (_, response) => finish(response, 'Yes.'),
    '/api/generate': (_, response) => answer(response, { response: '', done: true, done_reason: 'load' }),
  });
  const bodies = (path: string) => server.asked.filter((one) => one.path === path).map(({ body }) => body);
  return { server, host: new OllamaHost(server.address), loaded, bodies };
}

describe('a model that its server has not loaded', () => {
  it('is told to be loading before its first word, and no more once it is there', async () => {
    const { host, loaded } = await holding();
    const model = await host.open('thinker:8b');
    expect((await partsOf(model))[0]).toEqual({ type: 'waiting', waiting: { for: 'loading' } });
    loaded.push('thinker:8b');
    expect((await partsOf(model)).map(({ type }) => type)).toEqual(['text-delta', 'finish']);
  });

  it('is asked all the same where the server can’t say what it has loaded', async () => {
    const server = await startScriptedOllama({ '/api/chat': (_, response) => finish(response, 'Yes.') });
    const model = await new OllamaHost(server.address).open('thinker:8b');
    expect((await partsOf(model)).map(({ type }) => type)).toEqual(['text-delta', 'finish']);
  });

  it('can be loaded before it is needed, with the window that its calls will have', async () => {
    const { host, bodies } = await holding();
    await host.preload('big:70b');
    expect(bodies('/api/generate')).toEqual([
      expect.objectContaining({ model: 'big:70b', prompt: '', keep_alive: '15m', options: { num_ctx: 4096 } }),
    ]);
  });

  it('is let go in the end when we had it loaded; one that was there before us is left', async () => {
    const { host, bodies, loaded } = await holding('big:70b');
    await host.preload('thinker:8b');
    loaded.push('thinker:8b');
    for (const name of ['thinker:8b', 'big:70b']) await partsOf(await host.open(name));
    await host.close();
    const unloaded = bodies('/api/generate').filter(({ keep_alive }) => keep_alive === 0);
    expect(unloaded).toEqual([expect.objectContaining({ model: 'thinker:8b' })]);
  });
});
