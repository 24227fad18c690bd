import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, it, vi } from 'vitest';
import type { TrialId } from '../../src/core/ids.ts';
import type { Visitor } from '../../src/playground/visitor/client/visitor.ts';
import type { RunningApp } from '../../src/start-app.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { buttonFor, type Eyes, options, sub, textOf } from './eyes.ts';
import { MANAGING, ORDINARY } from './permissions.ts';
import { type RunOptions, Stage } from './stage.ts';
import { HALF_SAID, stallingAt } from './stalls.ts';
import { threadOf, trialIn } from './threads.ts';

const HOUR = 3_600_000;
const QUESTION = 'Should every zebra carry a parachute?';
const WARNING = '⚠️';

async function onStage(run: RunOptions = {}) {
  const stage = await Stage.open();
  const running = await stage.run(run);
  const ada = await stage.eyes('Ada');
  const trial = trialIn(await ada.start({ question: QUESTION, rounds: 1, ballot: '1h' }));
  const thread = await threadOf(ada, trial);
  return { stage, ...running, ada, trial, thread };
}

async function people(stage: Stage): Promise<[Visitor, Visitor, Visitor]> {
  const visitor = async (name: string): Promise<Visitor> => (await stage.eyes(name)).visitor;
  return [await visitor('Bea'), await visitor('Cem'), await visitor('Dan')];
}

/** A turn in the order spoken, once the bot offers reactions to it. */
async function turnAt(eyes: Eyes, thread: string, place: number): Promise<APIMessage> {
  const turn = await eyes.until(
    () => eyes.messagesIn(thread).filter(({ webhook_id }) => webhook_id !== undefined)[place],
  );
  await eyes.until(() =>
    eyes.seen.some(({ event, data }) => event === 'MESSAGE_REACTION_ADD' && data.message_id === turn.id),
  );
  return turn;
}

const offView = (eyes: Eyes, trial: TrialId): Promise<unknown> =>
  eyes.until(() =>
    eyes.seen.some(({ event, data }) => event === 'THREAD_UPDATE' && data.name === `Taken off view · ${trial}`),
  );

/** What everybody can read now in the thread and in the channel around it, files among it. */
async function onView({ ada, thread }: { ada: Eyes; thread: string }): Promise<string> {
  const messages = [...(await ada.visitor.messages(ada.channelId, 100)), ...(await ada.visitor.messages(thread, 100))];
  const files = await Promise.all(
    messages.flatMap(({ attachments }) => attachments.map(async ({ url }) => (await fetch(url)).text())),
  );
  return [...messages.map(textOf), ...files].join('\n');
}

/** All that models and the one who asked have said so far, in pieces that are theirs alone. */
async function wordsOf({ trials }: RunningApp, trial: TrialId): Promise<string[]> {
  const { debates, judgements } = viewTrial(await trials.history(trial));
  const turns = [...debates.ensemble, ...debates.baseline].flatMap((event) =>
    event.type === 'turn-end' ? event.text.split(/[.\n]+\s*/) : [],
  );
  const reasons = judgements.flatMap(({ judgement: { score } }) => (score.status === 'scored' ? [score.reason] : []));
  return ['zebra', 'parachute', ...turns, ...reasons].filter(
    (words) => words.length > 4 && !/^\*\*.*\*\*$/.test(words),
  );
}

async function expectNoWords(scene: { app: RunningApp; ada: Eyes; trial: TrialId; thread: string }): Promise<void> {
  const seen = await onView(scene);
  const words = await wordsOf(scene.app, scene.trial);
  expect(words.length).toBeGreaterThan(2);
  expect(words.filter((some) => seen.includes(some))).toEqual([]);
}

/** Waits until the bot has noted so many reactions. */
const noted = ({ trials }: RunningApp, trial: TrialId, count: number): Promise<void> =>
  vi.waitFor(async () => expect(viewTrial(await trials.history(trial)).reactions).toHaveLength(count));

const isHidden = async ({ trials }: RunningApp, trial: TrialId): Promise<boolean> =>
  viewTrial(await trials.history(trial)).hidden;

describe('enough people who warn', () => {
  it('take a debate off view in the middle of a turn, and it goes on without its words', async () => {
    const { script, reached, goOn } = stallingAt(1);
    const scene = await onStage({ script });
    const { stage, app, ada, trial, thread } = scene;
    const [bea, cem, dan] = await people(stage);
    await reached;
    const turn = await turnAt(ada, thread, 0);
    const half = await ada.message(thread, ({ content }) => content.startsWith(HALF_SAID));
    await bea.react(thread, turn.id, WARNING);
    await cem.react(thread, turn.id, WARNING);
    // The third one warns of words that are still being written.
    await dan.react(thread, half.id, WARNING);
    await offView(ada, trial);
    await expectNoWords(scene);
    expect(await onView(scene)).not.toMatch(/Half a|Overall|Votes|nonce/);

    goOn();
    const ballot = await ada.card(thread, 'Which answer');
    await ada.press(ballot, buttonFor(ballot, 'answer:A'));
    await expectNoWords(scene);
    stage.clock.skip(HOUR);
    const result = textOf(await ada.card(thread, 'Results (complete)'));
    await app.trials.finished(trial);
    expect(result).toMatch(/^Results \(complete\)\n\*Taken off view\.\*\nJudge: ensemble: ▰+▱*\n4\.8 ± /);
    expect(result).toContain('⚠️ 3 by people');
    await expectNoWords(scene);
    expect(await onView(scene)).not.toContain('▍');
    expect(textOf(await ada.command('results', options({ debate: trial })))).toBe(
      'This debate was taken off view.\nYour vote was: **A is better**.',
    );
    expect(textOf(await ada.command('debate', sub('list')))).toMatch(/^`t-\w+` \*\*taken off view\*\*,/);
    stage.expectClean(ada);
  });

  it('take a debate off view after its end, files and all, also when the bot was started anew', async () => {
    const scene = await onStage();
    const { stage, app, ada, trial, thread } = scene;
    const [bea, cem, dan] = await people(stage);
    await ada.card(thread, 'Which answer');
    stage.clock.skip(HOUR);
    await app.trials.finished(trial);
    const turn = await turnAt(ada, thread, 0);
    const answer = await ada.card(thread, 'Answer A');
    expect(await onView(scene)).toContain('# Should every zebra');

    await bea.react(thread, turn.id, WARNING);
    await cem.react(thread, answer.id, WARNING);
    await scene.close();
    const { app: restarted } = await stage.run();
    await dan.react(thread, turn.id, WARNING);
    await offView(ada, trial);
    await restarted.trials.finished(trial);
    await expectNoWords({ ...scene, app: restarted });
    expect(textOf(await ada.card(thread, 'Results (complete)'))).toContain('Votes by people: no votes');
    expect(await isHidden(restarted, trial)).toBe(true);
    stage.expectClean(ada);
  });

  it.each([
    ['programs, nor one person twice, nor who took it back', 2, 5],
    ['anybody where the operator wants none of it', 0, 3],
  ])('are not %s', async (_, hideAfterWarnings, count) => {
    const { stage, app, ada, trial, thread } = await onStage({ config: { hideAfterWarnings } });
    const [bea, cem, dan] = await people(stage);
    const program = await stage.eyes('Eve (scripted)', true);
    const turn = await turnAt(ada, thread, 0);
    await cem.react(thread, turn.id, WARNING);
    if (hideAfterWarnings === 0) {
      await bea.react(thread, turn.id, WARNING);
      await dan.react(thread, turn.id, WARNING);
    } else {
      await noted(app, trial, 1);
      await cem.unreact(thread, turn.id, WARNING);
      await noted(app, trial, 2);
      await bea.react(thread, turn.id, WARNING);
      await bea.react(thread, (await turnAt(ada, thread, 1)).id, WARNING);
      await program.visitor.react(thread, turn.id, WARNING);
    }
    await noted(app, trial, count);
    await ada.card(thread, 'Which answer');
    stage.clock.skip(HOUR);
    await app.trials.finished(trial);
    expect(await isHidden(app, trial)).toBe(false);
    stage.expectClean(ada);
  });
});

describe('/debate hide', () => {
  it('takes a debate off view, for those who manage the server', async () => {
    const { script, reached } = stallingAt(1);
    const scene = await onStage({ script });
    const { stage, app, ada, trial, thread } = scene;
    await reached;
    await ada.message(thread, ({ content }) => content.startsWith(HALF_SAID));
    const hide = async (): Promise<string> =>
      textOf(await ada.command('debate', sub('hide', { debate: trial, reason: 'zebras' })));
    stage.playground.setVisitorPermissions(ORDINARY);
    expect(await hide()).toBe('You may not take debates off view. It takes the permission Manage Server.');
    expect(await isHidden(app, trial)).toBe(false);
    stage.playground.setVisitorPermissions(MANAGING);
    expect(await hide()).toBe(`The text of debate \`${trial}\` is taken off view.`);
    await offView(ada, trial);
    await expectNoWords(scene);
    expect(await onView(scene)).not.toContain('Half a');
    expect(textOf(await ada.command('debate', sub('hide', { debate: 'zebra' })))).toContain(
      'There is no debate zebra here.',
    );
    stage.expectClean(ada);
  });

  it('takes the words of a stopped debate off view, its half turn among them', async () => {
    const { script, reached } = stallingAt(1);
    const scene = await onStage({ script });
    const { stage, app, ada, trial } = scene;
    await reached;
    await ada.command('debate', sub('stop', { debate: trial }));
    await app.trials.finished(trial);
    await ada.command('debate', sub('hide', { debate: trial }));
    await offView(ada, trial);
    await expectNoWords(scene);
    stage.expectClean(ada);
  });
});
