import { expect, it, onTestFinished, vi } from 'vitest';
import { checkContent } from '../../src/doctor/checks/check-content.ts';
import { checkEnsembles } from '../../src/doctor/checks/check-ensembles.ts';
import { checkNode } from '../../src/doctor/checks/check-node.ts';
import { checkServers } from '../../src/doctor/checks/check-servers.ts';
import { OllamaHost } from '../../src/models/ollama/ollama-host.ts';
import type { ModelInfo } from '../../src/models/port/chat-model.ts';
import { content } from '../support/content.ts';
import { startScriptedOllama } from '../support/scripted-ollama.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { DEAD } from './doctor.ts';

const model = (name: string, bytes: number): ModelInfo => ({
  name,
  family: 'unknown',
  bytes,
  contextTokens: 8192,
  canThink: false,
});
const never = new AbortController().signal;

it.each([
  ['20.20.0', 'ok'],
  ['24.1.0', 'ok'],
  ['20.19.9', 'problem'],
  ['18.20.8', 'problem'],
])('Node %s is %s', (version, status) => {
  expect(checkNode(version).status).toBe(status);
});

it('mistakes in the content are told with file and line', async () => {
  const { finding, content: none } = await checkContent(await temporaryFolder());
  expect(none).toBeUndefined();
  expect(finding).toMatchObject({ status: 'problem', says: expect.stringMatching(/^prompts\/models\.yaml:1 /m) });
});

it('a panel of the family that debates is warned of, a model that memory does not hold, and models that are missing', () => {
  const models = [model('qwen3:1b', 1e9), model('qwen3:8b', 5e9)];
  const about = (free: number) =>
    checkEnsembles(content, { models, memory: { free, total: 64e9 }, canPull: true }).find(
      ({ name }) => name === 'Ensemble one-model',
    );
  expect(about(32e9)).toMatchObject({
    status: 'warning',
    says: expect.stringMatching(/The panel is of a family that debates, or may be\.$/),
    advice: expect.stringContaining('another family'),
  });
  expect(about(2e9)?.says).toMatch(/or may be\. The largest needs more than the 2\.0 GB that are free\.$/);
  const apart = checkEnsembles(content, {
    models: [model('qwen3:1b', 1e9), model('llama3.1:8b', 5e9)],
    memory: undefined,
    canPull: false,
  });
  expect(apart.find(({ name }) => name === 'Ensemble one-model')).toMatchObject({
    status: 'ok',
    says: expect.stringContaining('judged by llama3.1:8b (family llama).'),
  });
  // Nothing that is no Ollama can be told to fetch a model.
  const lacking = apart.find(({ name }) => name === 'Ensemble three-families');
  expect(lacking?.commands).toBeUndefined();
  expect(lacking?.advice).toMatch(/: mistral:7b, qwen2\.5:7b$/);
});

it('an ensemble is not ready whose model may think for longer than its window is', () => {
  const thinker = (contextTokens: number): ModelInfo => ({ ...model('qwen3:8b', 5e9), contextTokens, canThink: true });
  const about = (contextTokens: number) =>
    checkEnsembles(content, { models: [thinker(contextTokens)], memory: undefined, canPull: true });
  const [count, ...ensembles] = about(3000);
  expect(count?.says).toMatch(/^0 of /);
  expect(ensembles.find(({ name }) => name === 'Ensemble one-model')).toMatchObject({
    status: 'warning',
    says: 'not ready: its models may think for 2048 tokens, and qwen3:8b reads and writes 3000 in all',
    advice: expect.stringContaining('at most 1500'),
  });
  expect(about(8192)[0]?.says).not.toMatch(/^0 of /);
});

it.each([
  [true, /which is here/],
  [false, /which it fetches when it starts/],
])('servers that nobody named may be away: the bot brings its small model (here: %s)', async (smallModelHere, says) => {
  const servers = [{ host: new OllamaHost(DEAD) }];
  const { findings, models } = await checkServers(servers, { named: false, smallModelHere }, never);
  expect(models).toEqual([]);
  expect(findings.map(({ status }) => status)).toEqual(['warning', 'warning']);
  expect(findings[1]?.says).toMatch(says);
});

it('a server that is silent is given up', async () => {
  const { address } = await startScriptedOllama({ '/api/tags': () => {} });
  const servers = [{ host: new OllamaHost(address), name: 'the slow one' }];
  const { findings } = await checkServers(servers, { named: true, smallModelHere: false }, never, 50);
  expect(findings[0]).toMatchObject({ status: 'warning', says: expect.stringMatching(/does not answer/) });
  expect(findings[1]).toMatchObject({ status: 'problem' });
});

it('a server that tells no version is no worse, and nobody else’s words get into the output', async () => {
  const printed = vi.spyOn(console, 'log');
  onTestFinished(() => printed.mockRestore());
  const { address } = await startScriptedOllama({
    '/api/version': (_, response) => void response.writeHead(404, { 'content-type': 'text/html' }).end('<p>what?'),
  });
  const servers = [{ host: new OllamaHost(address) }];
  const { findings, models } = await checkServers(servers, { named: true, smallModelHere: false }, never);
  expect(findings.map(({ says }) => says)).toEqual([`Ollama at ${address} answers and has 2 chat models`]);
  expect(models.map(({ name }) => name)).toEqual(['thinker:8b', 'big:70b']);
  expect(printed).not.toHaveBeenCalled();
});
