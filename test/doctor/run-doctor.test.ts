import { access, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { systemEntropy } from '../../src/core/random.ts';
import { runDoctor } from '../../src/doctor/run-doctor.ts';
import { startPlaygroundForTests } from '../../src/playground/start-playground-for-tests.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import { expectDocumented } from '../support/expect-documented.ts';
import { VOTER_KEY } from '../support/people.ts';
import { runProgram } from '../support/program.ts';
import { startRecordingProxy } from '../support/recording-proxy.ts';
import { answer, startScriptedOllama } from '../support/scripted-ollama.ts';
import { FakeTerminal } from '../terminal/fake-terminal.ts';
import { DEAD, EIGHT_GIGABYTES, examineMachine, holding, machine, TOKEN } from './doctor.ts';

const WELL = { DISCORD_TOKEN: TOKEN, VOTER_KEY };

it('finds nothing that the bot lacks where all is there, and says what each ensemble runs on', async () => {
  const { address } = await holding(EIGHT_GIGABYTES);
  const { status, findings, about } = await examineMachine(await machine({ ...WELL, OLLAMA_HOST: address }));
  expect(status).toBeUndefined();
  expect(findings.filter((finding) => finding.status === 'problem')).toEqual([]);
  expect(about('Model server').says).toBe(`Ollama at ${address} (version 0.35.1) answers and has 4 chat models`);
  expect(about('Model qwen3.5:4b')).toEqual({
    name: 'Model qwen3.5:4b',
    status: 'ok',
    says: 'family qwen, 3.4 GB, a window of 8192 tokens (trained for 262144), thinks, not tried by this project',
  });
  expect(about('Ensemble hardware-8gb').says).toMatch(
    /^ready on qwen3\.5:4b, phi4-mini:3\.8b, judged by ministral-3:3b \(family mistral\), granite4\.1:3b \(family granite\)\. About 7\.6 GB of memory, or 4\.4 GB with the models loaded in turns\./,
  );
  expect(about('Ensembles').says).toBe('4 of 13 are ready');
});

it('says which models an ensemble lacks, how much there is to fetch, and the line that fetches them', async () => {
  const { address } = await holding(EIGHT_GIGABYTES);
  const { about } = await examineMachine(await machine({ ...WELL, OLLAMA_HOST: address }));
  expect(about('Ensemble lightweight')).toEqual({
    name: 'Ensemble lightweight',
    status: 'warning',
    says: 'not ready: 5 models are missing, 24.3 GB to fetch, not tried by this project',
    commands: ['deepseek-r1:7b', 'mistral:7b', 'phi3:3.8b', 'llama3.1:8b', 'gemma3:12b'].map(
      (tag) => `ollama pull ${tag}`,
    ),
  });
  expect(about('Ensemble hardware-24gb').says).toMatch(/chosen for 24 GB of memory$/);
});

it('says where a model is another than the list has under its name', async () => {
  const { address } = await holding([
    // What deepseek-r1:8b was until May 2025.
    { name: 'deepseek-r1:8b', family: 'llama', gigabytes: 4.9, trained: 65_536 },
    { name: 'mistral:7b', family: 'llama', gigabytes: 4.37, trained: 32_768 },
  ]);
  const { about } = await examineMachine(await machine({ ...WELL, OLLAMA_HOST: address }));
  expect(about('Model deepseek-r1:8b')).toMatchObject({
    status: 'warning',
    says: expect.stringMatching(
      /models\.yaml: family llama, there qwen; 4\.9 GB, there 5\.2 GB; trained for 65536 tokens, there 131072; it does not think, there it does$/,
    ),
    commands: ['ollama pull deepseek-r1:8b'],
  });
  expect(about('Model mistral:7b').status).toBe('ok');
});

it('with nothing at hand says all that is wrong, with what to do, and fetches nothing', async () => {
  const nothing = await machine({ OLLAMA_HOST: DEAD });
  const { status, findings, about } = await examineMachine(nothing);
  expect(status).toBe(1);
  expect(findings.filter((finding) => finding.status === 'problem').map(({ name }) => name)).toEqual([
    'Discord',
    'Privacy',
    'Models',
  ]);
  expect(about('Discord').says).toMatch(/^DISCORD_TOKEN: .*developer portal.*got nothing/);
  expect(about('Privacy').advice).toMatch(/\nVOTER_KEY=[0-9a-f]{64}$/);
  expect(about('Model server')).toMatchObject({
    status: 'warning',
    says: `Ollama does not answer at ${DEAD}.`,
    advice: expect.stringContaining('ollama serve'),
  });
  expect(about('Ensembles').says).toBe('0 of 13 are ready');
  expect(about('Ensemble pocket').says).toBe('takes the chat models that there are, and there is none');
  for (const finding of findings) if (finding.status !== 'ok') expect(finding.advice ?? finding.says).not.toBe('');
  await expect(access(path.join(nothing.folder, 'ensemble-debates'))).rejects.toThrow('ENOENT');
});

it('asks each server of MODEL_SERVERS, and wants one of them', async () => {
  const { address } = await holding(EIGHT_GIGABYTES);
  const { folder, env } = await machine(WELL);
  const file = path.join(folder, 'servers.yaml');
  const servers = (addresses: readonly string[]): string =>
    `servers:\n${addresses.map((one) => `  - { kind: ollama, address: "${one}" }\n`).join('')}`;
  const named = { folder, env: { ...env, MODEL_SERVERS: file } };
  await writeFile(file, servers([DEAD, address]));
  const one = await examineMachine(named);
  expect(one.findings.filter(({ name }) => name === 'Model server').map((finding) => finding.status)).toEqual([
    'warning',
    'ok',
  ]);
  expect([one.status, one.about('Ensembles').says]).toEqual([undefined, '4 of 13 are ready']);
  // What another machine has is not what is free here.
  expect(one.about('Memory').says).toMatch(/may run on other machines/);

  await writeFile(file, servers([DEAD]));
  const none = await examineMachine(named);
  expect([none.status, none.about('Models').status]).toEqual([1, 'problem']);

  await writeFile(file, 'servers: []\n');
  const bad = await examineMachine(named);
  expect([bad.status, bad.about('Model servers').says]).toEqual([1, expect.stringMatching(/servers\.yaml:1 servers:/)]);
});

describe('the configuration', () => {
  it('is told of by variable, without its secrets, and what needs it is left', async () => {
    const secret = `${TOKEN}!`;
    const bad = { DISCORD_TOKEN: secret, QUEUE_LENGTH: 'none', DATABASE: 'postgres:/ann:pass-word@host/x' };
    const { status, text, findings } = await examineMachine(await machine(bad));
    expect(status).toBe(1);
    expect(findings.filter(({ name }) => name === 'Configuration').map(({ says }) => says.split(':')[0])).toEqual([
      'DISCORD_TOKEN',
      'DATABASE',
      'QUEUE_LENGTH',
    ]);
    expect(findings.at(-1)).toMatchObject({ name: 'The rest', says: expect.stringMatching(/^was not checked/) });
    expect(text).not.toMatch(/aaaa|pass-word/);
  });

  it('is never printed, whatever of it is a secret', async () => {
    const { address } = await startScriptedOllama();
    const secrets = {
      DISCORD_TOKEN: TOKEN,
      VOTER_KEY,
      OLLAMA_HOST: address.replace('//', '//ann:pass-word@'),
      DATABASE: 'redis://ann:pass-word@host',
      DISCORD_API: 'http://ann:pass-word@127.0.0.1:1/api',
    };
    for (const json of [true, false]) {
      const { status, text } = await examineMachine(await machine(secrets), { json, discord: true });
      expect(status).toBe(1);
      expect(text).toContain(`Ollama at ${address}`);
      expect(text).not.toMatch(/aaaa|pass-word/);
    }
  });
});

describe('the database', () => {
  it('is opened and written as the bot does', async () => {
    const { folder, env } = await machine(WELL);
    for (const times of [1, 2]) {
      const { about } = await examineMachine({ folder, env: { ...env, OLLAMA_HOST: DEAD } });
      expect(about('Database').status).toBe('ok');
      const events = await openEventLog({
        address: env['DATABASE'] ?? '',
        log: createLog('silent'),
        clock: systemClock,
      });
      expect(await events.read('doctor')).toHaveLength(times);
      await events.close();
    }
  });

  it.each([
    ['sqlite://package.json/bot.sqlite', 'problem', /^Could not open the database/],
    ['floppy://x', 'problem', /no store is installed/],
    ['memory://', 'warning', /keeps nothing/],
  ])('%s is a %s', async (DATABASE, status, says) => {
    const { about } = await examineMachine(await machine({ ...WELL, OLLAMA_HOST: DEAD, DATABASE }));
    expect(about('Database')).toMatchObject({ status, says: expect.stringMatching(says) });
  });
});

describe('the bot token', () => {
  it('is sent nowhere, unless that is asked for', async () => {
    const discord = await startScriptedOllama();
    const unasked = await machine({ ...WELL, OLLAMA_HOST: DEAD, DISCORD_API: `${discord.address}/api` });
    expect((await examineMachine(unasked)).about('Discord')).toMatchObject({ status: 'ok' });
    expect(discord.asked).toEqual([]);
  });

  it('is asked of Discord for the bot’s name when that is wanted', async () => {
    const playground = await startPlaygroundForTests(
      { port: 0, rateLimits: 'off' },
      { log: createLog('silent'), clock: systemClock, entropy: systemEntropy },
    );
    onTestFinished(() => playground.close());
    const wire = await startRecordingProxy(playground.apiUrl);
    const environment = { OLLAMA_HOST: DEAD, DISCORD_API: wire.api };
    const good = await machine({ ...environment, VOTER_KEY, DISCORD_TOKEN: playground.botToken });
    const { about } = await examineMachine(good, { discord: true });
    expect(about('Discord')).toEqual({
      name: 'Discord',
      status: 'ok',
      says: expect.stringMatching(/^the token is good: the bot is \S/),
    });
    const refused = await examineMachine(await machine({ ...environment, ...WELL }), { discord: true });
    expect(refused.status).toBe(1);
    expect(refused.about('Discord')).toMatchObject({
      status: 'problem',
      says: 'Discord does not accept the bot token.',
      advice: expect.stringContaining('Reset Token'),
    });
    expect(wire.exchanges.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array.from({ length: 2 }, () => 'GET /api/v10/users/@me'),
    );
    expectDocumented(wire);
  });

  it.each([
    [500, {}],
    [200, { hello: 1 }],
  ])('is not called good when what answers %i with %j is not Discord', async (status, body) => {
    const { address } = await startScriptedOllama({
      '/api/v10/users/@me': (_, response) => answer(response, body, status),
    });
    const environment = await machine({ ...WELL, OLLAMA_HOST: DEAD, DISCORD_API: `${address}/api` });
    expect((await examineMachine(environment, { discord: true })).about('Discord')).toMatchObject({
      status: 'problem',
      says: expect.stringMatching(/^Discord could not be reached at/),
    });
  });
});

it('prints a line for each finding, its advice below, within the width of the terminal', async () => {
  const { folder, env } = await machine({ OLLAMA_HOST: DEAD });
  const stdout = new FakeTerminal(72);
  const process = { stdout, env, cwd: () => folder };
  await runDoctor({ discord: false, json: false }, process, new AbortController().signal);
  expect(stdout.raw.split('\n').filter((line) => line.length > 72)).toEqual([]);
  expect(stdout.text).toMatch(
    /^ok {7}Node: \d+\.\d+\.\d+\nok {7}Configuration: read from the environment; there is no file \.env\n {9}here\n/,
  );
  expect(stdout.text).toMatch(
    /\nwarning {2}Model server: Ollama does not answer at http:\/\/127\.0\.0\.1:1\.\n {11}Start it with: ollama serve\./,
  );
  // A shell goes on after the marks at the end of a line.
  expect(stdout.text).toMatch(
    /Ensemble three-families: not ready: .*\n.*\n {11}ollama pull mistral:7b && ollama pull qwen2\.5:7b &&\n {11}ollama pull llama3\.1:8b\n/,
  );
  expect(stdout.text.trimEnd()).toMatch(/\n3 problems to be mended before the bot can start\. 14 warnings above\.$/);
});

it('is a command of the program, which reads .env and ends with the status that tells', async () => {
  const { address } = await holding(EIGHT_GIGABYTES);
  const { folder } = await machine({});
  await writeFile(
    path.join(folder, '.env'),
    `DISCORD_TOKEN=${TOKEN}\nVOTER_KEY=${VOTER_KEY}\nOLLAMA_HOST=${address}\n`,
  );
  const well = runProgram(['doctor'], folder);
  const ill = runProgram(['doctor', '--json'], folder, { DISCORD_TOKEN: 'x' });
  expect(await well.ended).toBe(0);
  expect(well.stdout()).toContain('Configuration: read from .env and the environment');
  expect(well.stdout()).toMatch(/\nEverything that the bot needs is there\. \d+ warnings above\.\n$/);
  expect(await ill.ended).toBe(1);
  expect(JSON.parse(ill.stdout())).toMatchObject({ ok: false });
  expect([well.stderr(), ill.stderr()]).toEqual(['', '']);
});
