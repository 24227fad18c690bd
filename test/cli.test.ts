import { spawnSync } from 'node:child_process';
import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KeyvSqlite } from '@keyv/sqlite';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { isExpected, wordsFor } from '../src/core/errors.ts';
import { startBot } from '../src/main.ts';
import { PROJECT_ROOT } from '../src/project-root.ts';
import { debating, wordsOfDebater, writeTurn } from './support/debating-ollama.ts';
import { VOTER_KEY } from './support/people.ts';
import { runProgram } from './support/program.ts';
import { answer, startScriptedOllama } from './support/scripted-ollama.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { Stage } from './system/stage.ts';
import { FakeFile } from './terminal/fake-terminal.ts';

/** In the shape of a bot token, and none. */
const TOKEN = `${'a'.repeat(24)}.bcdefg.${'h'.repeat(27)}`;
/** Nothing listens there. */
const DEAD = 'http://127.0.0.1:1';

/** What the program says, and its status, when it can't do what it was told to. */
async function refusal(parameters: readonly string[], cwd: string, environment: NodeJS.ProcessEnv): Promise<string[]> {
  const program = runProgram(parameters, cwd, environment);
  expect(await program.ended).toBe(1);
  // Never a stack trace.
  expect(program.stderr()).not.toMatch(/^\s+at /m);
  expect(program.stderr()).toMatch(/\n$/);
  return program.stderr().slice(0, -1).split('\n');
}

/** What `npm start` fails with in an environment: the line that is printed. In this process, which is quicker. */
async function startFailure(environment: NodeJS.ProcessEnv): Promise<string> {
  const process = {
    stdout: new FakeFile(),
    env: { LOG_LEVEL: 'silent', DISCORD_TOKEN: TOKEN, VOTER_KEY, ...environment },
  };
  const error = await startBot(process, new AbortController().signal).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isExpected(error)) throw new Error(`Not an expected error: ${error}`);
  return wordsFor(error);
}

/** What the start says while another program holds the database: it waits for ten seconds, in which other tests can run. */
let locked: Promise<string>;

beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'ensemble-debates-test-'));
  const uri = `sqlite://${path.join(folder, 'bot.sqlite')}`;
  const other = new KeyvSqlite({ uri });
  await other.query('BEGIN EXCLUSIVE');
  locked = startFailure({ EMBEDDED_MODEL: inject('modelFile'), DATABASE: uri });
  locked.catch(() => {});
  return async () => {
    await other.disconnect();
    await rm(folder, { recursive: true });
  };
});

it('starts the bot on a stand-in for Discord, ends in order when told to, and goes on at the next start', async () => {
  const stage = await Stage.open();
  let silent: () => void = () => {};
  const secondTurn = new Promise<void>((resolve) => {
    silent = resolve;
  });
  let turns = 0;
  const ollama = await startScriptedOllama(
    debating((body, response) => {
      turns += 1;
      // The second model that is asked says nothing until the bot is gone.
      if (turns === 2) return silent();
      writeTurn(response, wordsOfDebater(body));
    }),
  );
  const folder = await temporaryFolder();
  await writeFile(
    path.join(folder, '.env'),
    `DISCORD_TOKEN=${stage.playground.botToken}\nVOTER_KEY=${VOTER_KEY}\nOLLAMA_HOST=${ollama.address}\n`,
  );
  const environment = { DISCORD_API: `${stage.playground.apiUrl}/`, DATABASE: 'sqlite://kept/bot.sqlite' };

  const first = runProgram(['start'], folder, environment);
  await first.says(/The bot is on Discord\./);
  const eyes = await stage.eyes('Ada');
  await eyes.start({ scenario: 'ai-tutors', rounds: 1, ballot: '1s' });
  const thread = await eyes.thread();
  await secondTurn;
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  const before = eyes.messagesIn(thread).map(({ id }) => id);

  const second = runProgram(['start'], folder, environment);
  await eyes.card(thread, 'Results');
  const after = eyes.messagesIn(thread).map(({ id }) => id);
  expect(after).toEqual([...new Set([...before, ...after])]);
  second.child.kill('SIGINT');
  expect(await second.ended).toBe(130);
  for (const { stdout, stderr } of [first, second]) {
    expect(`${stdout()}${stderr()}`).not.toContain(stage.playground.botToken);
    expect(stdout()).toContain(`Ollama at ${ollama.address}, with 2 chat models (thinker:8b, big:70b)`);
  }
  expect(stage.playground.violations()).toEqual([]);
});

it('says what is wrong in one line for each problem, names it, and says where to get it', async () => {
  const stage = await Stage.open();
  const { address } = await startScriptedOllama();
  const [bad, refused] = [await temporaryFolder(), await temporaryFolder()];
  await writeFile(
    path.join(bad, '.env'),
    `DISCORD_TOKEN=${TOKEN}!\nQUEUE_LENGTH=none\nDATABASE=postgres:/ann:pass-word@host/x\nLOG_LEVEL=loud\n`,
  );
  await writeFile(
    path.join(refused, '.env'),
    `DISCORD_TOKEN=${TOKEN}\nVOTER_KEY=${VOTER_KEY}\nOLLAMA_HOST=${address}\n`,
  );
  const [several, token] = await Promise.all([
    refusal(['start'], bad, {}),
    refusal(['start'], refused, { DISCORD_API: stage.playground.apiUrl }),
  ]);
  expect(several.map((line) => line.split(':')[0])).toEqual([
    'DISCORD_TOKEN',
    'DATABASE',
    'LOG_LEVEL',
    'QUEUE_LENGTH',
    expect.stringContaining('.env.example'),
  ]);
  expect(several.join()).not.toMatch(/aaaa|pass-word/);
  expect(token).toEqual([
    expect.stringMatching(/^Discord does not accept the bot token\. .*Reset Token.*DISCORD_TOKEN/),
  ]);
});

it('says so in one line without its packages, and on a version of Node that is too old', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'program.js');
  await copyFile(path.join(PROJECT_ROOT, 'bin', 'ensemble-debates.js'), file);
  await writeFile(path.join(folder, 'package.json'), '{"type": "module"}');
  const old = `data:text/javascript,${encodeURIComponent('Object.defineProperty(process, "versions", { value: { node: "18.19.1" } })')}`;
  for (const [flags, line] of [
    [[], 'The packages that this program needs are not installed. Run: npm ci\n'],
    [
      ['--import', old],
      expect.stringMatching(/^This program needs Node 20\.20 or later, and this is 18\.19\.1: .*\n$/),
    ],
  ] as const) {
    const { status, stderr } = spawnSync(process.execPath, [...flags, file, 'demo'], { encoding: 'utf8', cwd: folder });
    expect({ status, stderr }).toEqual({ status: 1, stderr: line });
  }
});

it('says so in one line without Python, and names the two ways without it', async () => {
  const folder = await temporaryFolder();
  const lines = await refusal(['demo', '--port', '0'], folder, { PATH: folder, OLLAMA_HOST: DEAD });
  expect(lines).toEqual([expect.stringMatching(/there is no Python here\. .*EMBEDDED_MODEL=.*Ollama.*ollama pull/)]);
  expect(await readdir(path.join(folder, '.cache', 'ensemble-debates', 'models'))).toEqual([]);
});

it('ends the demo on Ctrl-C, with status 130 and no folder left behind', async () => {
  const folder = await temporaryFolder();
  const ollama = await startScriptedOllama(debating(() => {}));
  const demo = runProgram(['demo', '--port', '0'], folder, { OLLAMA_HOST: ollama.address });
  await demo.says(/Round 1/);
  const own = async (): Promise<string[]> => (await readdir(folder)).filter((name) => name.startsWith('ensemble-'));
  expect(await own()).toHaveLength(1);
  // From the terminal, and once more from npm.
  demo.child.kill('SIGINT');
  demo.child.kill('SIGINT');
  expect(await demo.ended).toBe(130);
  expect(await own()).toEqual([]);
  expect(demo.stderr()).toBe('');
});

it('ends in order while it waits for Discord', async () => {
  const folder = await temporaryFolder();
  const { address } = await startScriptedOllama({ '/api/v10/gateway/bot': () => {} });
  const environment = {
    OLLAMA_HOST: address,
    DISCORD_API: `${address}/api`,
    DISCORD_TOKEN: TOKEN,
    VOTER_KEY,
    DATABASE: 'memory://',
  };
  const bot = runProgram(['start'], folder, environment);
  await bot.says(/Logging in/);
  bot.child.kill('SIGTERM');
  expect(await bot.ended).toBe(0);
  // Discord never answers: that it ended at all shows that nobody waited for it.
  expect(bot.stderr()).toBe('');
});

it('ends quietly when nobody reads what it prints', async () => {
  const folder = await temporaryFolder();
  const ollama = await startScriptedOllama(debating());
  const demo = runProgram(['demo', '--port', '0', '--ballot', '1'], folder, { OLLAMA_HOST: ollama.address });
  await demo.says(/Models/);
  demo.child.stdout?.destroy();
  expect(await demo.ended).toBe(0);
  expect(demo.stderr()).toBe('');
});

describe('the start of the bot', () => {
  it('asks for a token, and says where to get it and where to put it', async () => {
    const said = await startFailure({ DISCORD_TOKEN: '' });
    expect(said).toMatch(/^DISCORD_TOKEN: expected the bot token.*developer portal.*, got nothing\. .*\.env/);
  });

  it('asks for the key by which people are hashed, with a line to put into .env', async () => {
    const said = await startFailure({ VOTER_KEY: '' });
    expect(said).toMatch(/^VOTER_KEY is not set: .*\.env.*:\nVOTER_KEY=[0-9a-f]{64}$/);
  });

  it.each([
    [{ OLLAMA_HOST: DEAD }, /^Ollama does not answer at http:\/\/127\.0\.0\.1:1\. .*ollama serve.*OLLAMA_HOST/],
    [{ EMBEDDED_MODEL: '/nowhere/x.gguf' }, /cannot read \/nowhere\/x\.gguf: there is no such file\. EMBEDDED_MODEL/],
  ])('with %j says which models are missing', async (environment, line) => {
    expect(await startFailure(environment)).toMatch(line);
  });

  it.each([
    ['floppy://x', /^DATABASE begins with floppy:\/\/.* Known are sqlite, .* mongodb\.$/],
    ['mysql://ann:pass-word@host', /^DATABASE begins with mysql:\/\/.* npm install @keyv\/mysql@2$/],
    [
      'redis://ann:pass-word@127.0.0.1:1',
      /^Could not open the database redis:\/\/127\.0\.0\.1:1: .*ECONNREFUSED.* It does not answer/,
    ],
    [
      'sqlite://package.json/bot.sqlite',
      /^Could not open the database sqlite:\/\/package\.json\/bot\.sqlite: .*folder can be written/,
    ],
    ['sqlite://src', /^Could not open the database sqlite:\/\/src: .*folder can be written/],
  ])('with the database %s says why it can’t be used', async (DATABASE, line) => {
    const { address } = await startScriptedOllama();
    const said = await startFailure({ OLLAMA_HOST: address, DATABASE });
    expect(said).toMatch(line);
    expect(said).not.toContain('pass-word');
  });

  it('waits for a database that another program holds, then says so', async () => {
    expect(await locked).toMatch(
      /^Could not open the database .*: SQLITE_BUSY.* Another program holds the file\. .*DATABASE/,
    );
  });

  it('says where it looked for Discord, without the password in that address', async () => {
    const { address } = await startScriptedOllama();
    const DISCORD_API = 'http://ann:pass-word@127.0.0.1:1/api';
    const said = await startFailure({ OLLAMA_HOST: address, DATABASE: 'memory://', DISCORD_API });
    expect(said).toMatch(
      /^Discord could not be reached at http:\/\/127\.0\.0\.1:1\/api: .* DISCORD_API names that address/,
    );
    expect(said).not.toContain('pass-word');
  });

  it.each([
    [200, { hello: 1 }, /: what answers there does not speak as Discord does\. DISCORD_API/],
    [404, { message: '404: Not Found', code: 0 }, /: 404: Not Found \(status 404\)\. DISCORD_API/],
  ])('says of what answers %i in Discord’s place that it is not Discord', async (status, body, line) => {
    const { address } = await startScriptedOllama({
      '/api/v10/gateway/bot': (_, response) => answer(response, body, status),
    });
    const environment = { OLLAMA_HOST: address, DATABASE: 'memory://', DISCORD_API: `${address}/api` };
    expect(await startFailure(environment)).toMatch(line);
  });
});
