import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { InteractionContextType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { TokenRefusedError } from '../../src/discord/token-refused-error.ts';
import type { ChatRequest } from '../../src/models/port/chat-model.ts';
import { type Script, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { PROJECT_ROOT } from '../../src/project-root.ts';
import { permissionsFor } from '../support/discord-rules.ts';
import { expectDocumented } from '../support/expect-documented.ts';
import type { RecordingProxy } from '../support/recording-proxy.ts';
import { speech, wordsFor } from '../support/speech.ts';
import { buttonFor, type Eyes, options, sub } from '../system/eyes.ts';
import { writingSlowly } from '../system/scripts.ts';
import { type Run, type RunOptions, Stage } from '../system/stage.ts';

const HOUR = 3_600_000;
const MODELS = ['mistral:7b', 'qwen2.5:7b', 'llama3.1:8b'].map((name, index) =>
  scriptedModelInfo(name, `family ${index}`),
);

/** What nobody foresees in a text: mentions, links, marks that turn the direction, characters of two units, code, an endless word. */
const NASTY = [
  '@everyone @here <@123456789012345678> <@&42> <#7> </debate:1> [a present](https://evil.example) discord.gg/x clyde',
  `\u202eback to front\u202c and 👩🏽\u200d🚀 ${'𝒂'.repeat(40)} \u0000 ~~||**__`,
  `\`\`\`ts\nconst answer = 42; // ${'x'.repeat(300)}\n\`\`\``,
].join('\n\n');

/** Words that pass for a turn and are more than a message holds. */
const longAndNasty: Script = {
  reply(request: ChatRequest) {
    if (request.shape !== undefined) return wordsFor(request).replaceAll('. ', '. <@123456789012345678> 🧊 ');
    const words = speech(request.seed, request.maxTokens < 100 ? 2 : 30);
    return request.maxTokens < 100 ? words : `${words.slice(0, 400)}\n\n${NASTY}\n\n${words.slice(400)}`;
  },
};

interface Recorded extends Run {
  readonly stage: Stage;
  readonly wire: RecordingProxy;
  readonly eyes: Eyes;
}

async function recorded(more: RunOptions = {}): Promise<Recorded> {
  const stage = await Stage.open();
  const run = await stage.run({ models: MODELS, script: longAndNasty, ...more });
  return { ...run, stage, wire: stage.wire, eyes: await stage.eyes('Discord Clyde 👩🏽\u200d🚀 @everyone `x` ') };
}

/** Refusals, but for the one that is an answer: who never joined a thread is no member of it. */
function refusalsIn({ exchanges }: RecordingProxy): string[] {
  return exchanges
    .filter(({ status, answer }) => status >= 400 && (answer as { readonly code?: unknown }).code !== 10007)
    .map(({ method, path: route, status }) => `${method} ${route} ${status}`);
}

/** Votes, reacts, and waits for the results of the debate in a thread. */
async function untilResults({ eyes, stage }: Recorded, thread: string): Promise<void> {
  const turn = await eyes.message(thread, ({ webhook_id }) => webhook_id !== undefined);
  await eyes.visitor.react(thread, turn.id, '⚠️');
  const ballot = await eyes.card(thread, 'Which answer is better?');
  await eyes.press(ballot, buttonFor(ballot, 'answer:A'));
  await eyes.press(ballot, buttonFor(ballot, 'guess:unsure'));
  stage.clock.skip(HOUR);
  await eyes.card(thread, 'Results');
}

async function trialIn(eyes: Eyes, thread: string): Promise<string> {
  const created = await eyes.until(() =>
    eyes.seen.find((dispatch) => dispatch.event === 'THREAD_CREATE' && dispatch.data.id === thread),
  );
  const [trial] = /t-[0-9a-f]+$/.exec(created.event === 'THREAD_CREATE' ? (created.data.name ?? '') : '') ?? [];
  return trial ?? expect.fail('The thread has no trial in its name.');
}

describe('every request of a whole debate is as Discord documents it, whatever its words are', () => {
  it.each([
    { ensemble: 'one-model', format: 'round-table', question: `Should ${NASTY.slice(0, 240)}?`, rounds: 2 },
    { ensemble: 'mixed-table', format: 'proponent-opponent', scenario: 'loan-fairness', rounds: 2 },
  ])(
    '$ensemble, $format',
    async (given) => {
      const run = await recorded();
      const { eyes, wire, app } = run;
      await eyes.start({ ...given, ballot: '1h', seed: 3 });
      const thread = await eyes.thread();
      await untilResults(run, thread);
      const trial = await trialIn(eyes, thread);
      await eyes.command('results', options({ debate: trial }));
      await eyes.command('debate', sub('list'));
      await eyes.command('debate', sub('hide', { debate: trial, reason: NASTY.slice(0, 150) }));
      await eyes.message(thread, ({ content }) => content === '*Taken off view.*');
      await run.close();
      expectDocumented(wire);
      expect(refusalsIn(wire)).toEqual([]);
      expect(app.trials.running()).toEqual([]);
    },
    30_000,
  );
});

it('the bot asks for little when it starts, and for less when its commands are known', async () => {
  const { close, stage, wire } = await recorded();
  const asked = (from: number): string[] =>
    wire.exchanges.slice(from).map(({ method, path: route }) => `${method} ${route.replace(/\d{15,}/g, ':id')}`);
  expect(asked(0)).toEqual([
    'GET /api/v10/gateway/bot',
    'GET /api/v10/applications/:id/commands',
    'PUT /api/v10/applications/:id/commands',
  ]);
  await close();
  const before = wire.exchanges.length;
  await stage.run({ models: MODELS });
  expect(asked(before)).toEqual(['GET /api/v10/gateway/bot', 'GET /api/v10/applications/:id/commands']);
  expectDocumented(wire);
});

it('registers its commands again when Discord has them for other places', async () => {
  const { bot, close, stage, wire } = await recorded();
  const client = bot.client.isReady() ? bot.client : expect.fail('not ready');
  const [command] = (await client.application.commands.fetch()).values();
  await client.application.commands.edit(command ?? expect.fail('no commands'), {
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  });
  await close();
  const puts = () => wire.exchanges.filter(({ method }) => method === 'PUT').length;
  const before = puts();
  await stage.run({ models: MODELS });
  expect(puts()).toBe(before + 1);
});

it('goes on after a restart with requests that are as documented, and posts nothing twice', async () => {
  const { close, stage, wire, eyes } = await recorded({ script: writingSlowly(600) });
  await eyes.start({ scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 3 });
  const thread = await eyes.thread();
  await eyes.message(thread, ({ webhook_id, content }) => webhook_id !== undefined && content.endsWith('▍'));
  await close();
  const run = await stage.run({ models: MODELS, script: writingSlowly(100) });
  await untilResults({ ...run, stage, wire, eyes }, thread);
  await run.close();
  expectDocumented(wire);
  expect(refusalsIn(wire)).toEqual([]);
  const texts = eyes.messagesIn(thread).map(({ content, embeds }) => content + JSON.stringify(embeds));
  expect(new Set(texts).size).toBe(texts.length);
});

it('needs no permission that the invitation in the README does not ask for, and says each of them', async () => {
  const run = await recorded({ script: writingSlowly(20) });
  const { eyes, wire, stage } = run;
  await eyes.start({ scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 3 });
  const thread = await eyes.thread();
  await untilResults(run, thread);
  // Only who made a webhook's messages can take them away; the bot deletes them when their webhooks are gone.
  stage.playground.deleteWebhooks(stage.playground.channelId);
  await eyes.command('debate', sub('hide', { debate: await trialIn(eyes, thread) }));
  await eyes.until(() => eyes.messagesIn(thread).every(({ webhook_id }) => webhook_id === undefined));
  await run.close();
  const readme = await readFile(path.join(PROJECT_ROOT, 'README.md'), 'utf8');
  const invited = BigInt(/permissions=(\d+)/.exec(readme)?.[1] ?? 0);
  const used = permissionsFor(wire.exchanges);
  expect(used & ~invited).toBe(0n);
  const named = /That number is: ([^.]+)\./.exec(readme)?.[1]?.split(/,\s+(?![^()]*\))/) ?? [];
  expect(named.map((name) => name.replace(/\s*\([^)]*\)/, '').replace(/\s+/g, ' ')).toSorted()).toEqual(
    namesOf(invited),
  );
  expectDocumented(wire);
});

it('ends with words when the token is reset while it runs', async () => {
  const stage = await Stage.open();
  const { bot } = await stage.run();
  await stage.playground.disconnectBot(4004);
  await expect(bot.lost).rejects.toBeInstanceOf(TokenRefusedError);
});

it('keeps a thread open for longer than its ballot', async () => {
  const stage = await Stage.open();
  const { close } = await stage.run();
  const eyes = await stage.eyes('Ada');
  const threads = () => eyes.seen.flatMap((dispatch) => (dispatch.event === 'THREAD_CREATE' ? [dispatch.data] : []));
  for (const [index, ballot] of ['24h', '7d'].entries()) {
    await eyes.start({ scenario: 'care-robot-refusal', rounds: 1, ballot });
    const thread = await eyes.until(() => threads()[index]);
    await eyes.card(thread.id, 'Which answer is better?');
  }
  await close();
  expect(
    threads().map((thread) => 'thread_metadata' in thread && thread.thread_metadata?.auto_archive_duration),
  ).toEqual([4320, 10080]);
});

it('acknowledges fifty presses at once in time, while the program is busy for a second', async () => {
  const run = await recorded({ script: writingSlowly(20) });
  const { eyes, wire, stage } = run;
  await eyes.start({ scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 3 });
  const thread = await eyes.thread();
  const ballot = await eyes.card(thread, 'Which answer is better?');
  const crowd = await Promise.all(Array.from({ length: 50 }, (_, index) => stage.eyes(`Visitor ${index}`)));
  const pressing = crowd.map((visitor, index) =>
    visitor.press(ballot, buttonFor(ballot, index % 2 === 0 ? 'answer:A' : 'answer:B')),
  );
  busyFor(1000);
  const answers = await Promise.all(pressing);
  expect(answers.filter((answer) => answer.startsWith('Your vote: **A is better**'))).toHaveLength(25);
  expect(answers.filter((answer) => answer.startsWith('Your vote: **B is better**'))).toHaveLength(25);
  stage.clock.skip(HOUR);
  const [result] = (await eyes.card(thread, 'Results')).embeds;
  expect(result?.fields?.find(({ name }) => name === 'Votes by people')?.value).toMatch(/25 for the .*25 for the /);
  await run.close();
  expectDocumented(wire);
}, 20_000);

/** As a model does that computes in this process. */
function busyFor(milliseconds: number): void {
  const end = Date.now() + milliseconds;
  while (Date.now() < end);
}

const PERMISSION_NAMES: readonly (readonly [bit: number, name: string])[] = [
  [6, 'Add Reactions'],
  [10, 'View Channels'],
  [11, 'Send Messages'],
  [13, 'Manage Messages'],
  [14, 'Embed Links'],
  [15, 'Attach Files'],
  [16, 'Read Message History'],
  [29, 'Manage Webhooks'],
  [35, 'Create Public Threads'],
  [38, 'Send Messages in Threads'],
];

/** As Discord's settings call them. */
function namesOf(permissions: bigint): string[] {
  const bits = [...permissions.toString(2)].toReversed().flatMap((digit, bit) => (digit === '1' ? [bit] : []));
  return bits.map((bit) => PERMISSION_NAMES.find(([known]) => known === bit)?.[1] ?? `bit ${bit}`).toSorted();
}
