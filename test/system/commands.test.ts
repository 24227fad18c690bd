import { ApplicationCommandOptionType as OptionType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { scriptedHost, scriptedModelInfo } from '../../src/models/scripted-host.ts';
import { goodScript } from '../support/speech.ts';
import { buttonFor, buttonsOf, type Eyes, options, sub, textOf } from './eyes.ts';
import { ORDINARY } from './permissions.ts';
import { Stage } from './stage.ts';
import { stallingAt } from './stalls.ts';
import { standing, threadOf, trialIn } from './threads.ts';

const SMALL = { scenario: 'open-weights', rounds: 1, ballot: '1h' };
const FAMILIES = [
  scriptedModelInfo('mistral:7b', 'mistral'),
  scriptedModelInfo('llama3.1:8b', 'llama'),
  scriptedModelInfo('qwen2.5:7b', 'qwen2'),
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
    ['pocket', 'proponent-opponent', 1, 'mistral:7b'],
    ['one-model', 'proponent-opponent', 1, 'llama3.1:8b'],
    ['mixed-table', 'proponent-opponent', 1, 'qwen2.5:7b'],
    ['three-families', 'round-table', 2, 'llama3.1:8b'],
  ])('holds a debate of %s in the format %s', async (ensemble, format, rounds, judge) => {
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
    const round = table.members.map(({ persona }) => nameOf(persona));
    expect(speakers).toEqual([...Array.from({ length: rounds }, () => round).flat(), nameOf(table.chair.persona)]);
    expect(textOf(await ada.card(thread, 'How the judge scored the ensemble'))).toContain(`Judged by ${judge}`);
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
    expect(said.content).toMatch(/takes about 0\.0 GB of memory and roughly a minute until the ballot opens/);
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
    expect(intro.embeds[0]?.title).toBe('Should **cities** ban cars from @\u200beveryone’s centres?');
    await ada.card(thread, 'Which answer');
    stage.expectClean(ada);
  });
});

describe('/debate stop', () => {
  it.each([
    ['a member writes', 1, 'Half a sentence of', /\*does not finish: the debate was stopped\*/],
    ['the single model writes', 4, 'Half a sentence of', /-# It was stopped\./],
    ['the judge scores', 9, '', /• 11 of 14 scores were not taken/],
  ])('ends a debate while %s, said in words, and lets the next one begin', async (_, call, words, said) => {
    const stage = await Stage.open();
    const { script, reached } = stallingAt(call, words);
    const { app } = await stage.run({ script });
    const ada = await stage.eyes('Ada');
    const trial = trialIn(await ada.start(SMALL));
    const thread = await threadOf(ada, trial);
    await reached;
    if (call === 1) await ada.message(thread, ({ content }) => content === `${words} ▍`);

    expect(await debate(ada, 'stop', { debate: trial })).toBe(`Debate \`${trial}\` is being stopped.`);
    expect(textOf(await ada.card(thread, 'Results (stopped)'))).toContain('• stopped by Ada');
    await app.trials.finished(trial);
    expect(standing(ada, thread)).toMatch(said);
    expect(standing(ada, thread)).not.toMatch(/▍|Half a|Now a single model|The judge scores|Overall ▰|Votes by|nonce/);
    expect((await app.trials.history(trial)).at(-1)?.event).toMatchObject({ type: 'trial-end', status: 'stopped' });
    expect(await debate(ada, 'stop', { debate: trial })).toContain(`There is no debate ${trial} here.`);

    const next = await ada.start(SMALL);
    expect(next).not.toContain('queue');
    await ada.card(await threadOf(ada, trialIn(next)), 'Which answer');
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
    expect(ada.messagesIn(thread).flatMap(buttonsOf)).toEqual([]);
    expect(await results(ada, trial)).not.toMatch(/Who wrote what|Votes by|nonce/);
    stage.expectClean(ada);
  });

  it('shows no score of a criterion that only a part of the panel has judged', async () => {
    const stage = await Stage.open();
    // Eight debaters' turns and two answers, the first judge's fourteen reasons, and two of the second judge's.
    const { script, reached } = stallingAt(10 + 7 + 2);
    const { app } = await stage.run({ script, models: FAMILIES });
    const ada = await stage.eyes('Ada');
    const trial = trialIn(await ada.start({ ...SMALL, ensemble: 'mixed-table' }));
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
    expect(await debate(ada, 'stop', { debate: trial })).toMatch(/^Bea started this debate\. Only that person/);
    expect(await debate(bea, 'stop', { debate: first })).toMatch(/^Ada started this debate\./);
    expect(app.trials.running().map(({ phase }) => phase)).toEqual(['debating', 'queued']);
    expect(await debate(bea, 'stop', { debate: trial })).toContain('is being stopped');
    expect(textOf(await bea.card(await threadOf(bea, trial), 'Results (stopped)'))).toContain('stopped by Bea');
    await app.trials.finished(trial);
    expect(app.trials.running().map(({ plan }) => plan.trial)).toEqual([first]);
    stage.expectClean(ada);
  });
});
