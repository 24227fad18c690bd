import { expect, it } from 'vitest';
import { OllamaHost } from '../../src/models/ollama/ollama-host.ts';
import { answer, type Handler, startScriptedOllama } from '../support/scripted-ollama.ts';

/** A server with room for so many models at a time: loading one more lets the oldest go. */
function withRoomFor(room: number) {
  const loaded: string[] = [];
  const loads: string[] = [];
  const handlers: Record<string, Handler> = {
    '/api/ps': (_, response) => answer(response, { models: loaded.map((name) => ({ name, model: name })) }),
    '/api/generate': ({ model, keep_alive }, response) => {
      const name = String(model);
      if (keep_alive === 0) loaded.splice(loaded.indexOf(name), 1);
      else if (!loaded.includes(name)) {
        loads.push(name);
        loaded.push(name);
        loaded.splice(0, loaded.length - room);
      }
      answer(response, { done: true, response: '' });
    },
  };
  return { loaded, loads, handlers };
}

it('loads a model ahead beside the one in use, and lets go at the end what it had loaded', async () => {
  const { loaded, loads, handlers } = withRoomFor(2);
  const { address } = await startScriptedOllama(handlers);
  const host = new OllamaHost(address);
  loaded.push('thinker:8b');
  await host.preload('big:70b');
  await host.preload('big:70b');
  expect(loads).toEqual(['big:70b']);
  expect(loaded).toEqual(['thinker:8b', 'big:70b']);
  await host.close();
  expect(loaded).toEqual(['thinker:8b']);
});

it('does not load ahead again what drove out the one in use: there is no room for both', async () => {
  const { loaded, loads, handlers } = withRoomFor(1);
  const { address } = await startScriptedOllama(handlers);
  const host = new OllamaHost(address);
  loaded.push('thinker:8b');
  await host.preload('big:70b');
  expect(loaded).toEqual(['big:70b']);
  loaded.splice(0, 1, 'thinker:8b');
  await host.preload('big:70b');
  expect(loads).toEqual(['big:70b']);
  // Once the other one has gone by itself there is room.
  loaded.splice(0);
  await host.preload('big:70b');
  expect(loaded).toEqual(['big:70b']);
});
