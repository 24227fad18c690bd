import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readConfig, readLocalConfig, requireDiscordToken, requireVoterKey } from '../src/config.ts';
import { ConfigError } from '../src/config-error.ts';
import { VoterKeyMissingError } from '../src/voter-key-missing-error.ts';

/** In the shape of a bot token, and none. */
const TOKEN = `${'a'.repeat(24)}.bcdefg.${'h'.repeat(27)}`;

/** The lines that a bad environment gives. */
function complaints(environment: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it.each([
    ['DISCORD_TOKEN', 'Bot abc'],
    ['VOTER_KEY', 'too short to be a key'],
    ['DISCORD_TOKEN', `${TOKEN} `.repeat(2)],
    ['OLLAMA_HOST', 'http://my server:11434'],
    ['OLLAMA_HOST', '127.0.0.1:114340'],
    ['OLLAMA_HOST', 'ftp://127.0.0.1'],
    ['DISCORD_API', '127.0.0.1:4820/api'],
    ['DISCORD_API', 'ws://127.0.0.1:4820/api'],
    ['DISCORD_API', 'https://discord.com/api/v10'],
    ['DISCORD_API', 'http://127.0.0.1:4820/api?v=10'],
    ['DATABASE', 'data/ensemble-debates.sqlite'],
    ['DATABASE', 'sqlite://'],
    ['LOG_LEVEL', 'loud'],
    ['OPERATORS', '123456789012345678,@ada'],
    ['STARTER_ROLES', '123456789012345678,@mods'],
    ['DEBATES_PER_DAY', 'five'],
    ['DEBATES_PER_DAY', '0'],
    ['QUEUE_LENGTH', '2.5'],
    ['BALLOT_MINUTES', '-1'],
    ['BALLOT_MINUTES', '10081'],
    ['HIDE_AFTER_WARNINGS', 'never'],
    ['MODEL_SILENCE_SECONDS', '1e9'],
    ['EXPORT_TYPED_WORDS', 'yes'],
    ['JUDGED', 'debate,answers'],
    ['JUDGED', 'answer,pair'],
  ])('says in one line that %s is no %j', (name, value) => {
    const lines = complaints({ [name]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${name}: expected .{8,}, got .+\\.$`));
    const secret = name === 'DISCORD_TOKEN' || name === 'VOTER_KEY';
    expect(lines[0]?.includes(JSON.stringify(value))).toBe(!secret);
  });

  it('names every bad variable at once', () => {
    const lines = complaints({ QUEUE_LENGTH: 'x', LOG_LEVEL: 'x', STARTER_ROLES: 'x,y' });
    expect(lines.map((line) => line.split(':')[0]).sort()).toEqual(['LOG_LEVEL', 'QUEUE_LENGTH', 'STARTER_ROLES']);
  });

  it('never shows a token or a password', () => {
    const secrets = {
      DISCORD_TOKEN: `${TOKEN}!`,
      DISCORD_API: 'ann:pass-word@proxy',
      DATABASE: 'postgres:/ann:p/pass-word@word@host/db',
      OLLAMA_HOST: 'http://ann:pass-word@a b',
    };
    const lines = complaints(secrets).join('\n');
    expect(complaints(secrets)).toHaveLength(4);
    expect(lines).not.toContain(TOKEN.slice(0, 10));
    expect(lines).not.toContain('pass-word');
  });

  it('takes an empty variable for one that is not set', () => {
    const names = [
      'DISCORD_TOKEN',
      'DISCORD_API',
      'OLLAMA_HOST',
      'EMBEDDED_MODEL',
      'DATABASE',
      'LOG_LEVEL',
      'OPERATORS',
      'STARTER_ROLES',
    ];
    const more = [
      'DEBATES_PER_DAY',
      'QUEUE_LENGTH',
      'BALLOT_MINUTES',
      'HIDE_AFTER_WARNINGS',
      'VOTER_ACCOUNT_DAYS',
      'VOTER_ROLES',
      'STARTER_VOTE',
      'BALLOT_QUORUM',
      'REMINDER_ROLE',
      'REFUSED_WORDS',
      'JUDGED',
      'EXPORT_TYPED_WORDS',
    ];
    const empty = Object.fromEntries([...names, ...more, 'MODEL_SILENCE_SECONDS'].map((name) => [name, ' ']));
    expect(readConfig(empty, 'linux')).toEqual(readConfig({}, 'linux'));
    expect(readConfig({})).toMatchObject({ discordToken: undefined, queueLength: 10, ballotMilliseconds: 3_600_000 });
  });

  it('reads lists, units and all ways of writing an address of Ollama', () => {
    const config = readConfig({
      OPERATORS: '323456789012345678',
      STARTER_ROLES: ' 123456789012345678 , 223456789012345678,',
      REFUSED_WORDS: 'Foo, bar baz',
      BALLOT_MINUTES: '2',
      MODEL_SILENCE_SECONDS: '7',
    });
    expect(config.operators).toEqual(['323456789012345678']);
    expect(config.starterRoles).toEqual(['123456789012345678', '223456789012345678']);
    expect(config.refusedWords).toEqual(['foo', 'bar baz']);
    expect([config.ballotMilliseconds, config.modelSilenceMilliseconds]).toEqual([120_000, 7000]);
    for (const host of [
      'localhost',
      ':11434',
      '0.0.0.0',
      'box.local:80',
      'https://ollama.example/base/',
      '[::1]:11434',
    ]) {
      expect(readConfig({ OLLAMA_HOST: host }).ollamaHost).toBe(host);
    }
  });

  it('reads whose votes the filtered count leaves out', () => {
    const role = '123456789012345678';
    expect(readConfig({}).voting).toEqual({ accountAge: 7 * 86_400_000, roles: [], starterCounts: true, quorum: 0 });
    const set = { VOTER_ACCOUNT_DAYS: '0', VOTER_ROLES: role, STARTER_VOTE: 'left-out', BALLOT_QUORUM: '5' };
    expect(readConfig(set).voting).toEqual({ accountAge: 0, roles: [role], starterCounts: false, quorum: 5 });
    expect(readConfig({}).reminderRole).toBeNull();
    expect(readConfig({ REMINDER_ROLE: role }).reminderRole).toBe(role);
    expect(complaints({ VOTER_ACCOUNT_DAYS: '-1', VOTER_ROLES: 'everybody', STARTER_VOTE: 'no' })).toHaveLength(3);
  });

  it('reads what is judged, each kind once', () => {
    expect(readConfig({}).judged).toEqual(['debate', 'answer', 'contribution', 'pair']);
    expect(readConfig({ JUDGED: 'pair, contribution,debate,pair' }).judged).toEqual(['debate', 'contribution', 'pair']);
  });

  it('hands on the keys of model servers, and no other variable', () => {
    const { modelKeys } = readConfig({ MODEL_KEY_RACK: 'secret', MODEL_KEY_UNSET: ' ', OTHER_KEY: 'x' });
    expect(modelKeys).toEqual({ MODEL_KEY_RACK: 'secret' });
  });

  it('takes the address of Discord’s API with or without a slash at its end, and a database in memory', () => {
    const config = readConfig({ DISCORD_API: ' http://127.0.0.1:4820/api/ ', DATABASE: 'memory://' });
    expect(config).toMatchObject({ discordApi: 'http://127.0.0.1:4820/api', database: 'memory://' });
    expect(readConfig({}).discordApi).toBeUndefined();
  });

  it.each([
    ['linux', { XDG_CACHE_HOME: '/cache' }, /^\/cache\/ensemble-debates$/],
    ['linux', {}, /\/\.cache\/ensemble-debates$/],
    ['darwin', {}, /Library.Caches.ensemble-debates$/],
    ['win32', { LOCALAPPDATA: '/local' }, /local.ensemble-debates.cache$/],
  ] as const)('keeps downloads where %s users expect them, with %j', (platform, environment, folder) => {
    expect(readConfig(environment, platform).cacheFolder).toMatch(folder);
  });

  it('names every variable that it reads in .env.example, and none that it does not', async () => {
    const example = await readFile('.env.example', 'utf8');
    const names = [...example.matchAll(/^(\w+)=$/gm)].map(([, name = '']) => name);
    const source = await readFile('src/config.ts', 'utf8');
    const read = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name = '']) => name);
    // These are set by systems, not by operators.
    const systems = ['XDG_CACHE_HOME', 'LOCALAPPDATA', 'TERM'];
    expect(new Set(names)).toEqual(new Set(read.filter((name) => !systems.includes(name))));
  });

  it('lets nothing that is set for Discord and its database disturb what runs on this computer alone', () => {
    const counted = { hex: (bytes: number) => 'ab'.repeat(bytes) };
    const unfinished = {
      DISCORD_TOKEN: 'paste it here',
      DISCORD_API: 'soon',
      OPERATORS: 'me',
      DATABASE: 'later',
      VOTER_KEY: 'x',
    };
    const half = { ...unfinished, QUEUE_LENGTH: '7' };
    expect(readLocalConfig(half, counted)).toEqual({
      ...readConfig({ QUEUE_LENGTH: '7', JUDGED: 'debate,answer,pair', VOTER_KEY: counted.hex(32) }),
      logLevel: 'error',
    });
    const people = { BALLOT_QUORUM: '5', VOTER_ROLES: 'of another server', REMINDER_ROLE: 'of another server' };
    expect(readLocalConfig(people, counted)).toEqual(readLocalConfig({}, counted));
    expect(readLocalConfig({ LOG_LEVEL: 'debug' }).logLevel).toBe('debug');
    expect(() => readLocalConfig({ QUEUE_LENGTH: 'x' })).toThrow(ConfigError);
  });

  it('asks for a token only where one is needed, and says where to get it', () => {
    expect(() => requireDiscordToken(readConfig({}))).toThrow(
      /^DISCORD_TOKEN: expected .*Reset Token.*, got nothing\.$/,
    );
    expect(requireDiscordToken(readConfig({ DISCORD_TOKEN: ` ${TOKEN} ` }))).toBe(TOKEN);
  });

  it('asks for the key by which people are hashed, and makes a fresh one to put into .env each time', () => {
    const told = [1, 2].map(() => {
      try {
        return requireVoterKey(readConfig({}));
      } catch (error) {
        return error instanceof VoterKeyMissingError ? error.advice : error;
      }
    });
    expect(told[0]).toMatch(/\nVOTER_KEY=[0-9a-f]{64}$/);
    expect(told[1]).not.toBe(told[0]);
    const key = String(told[0]).split('VOTER_KEY=')[1];
    expect(requireVoterKey(readConfig({ VOTER_KEY: key }))).toBe(key);
  });

  it('hashes people with a key of its own where the database is thrown away, another one each time', () => {
    expect(readLocalConfig({}).voterKey).toMatch(/^[0-9a-f]{64}$/);
    expect(readLocalConfig({}).voterKey).not.toBe(readLocalConfig({}).voterKey);
  });
});
