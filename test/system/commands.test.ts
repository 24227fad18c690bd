import { ApplicationCommandOptionType as OptionType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { ChatPart } from '../../src/models/port/chat-model.ts';
import { type Script, scriptedHost, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import type { RunningApp } from '../../src/start-app.ts';
import { voterId } from '../support/people.ts';
import { goodScript, wordsFor } from '../support/speech.ts';
import { buttonFor, buttonsOf, type Eyes, options, sub, textOf } from './eyes.ts';
import { latch } from './pauses.ts';
import { ORDINARY } from './permissions.ts';
import { Stage } from './stage.ts';
import { HALF_SAID, stallingAt } from './stalls.ts';
import { standing, threadOf, trialIn } from './threads.ts';

const SMALL = { scenario: 'open-weights', rounds: 1, ballot: '1h' };
const FAMILIES = [
  { ...scriptedModelInfo('mistral:7b', 'mistral'), bytes: 1_000_000 },
  { ...scriptedModelInfo('llama3.1:8b', 'llama'), bytes: 2_000_000 },
  { ...scriptedModelInfo('qwen2.5:7b', 'qwen2'), bytes: 3_000_000 },
];

const debate = async (eyes: Eyes, subcommand: string, given: Parameters<typeof sub>[1] = {}): Promise<string> =>
  textOf(await eyes.command('debate', sub(subcommand, given)));
const results = async (eyes: Eyes, trial: string): Promise<string> =>
  textOf(await eyes.command('results', options({ debate: trial })));

/** What is proposed for an option of /debate while it is typed: values only. */
async function offered(eyes: Eyes, subcommand: string, name: string, value: string): Promise<string[]> {
  const typed = { type: OptionType.String, name, value, focused: true };
  const choices = await eyes.visitor.autocomplete(
    'debate',
    [{ type: OptionType.Subcommand, name: subcommand, options: [typed] }],
    eyes.channelId,
  );
  return choices.map((choice) => String(choice.value));
}

describe('/debate start', () => {
  it.each([
    ['pocket', 'proponent-opponent', 1, ['llama3.1:8b', 'qwen2.5:7b'], ['grace', 'astrid']],
    ['one-model', 'proponent-opponent', 1, ['llama3.1:8b', 'qwen2.5:7b'], ['ines', 'farid', 'tomasz', 'grace']],
    // The two on one model speak one after the other.
    ['mixed-table', 'proponent-opponent', 1, ['qwen2.5:7b', 'llama3.1:8b'], ['diego', 'ravi', 'astrid', 'ines']],
    ['three-families', 'round-table', 2, ['llama3.1:8b', 'mistral:7b', 'qwen2.5:7b'], ['grace', 'farid', 'tomasz']],
  ])('holds a debate of %s in the format %s', async (ensemble, format, rounds, judges, order) => {
    const stage = await Stage.open();
    const { app } = await stage.run({ models: FAMILIES });
    const ada = await stage.eyes('Ada');
    const trial = trialIn(await ada.start({ ...SMALL, ensemble, format, rounds }));
    const thread = await threadOf(ada, trial);
    await ada.card(thread, 'Which answer');
    stage.clock.skip(3_600_000);
    await ada.card(thread, 'Results (complete)');
    await app.trials.finished(trial);

    const table = app.content.ensembles.get(ensemble) ?? expect.fail();
    const nameOf = (persona: string): string => app.content.personas.get(persona)?.name ?? expect.fail();
    const speakers = ada.messagesIn(thread).flatMap(({ webhook_id, author }) => (webhook_id ? [author.username] : []));
    const round = order.map(nameOf);
    expect(speakers).toEqual([...Array.from({ length: rounds }, () => round).flat(), nameOf(table.chair.persona)]);
    const footer = (await ada.card(thread, 'How the judge scored the ensemble')).embeds[0]?.footer?.text;
    expect(footer?.match(/[\w.]+:\w+(?= \(not audited)/g)).toEqual(judges);
    stage.expectClean(ada);
  });

  it('offers scenarios, ensembles and formats while one types, those that begin so first', async () => {
    const stage = await Stage.open();
    const { app } = await stage.run();
    const ada = await stage.eyes('Ada');
    expect((await offered(ada, 'start', 'scenario', '')).toSorted()).toEqual(
      [...app.content.scenarios.keys()].toSorted(),
    );
    expect(await offered(ada, 'start', 'scenario', 'CARE')).toContain('care-robot-refusal');
    expect(await offered(ada, 'start', 'scenario', 'zzz')).toEqual([]);
    expect((await offered(ada, 'start', 'ensemble', 'p'))[0]).toBe('pocket');
    expect(await offered(ada, 'start', 'format', 'round')).toEqual(['round-table']);
    stage.expectClean(ada);
  });

  it('answers at once while the models’ server is slow, and says what it needs before it begins', async () => {
    const stage = await Stage.open();
    let answers: () => void = () => {};
    const slow = new Promise<void>((resolve) => {
      answers = resolve;
    });
    const quick = scriptedHost([scriptedModelInfo('scripted-model:1b')], goodScript);
    const host = { ...quick, list: () => slow.then(() => quick.list()) };
    await stage.run({ host });
    const ada = await stage.eyes('Ada');
    // Resolves when the bot has acknowledged, which Discord waits three seconds for.
    await ada.visitor.runCommand('debate', sub('start', SMALL), ada.channelId);
    expect(ada.seen.map(({ event }) => event)).not.toContain('THREAD_CREATE');
    answers();
    const said = await ada.until(() => ada.everything.find(({ content }) => content.startsWith('It runs on')));
    expect(said.content).toMatch(/takes about 1 MB of memory and roughly a minute until the ballot opens/);
    await ada.thread();
    const place = (event: string, words: string): number =>
      ada.seen.findIndex((seen) => seen.event === event && JSON.stringify(seen.data).includes(words));
    expect(place('MESSAGE_UPDATE', 'It runs on')).toBeLessThan(place('THREAD_CREATE', ''));
    stage.expectClean(ada);
  });

  it('warns when the models need more memory than there is', async () => {
    const stage = await Stage.open();
    await stage.run({ models: FAMILIES.map((model) => ({ ...model, bytes: 4e14 })) });
    const ada = await stage.eyes('Ada');
    const answer = await ada.start({ ...SMALL, ensemble: 'three-families' });
    expect(answer).toMatch(
      /⚠️ The largest model needs about 520000\.0 GB, and \d+\.\d GB are free: it may fail or crawl/,
    );
  });

  it('debates a question of one’s own', async () => {
    const stage = await Stage.open();
    await stage.run();
    const ada = await stage.eyes('Ada');
    const question = 'Should **cities** ban cars\nfrom @everyone’s centres?';
    const trial = trialIn(await ada.start({ question, rounds: 1, ballot: '1h' }));
    const thread = await threadOf(ada, trial);
    const intro = await ada.message(thread, ({ embeds }) => embeds[0]?.title?.startsWith('Should') === true);
    expect(intro.embeds[0]?.title).toBe('Should \\*\\*cities\\*\\* ban cars from @\u200beveryone’s centres?');
    stage.expectClean(ada);
  });
});

describe('/debate stop', () => {
  it.each([
    ['a member writes', 1, /\*does not finish: the debate was stopped\*/],
    ['the single model writes', 4, /-# It was stopped\./],
    ['the judge scores', 9, /• 11 of 14 scores were not taken/],
  ])('ends a debate while %s, said in words, and lets the next one begin', async (_, call, said) => {
    const stage = await Stage.open();
    const { script, reached } = stallingAt(call);
    const { app } = await stage.run({ script });
    const ada = await stage.eyes('Ada');
    const trial = trialIn(await ada.start(SMALL));
    const thread = await threadOf(ada, trial);
    await reached;
    if (call === 1) await ada.message(thread, ({ content }) => content.startsWith(HALF_SAID));

    expect(await debate(ada, 'stop', { debate: trial })).toBe(`Debate \`${trial}\` is being stopped.`);
    expect(textOf(await ada.card(thread, 'Results (stopped)'))).toContain('• stopped by the person who started it');
    await app.trials.finished(trial);
    expect(standing(ada, thread)).toMatch(said);
    expect(standing(ada, thread)).not.toMatch(/▍|Half a|Now a single model|The judge scores|Overall ▰|Votes by|nonce/);
    expect((await app.trials.history(trial)).at(-1)?.event).toMatchObject({ type: 'trial-end', status: 'stopped' });
    for (const [subcommand, given] of [
      ['stop', {}],
      ['close', {}],
      ['ask', { question: 'Who pays for it?' }],
      ['join', {}],
    ] as const)
      expect(await debate(ada, subcommand, { debate: trial, ...given })).toBe(
        `Debate ${trial} is over. /results shows what came of it.`,
      );

    const next = await ada.start(SMALL);
    expect(next).not.toContain('queue');
    await ada.message(await threadOf(ada, trialIn(next)), ({ webhook_id }) => webhook_id !== undefined);
    stage.expectClean(ada);
  });

  it('keeps the next one waiting until the model has heard of it', async () => {
    const stage = await Stage.open();
    const [begun, begin] = latch();
    const [ended, end] = latch();
    const deaf: Script = {
      reply: (request, _model, call) =>
        call === 0
          ? async function* (): AsyncGenerator<ChatPart> {
              begin();
              await ended;
              yield { type: 'finish', reason: 'cancelled', rawReason: 'at last', usage: {} };
            }
          : wordsFor(request),
    };
    const { app } = await stage.run({ script: deaf });
    const ada = await stage.eyes('Ada');
    const bea = await stage.eyes('Bea');
    const first = trialIn(await ada.start(SMALL));
    await begun;
    const second = trialIn(await bea.start(SMALL));
    await debate(ada, 'stop', { debate: first });
    expect(await debate(bea, 'status')).toMatch(/waiting, place 1 in the queue/);
    end();
    await bea.message(await threadOf(bea, second), ({ webhook_id }) => webhook_id !== undefined);
    await app.trials.finished(first);
    expect((await app.trials.history(first)).slice(-2).map(({ event }) => event.type)).toEqual([
      'debate-end',
      'trial-end',
    ]);
    stage.expectClean(ada);
  });

  it('breaks a ballot off: nobody can vote any more, and the votes are not opened', async () => {
    const stage = await Stage.open();
    const { app } = await stage.run();
    const ada = await stage.eyes('Ada');
    const trial = trialIn(await ada.start(SMALL));
    const thread = await threadOf(ada, trial);
    const ballot = await ada.card(thread, 'Which answer');
    await ada.press(ballot, buttonFor(ballot, 'answer:A'));

    await debate(ada, 'stop', { debate: trial });
    const result = textOf(await ada.card(thread, 'Results (stopped)'));
    await app.trials.finished(trial);
    expect(result).toContain('• the ballot was broken off, so its votes are not opened');
    expect(standing(ada, thread)).not.toMatch(/Who wrote what|Votes by|nonce|It closes/);
    expect(standing(ada, thread)).toContain('The ballot was broken off');
    expect(ada.messagesIn(thread).flatMap(buttonsOf)).toEqual([`v1:sheet:${trial}`]);
    expect(await results(ada, trial)).not.toMatch(/Who wrote what|Votes by|nonce/);
    stage.expectClean(ada);
  });

  it('shows no score of a criterion that only a part of the panel has judged', async () => {
    const stage = await Stage.open();
    // Six debaters' turns and two answers, the first judge's fourteen reasons, and two of the second judge's.
    const { script, reached } = stallingAt(8 + 14 + 2);
    const { app } = await stage.run({ script, models: FAMILIES });
    const ada = await stage.eyes('Ada');
    const trial = trialIn(await ada.start({ ...SMALL, ensemble: 'three-families' }));
    const thread = await threadOf(ada, trial);
    await reached;
    await debate(ada, 'stop', { debate: trial });
    await ada.card(thread, 'Results (stopped)');
    await app.trials.finished(trial);
    const scores = textOf(await ada.card(thread, 'How the judge scored the ensemble'));
    expect(scores).toContain('No overall score');
    expect(scores).toMatch(/Argument quality {2}▱+: unscored: judged by only 2 of 3 judges/);
    expect(scores).toMatch(/Coherence {2}▱+: unscored: judged by only 1 of 3 judges/);
    expect(scores).not.toContain('▰');
  });

  it('takes a debate out of the queue, and only its starter or a moderator may', async () => {
    const stage = await Stage.open();
    const { script, reached } = stallingAt(0);
    const { app } = await stage.run({ script });
    const ada = await stage.eyes('Ada');
    const bea = await stage.eyes('Bea');
    const first = trialIn(await ada.start(SMALL));
    await reached;
    const second = await bea.start(SMALL);
    expect(second).toContain('It waits for its turn, at place 1 in the queue.');
    const trial = trialIn(second);

    stage.playground.setVisitorPermissions(ORDINARY);
    expect(await debate(ada, 'stop', { debate: trial })).toMatch(
      /^Somebody else started this debate\. Only that person/,
    );
    expect(await debate(bea, 'stop', { debate: first })).toMatch(/^Somebody else started this debate\./);
    expect(app.trials.running().map(({ phase }) => phase)).toEqual(['debating', 'queued']);
    expect(await debate(bea, 'stop', { debate: trial })).toContain('is being stopped');
    expect(textOf(await bea.card(await threadOf(bea, trial), 'Results (stopped)'))).toContain(
      'stopped by the person who started it',
    );
    await app.trials.finished(trial);
    expect(app.trials.running().map(({ plan }) => plan.trial)).toEqual([first]);
    stage.expectClean(ada);
  });
});

describe('/debate status and list', () => {
  it('say what is done now and what was, of this server only', async () => {
    const stage = await Stage.open();
    const { script, reached } = stallingAt(1);
    const { app } = await stage.run({ script, config: { queueLength: 100 } });
    const ada = await stage.eyes('Ada');
    expect(await debate(ada, 'status')).toBe('Nothing is being debated. `/debate start` begins.');
    expect(await debate(ada, 'list')).toBe('No debates yet. `/debate start` begins the first one.');

    const trial = trialIn(await ada.start(SMALL));
    await reached;
    const title = app.content.scenarios.get(SMALL.scenario)?.title ?? expect.fail();
    const line = `\`${trial}\` **${title}**, <t:#:R>: round 1, Astrid Lund is writing`;
    const timeless = (text: string): string => text.replace(/<t:\d+/g, '<t:#');
    expect(timeless(await debate(ada, 'status'))).toBe(line);

    const others = Array.from({ length: 25 }, () => startElsewhere(app));
    const [other] = await Promise.all(others);
    expect(timeless(await debate(ada, 'status'))).toBe(line);
    expect(timeless(await debate(ada, 'list'))).toBe(line);
    for (const subcommand of ['stop', 'hide']) {
      expect(await offered(ada, subcommand, 'debate', '')).toEqual([trial]);
      expect(await debate(ada, subcommand, { debate: other ?? '' })).toContain(`There is no debate ${other} here.`);
    }
    expect(await results(ada, other ?? '')).toContain(`There is no debate ${other} here.`);
    expect(app.trials.running()).toHaveLength(26);
  });

  it('list the newest first, with how they ended', async () => {
    const stage = await Stage.open();
    const { script, reached } = stallingAt(0);
    const { app } = await stage.run({ script });
    const ada = await stage.eyes('Ada');
    const first = trialIn(await ada.start(SMALL));
    await reached;
    await debate(ada, 'stop', { debate: first });
    await app.trials.finished(first);
    const second = trialIn(await ada.start({ ...SMALL, scenario: 'comforting-lie' }));
    await ada.card(await threadOf(ada, second), 'Which answer');
    const lines = (await debate(ada, 'list')).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(new RegExp(`^\`${second}\` .*: the ballot is open, until <t:\\d+:T>$`));
    expect(lines[1]).toMatch(new RegExp(`^\`${first}\` .*: ended \\(stopped\\)$`));
    expect(await offered(ada, 'hide', 'debate', '')).toEqual([second, first]);
    expect(await offered(ada, 'hide', 'debate', first)).toEqual([first]);
  });
});

/** A debate that was started on another server. */
async function startElsewhere({ trials, content }: RunningApp): Promise<string> {
  const plan = await trials.plan({
    scenario: content.scenarios.get('comforting-lie') ?? expect.fail(),
    ensemble: 'pocket',
    format: 'proponent-opponent',
    ballotMilliseconds: 60_000,
    startedBy: voterId('42'),
    origin: { guildId: '1000000000000000001', channelId: '1000000000000000002' },
  });
  await trials.start(plan);
  return plan.trial;
}

describe('/results', () => {
  it('shows nothing sealed of a debate that runs, and both signals of one that has ended', async () => {
    const stage = await Stage.open();
    const { script, reached } = stallingAt(9);
    const { app } = await stage.run({ script });
    const ada = await stage.eyes('Ada');
    const trial = trialIn(await ada.start(SMALL));
    await reached;
    expect(await results(ada, trial)).toMatch(/: the judge is scoring: 3 of 14 scores$/);
    await debate(ada, 'stop', { debate: trial });
    await app.trials.finished(trial);
    expect(await results(ada, trial)).toMatch(/Results \(stopped\)[\s\S]*stopped by the person who started it/);

    const next = trialIn(await ada.start(SMALL));
    const thread = await threadOf(ada, next);
    const ballot = await ada.card(thread, 'Which answer');
    await ada.press(ballot, buttonFor(ballot, 'answer:A'));
    expect(await results(ada, next)).toMatch(
      /^`t-[0-9a-f]+` .*: the ballot is open, until <t:\d+:T>\nYour vote: \*\*A is better\*\*\.\nWhich one .*\nYou can change both until .*$/,
    );
    stage.clock.skip(3_600_000);
    await app.trials.finished(next);
    const shown = await results(ada, next);
    expect(shown).toMatch(/Judge: ensemble: ▰+▱*\n4\.8 ± 0\.6 of 7\nThe paper's five 4\.8 ± 0\.6\n/);
    expect(shown).toMatch(/Who wrote what: Answer [AB]: the ensemble/);
    expect(shown).toContain('How the judge scored the ensemble');
    const typed = [{ type: OptionType.String, name: 'debate', value: '', focused: true }];
    const choices = await ada.visitor.autocomplete('results', typed, ada.channelId);
    expect(choices.map(({ value }) => value)).toEqual([next, trial]);
    for (const bad of ['nonsense', 't-0000000000', '../../etc'])
      expect(await results(ada, bad)).toBe(
        `There is no debate ${bad} here. Pick one from the list that the command offers, or look it up with /debate list.`,
      );
    stage.expectClean(ada);
  });
});

describe('/scenario, /ensemble and /persona', () => {
  it('show what there is', async () => {
    const stage = await Stage.open();
    const { app } = await stage.run({ models: FAMILIES.slice(0, 2) });
    const ada = await stage.eyes('Ada');
    const all = textOf(await ada.command('scenario', sub('list')));
    for (const { id, title } of app.content.scenarios.values()) expect(all).toContain(`**${title}** \`${id}\``);
    const one = textOf(await ada.command('scenario', sub('show', { scenario: 'open-weights' })));
    expect(one).toContain(app.content.scenarios.get('open-weights')?.background);
    expect(textOf(await ada.command('scenario', sub('show', { scenario: 'open-wigs' })))).toMatch(
      /^There is no scenario "open-wigs"\. Choose one of: .*open-weights/,
    );
    const ensembles = textOf(await ada.command('ensemble', sub('list')));
    for (const { id, name } of app.content.ensembles.values()) expect(ensembles).toContain(`**${name}** \`${id}\``);
    expect(ensembles).toContain('**Three families** `three-families` lacks `qwen2.5:7b`');
    expect(ensembles).toMatch(/Models at hand: .*`mistral:7b`/);
    const table = textOf(await ada.command('ensemble', sub('show', { ensemble: 'three-families' })));
    expect(table).toContain('`qwen2.5:7b` (not at hand)');
    expect(table).toContain('Grace Achieng (for) `mistral:7b`');
    expect(table).toMatch(/Not tried by this project\n?.*mistral:7b, qwen2\.5:7b, llama3\.1:8b/);
    const personas = textOf(await ada.command('persona', sub('list')));
    for (const { name, tagline } of app.content.personas.values()) expect(personas).toContain(`**${name}** ${tagline}`);
    const astrid = await ada.command('persona', sub('show', { persona: 'astrid' }));
    expect(textOf(astrid)).toContain(app.content.personas.get('astrid')?.manner);
    expect(astrid.attachments[0]?.filename).toBe('picture.png');
    stage.expectClean(ada);
  });
});
