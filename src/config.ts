import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { VotingRules } from './community/voting-rules.ts';
import { ConfigError, type ConfigProblem } from './config-error.ts';
import { DAY } from './core/durations.ts';
import { newVoterKey } from './core/person-ids.ts';
import { type Entropy, systemEntropy } from './core/random.ts';
import { type JudgedKind, judgedKindSchema, judgedKindsSchema } from './judge/judged-kind.ts';
import { VoterKeyMissingError } from './voter-key-missing-error.ts';

/** An unset variable and an empty one are the same: `.env.example` lists all of them empty. */
const text = z
  .string()
  .trim()
  .optional()
  .transform((value) => (value === '' ? undefined : value));
const wholeNumber = (low: number, high: number, unset: number) =>
  text.transform((value) => (value === undefined ? unset : Number(value))).pipe(z.int().min(low).max(high));
const list = text.transform((value) =>
  (value ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

const roleId = z.string().regex(/^\d{15,21}$/);
const roleIds = list.pipe(z.array(roleId));

/** All that can be; a setting takes away what costs most: there are as many scores of contributions as members times debates. */
const USUALLY_JUDGED: readonly JudgedKind[] = ['debate', 'answer', 'contribution', 'pair'];

/** What each variable wants and where to get it, shown beside a bad value. `.env.example` says the same at more length. */
const EXPECTATIONS = {
  DISCORD_TOKEN:
    'the bot token, three parts joined by dots, from the Discord developer portal (your application, Bot, Reset Token)',
  VOTER_KEY: 'at least 32 characters that nobody can guess',
  DISCORD_API: 'an http(s) address without /v10, like http://127.0.0.1:4820/api; empty for Discord itself',
  OPERATORS: 'ids of people on Discord (digits), separated by commas',
  OLLAMA_HOST: 'an address like http://127.0.0.1:11434',
  EMBEDDED_MODEL: 'the path of a .gguf file',
  MODEL_SERVERS: 'the path of a YAML file like servers.example.yaml',
  DATABASE: 'a Keyv address like sqlite://data/ensemble-debates.sqlite (sqlite:// and the path of a file)',
  QUEUE: 'an address of Redis like redis://:password@host:6379/0',
  LOG_LEVEL: 'one of trace, debug, info, warn, error, fatal, silent',
  STARTER_ROLES: 'role ids (digits), separated by commas',
  DEBATES_PER_DAY: 'a whole number from 1 to 1000',
  QUEUE_LENGTH: 'a whole number from 1 to 100',
  BALLOT_MINUTES: 'a whole number from 1 to 10080 (a week)',
  VOTER_ACCOUNT_DAYS: 'a whole number from 0 (accounts of any age) to 3650',
  VOTER_ROLES: 'role ids (digits), separated by commas',
  STARTER_VOTE: 'counted or left-out',
  BALLOT_QUORUM: 'a whole number from 0 (none) to 100000',
  REMINDER_ROLE: 'a role id (digits)',
  HIDE_AFTER_WARNINGS: 'a whole number from 0 (never) to 100',
  REFUSED_WORDS: 'words separated by commas',
  MODEL_SILENCE_SECONDS: 'a whole number from 5 to 3600',
  EXPORT_TYPED_WORDS: 'never or with-consent',
  JUDGED: 'debate, and any of answer, contribution and pair, separated by commas',
} as const;

function isHttpAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** `host`, `host:port`, `:port` or a whole address, as Ollama itself takes them. */
function isOllamaAddress(text: string): boolean {
  const withHost = text.startsWith(':') ? `127.0.0.1${text}` : text;
  return isHttpAddress(withHost.includes('://') ? withHost : `http://${withHost}`);
}

/** discord.js appends `/v10` and the rest, so that nothing else may stand there. */
function isApiBase(text: string): boolean {
  return isHttpAddress(text) && !/[?#]|\/v\d+\/?$/.test(text);
}

/** Their values may hold a password, wherever it stands in a value that is no address. */
const ADDRESSES: readonly string[] = ['DISCORD_API', 'OLLAMA_HOST', 'DATABASE', 'QUEUE'];

const SECRETS: readonly string[] = ['DISCORD_TOKEN', 'VOTER_KEY'];

/** A bad value for people. */
function shown(name: string, value: string | undefined): string {
  if (SECRETS.includes(name)) return 'something else (not shown: it is a secret)';
  return JSON.stringify(ADDRESSES.includes(name) ? value?.replace(/.*@/s, '…@') : value);
}

const environmentSchema = z.object({
  DISCORD_TOKEN: text.pipe(
    z
      .string()
      .regex(/^[\w-]{20,}\.[\w-]{4,}\.[\w-]{20,}$/)
      .optional(),
  ),
  VOTER_KEY: text.pipe(z.string().min(32).optional()),
  DISCORD_API: text
    .refine((value) => value === undefined || isApiBase(value))
    .transform((value) => value?.replace(/\/+$/, '')),
  OPERATORS: list.pipe(z.array(z.string().regex(/^\d{15,21}$/))),
  OLLAMA_HOST: text.refine((value) => value === undefined || isOllamaAddress(value)),
  EMBEDDED_MODEL: text,
  MODEL_SERVERS: text,
  DATABASE: text.pipe(
    z
      .string()
      .regex(/^(?:memory:\/\/|[a-z0-9+]+:\/\/.+)$/)
      .default('sqlite://data/ensemble-debates.sqlite'),
  ),
  QUEUE: text.pipe(
    z
      .string()
      .regex(/^rediss?:\/\/.+$/)
      .optional(),
  ),
  LOG_LEVEL: text.pipe(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info')),
  STARTER_ROLES: roleIds,
  DEBATES_PER_DAY: wholeNumber(1, 1000, 5),
  QUEUE_LENGTH: wholeNumber(1, 100, 10),
  BALLOT_MINUTES: wholeNumber(1, 10_080, 60),
  VOTER_ACCOUNT_DAYS: wholeNumber(0, 3650, 7),
  VOTER_ROLES: roleIds,
  STARTER_VOTE: text.pipe(z.enum(['counted', 'left-out']).default('counted')),
  BALLOT_QUORUM: wholeNumber(0, 100_000, 0),
  REMINDER_ROLE: text.pipe(roleId.optional()),
  HIDE_AFTER_WARNINGS: wholeNumber(0, 100, 3),
  REFUSED_WORDS: list,
  MODEL_SILENCE_SECONDS: wholeNumber(5, 3600, 180),
  EXPORT_TYPED_WORDS: text.pipe(z.enum(['never', 'with-consent']).default('never')),
  JUDGED: list.transform((kinds) => (kinds.length === 0 ? USUALLY_JUDGED : kinds)).pipe(judgedKindsSchema),
  XDG_CACHE_HOME: text,
  LOCALAPPDATA: text,
  TERM: text,
});

export interface Config {
  /** Absent in the demo, which needs none. */
  readonly discordToken: string | undefined;
  /** By which people's ids are hashed before they are stored. Absent where nothing is stored of people. */
  readonly voterKey: string | undefined;
  /** Base address of Discord's REST API, without a slash at its end; absent: Discord itself. */
  readonly discordApi: string | undefined;
  /** Ids of the people who run the bot, whatever server they are on; empty: whoever owns its application (src/discord/operators.ts). */
  readonly operators: readonly string[];
  /** As given, for the Ollama library's own parsing; absent: its usual local address. */
  readonly ollamaHost: string | undefined;
  readonly embeddedModel: string | undefined;
  /** The file that names the model servers. */
  readonly modelServers: string | undefined;
  /** What that file may refer to: the variables that begin with MODEL_KEY_. */
  readonly modelKeys: Readonly<Record<string, string>>;
  readonly database: string;
  /** Where a study's runs wait for workers, on Redis. */
  readonly queue: string | undefined;
  readonly logLevel: string;
  /** Roles that may start debates, beside those who may manage the server. */
  readonly starterRoles: readonly string[];
  readonly debatesPerDay: number;
  readonly queueLength: number;
  readonly ballotMilliseconds: number;
  /** By which ballots are counted. */
  readonly voting: VotingRules;
  /** The role that is pinged when votes are missing; null: none is. */
  readonly reminderRole: string | null;
  /** So many ⚠️ take a debate's text off view; 0: never. */
  readonly hideAfterWarnings: number;
  /** Lower case. */
  readonly refusedWords: readonly string[];
  readonly modelSilenceMilliseconds: number;
  /** What the panels of trials judge, each kind once. */
  readonly judged: readonly JudgedKind[];
  /** Whether exports have words that people typed and said may be published. */
  readonly exportTypedWords: boolean;
  /** Where downloads are kept. */
  readonly cacheFolder: string;
  /** The terminal, if there is one, can only append. */
  readonly dumbTerminal: boolean;
}

function modelKeys(environment: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const isKey = (entry: [string, string | undefined]): entry is [string, string] =>
    entry[0].startsWith('MODEL_KEY_') && entry[1] !== undefined && entry[1].trim() !== '';
  return Object.fromEntries(Object.entries(environment).filter(isKey));
}

/** The user's cache folder by the custom of the platform. */
function cacheFolder(environment: z.infer<typeof environmentSchema>, platform: NodeJS.Platform): string {
  if (environment.XDG_CACHE_HOME !== undefined) return path.join(environment.XDG_CACHE_HOME, 'ensemble-debates');
  if (platform === 'darwin') return path.join(homedir(), 'Library', 'Caches', 'ensemble-debates');
  if (platform === 'win32' && environment.LOCALAPPDATA !== undefined)
    return path.join(environment.LOCALAPPDATA, 'ensemble-debates', 'cache');
  return path.join(homedir(), '.cache', 'ensemble-debates');
}

/**
 * The configuration, from the environment's variables (dotenv has put `.env` among them).
 * This is the only place that knows their names.
 * @throws ConfigError with every problem at once
 */
export function readConfig(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
    throw new ConfigError(
      [...names].map(
        (name): ConfigProblem => ({
          name,
          // The names of the schema that can fail are those of the table; both are literals of this file.
          expected: EXPECTATIONS[name as keyof typeof EXPECTATIONS],
          given: shown(name, environment[name]),
        }),
      ),
    );
  }
  const values = parsed.data;
  return Object.freeze({
    discordToken: values.DISCORD_TOKEN,
    voterKey: values.VOTER_KEY,
    discordApi: values.DISCORD_API,
    operators: values.OPERATORS,
    ollamaHost: values.OLLAMA_HOST,
    embeddedModel: values.EMBEDDED_MODEL,
    modelServers: values.MODEL_SERVERS,
    modelKeys: modelKeys(environment),
    database: values.DATABASE,
    queue: values.QUEUE,
    logLevel: values.LOG_LEVEL,
    starterRoles: values.STARTER_ROLES,
    debatesPerDay: values.DEBATES_PER_DAY,
    queueLength: values.QUEUE_LENGTH,
    ballotMilliseconds: values.BALLOT_MINUTES * 60_000,
    voting: {
      accountAge: values.VOTER_ACCOUNT_DAYS * DAY,
      roles: values.VOTER_ROLES,
      starterCounts: values.STARTER_VOTE === 'counted',
      quorum: values.BALLOT_QUORUM,
    },
    reminderRole: values.REMINDER_ROLE ?? null,
    hideAfterWarnings: values.HIDE_AFTER_WARNINGS,
    refusedWords: values.REFUSED_WORDS.map((word) => word.toLowerCase()),
    modelSilenceMilliseconds: values.MODEL_SILENCE_SECONDS * 1000,
    judged: judgedKindSchema.options.filter((kind) => values.JUDGED.includes(kind)),
    exportTypedWords: values.EXPORT_TYPED_WORDS === 'with-consent',
    cacheFolder: cacheFolder(values, platform),
    dumbTerminal: values.TERM === 'dumb',
  });
}

/**
 * The configuration of what runs on this computer alone: a Discord with people and a database of its own, so that what is set for those
 * (perhaps half, perhaps wrong) does not matter; and a log that says nothing while all is well.
 * @throws ConfigError with every problem at once
 */
export function readLocalConfig(environment: NodeJS.ProcessEnv, entropy: Entropy = systemEntropy): Config {
  // Its database goes when it ends, and so may the key.
  const elsewhere = {
    DISCORD_TOKEN: undefined,
    VOTER_KEY: newVoterKey(entropy),
    DISCORD_API: undefined,
    DATABASE: undefined,
  };
  // A quorum of people would keep the ballots of programs open for twice as long.
  const ofPeople = { OPERATORS: undefined, VOTER_ROLES: undefined, REMINDER_ROLE: undefined, BALLOT_QUORUM: undefined };
  // Single contributions take the small model on a CPU as long as all the rest of the judgement.
  const usual = { LOG_LEVEL: 'error', JUDGED: 'debate,answer,pair' };
  return readConfig({ ...usual, ...environment, ...elsewhere, ...ofPeople });
}

/**
 * The configuration of what works on the bot's database and asks no Discord: what is set for that does not matter; and a log that says
 * nothing while all is well.
 * @throws ConfigError with every problem at once
 */
export function readOfflineConfig(environment: NodeJS.ProcessEnv): Config {
  return readConfig({
    LOG_LEVEL: 'error',
    ...environment,
    DISCORD_TOKEN: undefined,
    VOTER_KEY: undefined,
    DISCORD_API: undefined,
  });
}

/** Where runs wait, which only a study on many machines needs. @throws ConfigError when it is not set */
export function requireQueue(config: Config): string {
  if (config.queue === undefined) {
    throw new ConfigError([{ name: 'QUEUE', expected: EXPECTATIONS.QUEUE, given: 'nothing' }]);
  }
  return config.queue;
}

/** The token, which only a run on Discord needs. @throws ConfigError when it is not set */
export function requireDiscordToken(config: Config): string {
  if (config.discordToken === undefined) {
    throw new ConfigError([{ name: 'DISCORD_TOKEN', expected: EXPECTATIONS.DISCORD_TOKEN, given: 'nothing' }]);
  }
  return config.discordToken;
}

/** The key by which people's ids are hashed, which whatever stores something of people needs. @throws VoterKeyMissingError when it is not set */
export function requireVoterKey(config: Pick<Config, 'voterKey'>, entropy: Entropy = systemEntropy): string {
  if (config.voterKey === undefined) throw new VoterKeyMissingError(newVoterKey(entropy));
  return config.voterKey;
}
