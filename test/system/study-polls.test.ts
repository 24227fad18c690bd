import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { APIMessage } from 'discord-api-types/v10';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { TrialId } from '../../src/core/ids.ts';
import { missingPermissions, NEEDED_PERMISSIONS } from '../../src/discord/permissions.ts';
import type { Script } from '../../src/models/scripted/scripted-host.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { buttonFor, type Eyes, sub, textOf } from './eyes.ts';
import { pausingAt } from './pauses.ts';
import { type Run, Stage } from './stage.ts';
import { trialIn } from './threads.ts';

const HOUR = 3_600_000;
/** Of an analysis on a busy machine. */
const PATIENCE = { timeout: 20_000 };
/** The number of a call of a scripted model by which the last of three trials is being judged. */
const LAST_TRIAL = 90;
/** Three trials, of which people vote on two: one each half day. */
const PLAN = `
id: asked
title: A study with people
about: Scripted models, whose words are written in advance.
scenarios: [automation-dividend, ai-tutors, open-weights]
ensembles: [pocket]
formats: [proponent-opponent]
rounds: 1
arms: [ensemble, baseline]
seed: 1
judged: [debate, answer, pair]
analysis:
  primary: { of: answer, score: overall }
community: { pairs: 2, perDay: 2, hours: 1 }
`;

const study = (eyes: Eyes, subcommand: string, given: Record<string, string> = {}): Promise<APIMessage> =>
  eyes.command('study', sub(subcommand, given));

/** The first thread in which people vote, but for some. */
function ballotThread(eyes: Eyes, but: readonly string[] = []): Promise<{ thread: string; trial: TrialId }> {
  return eyes.until(() => {
    for (const { event, data } of eyes.seen) {
      if (event !== 'THREAD_CREATE' || data.name?.includes(' · t-') !== true || but.includes(data.id)) continue;
      return { thread: data.id, trial: trialIn(data.name) };
    }
    return undefined;
  });
}

/** All threads in which people vote. */
function ballotThreads(eyes: Eyes): string[] {
  return eyes.seen.flatMap(({ event, data }) =>
    event === 'THREAD_CREATE' && data.name?.includes(' · t-') === true ? [data.id] : [],
  );
}

/** A bot that runs the study, for Ada, who is its operator; Bea looks on. @param trials on which people are asked to vote */
async function begun({ plan = PLAN, script, trials = 2 }: { plan?: string; script?: Script; trials?: number } = {}) {
  const stage = await Stage.open();
  const root = await temporaryFolder();
  await mkdir(path.join(root, 'studies'));
  await writeFile(path.join(root, 'studies', 'asked.yaml'), plan);
  const start = (): Promise<Run> => stage.run({ plansRoot: root, ...(script === undefined ? {} : { script }) });
  const run = await start();
  const [ada, bea] = [await stage.eyes('Ada'), await stage.eyes('Bea')];
  stage.playground.giveApplicationTo(ada.visitor.user.id);
  const said = await study(ada, 'run', { plan: 'asked' });
  expect(said.content).toMatch(
    new RegExp(`people are asked to vote on the answers of ${trials} trials, in threads of that channel`),
  );
  return { stage, run, start, ada, bea, thread: await ada.thread() };
}

/** The same, once the study is finished. */
async function studied() {
  const all = await begun();
  await all.ada.card(all.thread, 'Study: ');
  return all;
}

const trialsIn = async ({ app }: Run): Promise<Set<TrialId>> => {
  const { data } = await app.studies.results('asked', new AbortController().signal);
  return new Set([...data.debates, ...data.scores, ...data.pairs].map(({ trial }) => trial));
};

describe('people’s vote on a study', () => {
  it('puts one pair after the other to the vote, with nothing of its debates in sight until close, and shows the results with what people said', async () => {
    const { stage, run, ada, bea, thread } = await studied();
    const first = await ballotThread(ada);
    const ballot = await bea.card(first.thread, 'Which answer is better?');
    await ada.message(thread, ({ content }) => content.includes(`put to the vote: <#${first.thread}>`));
    expect(bea.messagesIn(first.thread).map(({ embeds }) => embeds[0]?.title)).toEqual([
      expect.any(String),
      'Answer A',
      'Answer B',
      'Which answer is better?',
    ]);
    // Neither in this trial nor in the one that comes: of three trials the results have the one on which nobody votes.
    expect((await trialsIn(run)).size).toBe(1);
    const sealed = await study(bea, 'results', { plan: 'asked' });
    expect(sealed.embeds[0]?.title).toBe('Study: A study with people (not whole yet)');
    expect((await study(bea, 'status')).content).toMatch(
      /finished.*voted on 0 of 2 pairs, and vote on 1 now\..* <t:\d+:R>/,
    );

    expect(await bea.press(ballot, buttonFor(ballot, ':answer:A'))).toContain('**A is better**');
    stage.clock.skip(HOUR);
    const result = await bea.card(first.thread, 'Results');
    expect(textOf(result)).toContain('1 vote');
    const files = bea
      .messagesIn(first.thread)
      .flatMap(({ attachments }) => attachments.map(({ filename }) => filename));
    expect(files).toEqual(expect.arrayContaining(['ensemble-debate.md', 'single-model-debate.md']));
    await expect.poll(() => trialsIn(run), PATIENCE).toContain(first.trial);
    expect(await trialsIn(run)).toHaveLength(2);

    stage.clock.skip(11 * HOUR);
    const second = await ballotThread(ada, [first.thread]);
    expect(second.trial).not.toBe(first.trial);
    await bea.card(second.thread, 'Which answer is better?');
    stage.clock.skip(HOUR);
    const over = await ada.message(thread, ({ content }) =>
      content.startsWith('The vote on the study **A study with people** is over.'),
    );
    expect(over.embeds[0]?.title).toBe('Study: A study with people');
    expect((await trialsIn(run)).size).toBe(3);
    expect((await study(bea, 'status')).content).toContain('People have voted on 2 of 2 pairs.');
    stage.expectClean(ada);
  });

  it('goes on after a restart: the open ballot, and the pair that comes after it', async () => {
    const { stage, run, start, ada, bea } = await studied();
    const first = await ballotThread(ada);
    const ballot = await bea.card(first.thread, 'Which answer is better?');
    await run.close();
    const again = await start();
    expect(await bea.press(ballot, buttonFor(ballot, ':answer:B'))).toContain('**B is better**');
    stage.clock.skip(HOUR);
    expect(textOf(await bea.card(first.thread, 'Results'))).toContain('1 vote');
    stage.clock.skip(11 * HOUR);
    const second = await ballotThread(ada, [first.thread]);
    await bea.card(second.thread, 'Which answer is better?');
    await again.close();
    const third = await start();
    stage.clock.skip(HOUR);
    await bea.card(second.thread, 'Results');
    await expect.poll(() => trialsIn(third), PATIENCE).toHaveLength(3);
    stage.expectClean(ada);
  });

  it('is ended by /study stop with the plan’s name: nothing more is put to the vote, and the open ballot is counted', async () => {
    const { stage, run, ada, bea, thread } = await studied();
    const first = await ballotThread(ada);
    const ballot = await bea.card(first.thread, 'Which answer is better?');
    await bea.press(ballot, buttonFor(ballot, ':answer:A'));
    expect((await study(ada, 'stop')).content).toMatch(/^No study is being run\./);
    expect(await trialsIn(run)).toHaveLength(1);
    expect((await study(ada, 'stop', { plan: 'asked' })).content).toMatch(
      /^People’s vote on \*\*A study with people\*\* is ended/,
    );
    // What will not be voted on is no longer sealed; the open one is.
    expect(await trialsIn(run)).not.toContain(first.trial);
    expect((await trialsIn(run)).size).toBe(2);
    stage.clock.skip(HOUR);
    await ada.message(thread, ({ content }) => content.startsWith('The vote on the study'));
    expect((await trialsIn(run)).size).toBe(3);
    expect((await study(ada, 'stop', { plan: 'asked' })).content).toBe(
      'Nobody votes on **A study with people**, and nobody will.',
    );
    stage.expectClean(ada);
  });

  it('rests while its study is parked, and goes on with it', async () => {
    // In the judging of the last of three trials.
    const judges = pausingAt([LAST_TRIAL]);
    const { stage, ada, bea } = await begun({
      plan: PLAN.replace('pairs: 2', 'pairs: 3'),
      script: judges.script,
      trials: 3,
    });
    const first = await ballotThread(ada);
    await judges.at(LAST_TRIAL).reached;
    await study(ada, 'stop');
    expect((await study(ada, 'status')).content).toMatch(
      /parked at debates 6 of 6, judged 2 of 3 trials.*Nothing more is put to the vote until `\/study run`\./,
    );
    // The ballot that is open goes on, and the next one is due.
    stage.clock.skip(24 * HOUR);
    await bea.card(first.thread, 'Results');
    expect((await study(ada, 'stop', { plan: 'asked' })).content).toMatch(
      /not finished: nothing of it is put to the vote/,
    );
    expect(ballotThreads(ada)).toEqual([first.thread]);
    await study(ada, 'run', { plan: 'asked' });
    const second = await ballotThread(ada, [first.thread]);
    await bea.card(second.thread, 'Which answer is better?');
    stage.expectClean(ada);
  });

  it('puts nothing to the vote that nobody would see, and says why', async () => {
    const { stage, run, ada, bea, thread } = await studied();
    const first = await ballotThread(ada);
    await bea.card(first.thread, 'Which answer is better?');
    stage.clock.skip(HOUR);
    await bea.card(first.thread, 'Results');
    /** Whether it may open threads, as the bot knows by now. */
    const may = (): boolean => {
      const channel = run.bot.client.channels.cache.get(ada.channelId);
      return channel !== undefined && 'guild' in channel && missingPermissions(channel).length === 0;
    };
    stage.playground.setBotPermissions(NEEDED_PERMISSIONS & ~PermissionFlagsBits.CreatePublicThreads);
    await expect.poll(may, PATIENCE).toBe(false);
    stage.clock.skip(11 * HOUR);
    await expect
      .poll(async () => (await study(ada, 'status')).content, PATIENCE)
      .toMatch(/Nothing more can be put to the vote: .*Create Public Threads/);
    const { trials } = run.app;
    expect(trials.running()).toEqual([]);
    stage.playground.setBotPermissions(NEEDED_PERMISSIONS);
    await expect.poll(may, PATIENCE).toBe(true);
    stage.clock.skip(60_000);
    const second = await ballotThread(ada, [first.thread]);
    await bea.card(second.thread, 'Which answer is better?');
    expect(ada.messagesIn(thread).at(-1)?.content).toContain(`<#${second.thread}>`);
    stage.expectClean(ada);
  });

  it('hands out no word of a trial that was taken off view, and counts it', async () => {
    const { stage, run, ada, bea } = await studied();
    const first = await ballotThread(ada);
    await bea.card(first.thread, 'Which answer is better?');
    await run.app.trials.hide(first.trial, 'moderator', 'for a test');
    stage.clock.skip(HOUR);
    await bea.card(first.thread, 'Results');
    await expect.poll(() => trialsIn(run), PATIENCE).toContain(first.trial);
    const { data } = await run.app.studies.results('asked', new AbortController().signal);
    const ofTrial = <Row extends { readonly trial: TrialId }>(rows: readonly Row[]): Row[] =>
      rows.filter(({ trial }) => trial === first.trial);
    const said = ofTrial(data.debates).flatMap(({ turns }) => turns);
    expect(said.length).toBeGreaterThan(0);
    expect(new Set(said.map(({ text }) => text))).toEqual(new Set(['Taken off view.']));
    const scores = ofTrial(data.scores).map(({ judgement }) => judgement.score);
    expect(scores.every((score) => score.status === 'scored' && score.reason === 'Taken off view.')).toBe(true);
    expect(data.vote?.closed.map(({ trial }) => trial)).toEqual([first.trial]);
    stage.expectClean(ada);
  });

  it('takes a vote out again for whoever has their data deleted', async () => {
    const { stage, run, ada, bea } = await studied();
    const first = await ballotThread(ada);
    const ballot = await bea.card(first.thread, 'Which answer is better?');
    await bea.press(ballot, buttonFor(ballot, ':answer:A'));
    expect((await run.app.trials.view(first.trial)).votes).toHaveLength(1);
    const { done } = await run.app.privacy.forget(run.app.personIds.idOf(bea.visitor.user.id));
    await done;
    expect((await run.app.trials.view(first.trial)).votes).toHaveLength(0);
    stage.expectClean(ada);
  });
});
