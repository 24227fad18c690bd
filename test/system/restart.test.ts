import { expect, it } from 'vitest';
import type { Script } from '../../src/models/scripted/scripted-host.ts';
import type { TrialUpdate } from '../../src/trial/events.ts';
import { wordsFor } from '../support/speech.ts';
import { Watcher } from '../trial/processes.ts';
import { type Eyes, sub, textOf } from './eyes.ts';
import { pausingAt } from './pauses.ts';
import { writingSlowly } from './scripts.ts';
import { Stage } from './stage.ts';
import { lasting, standing, threadOf, trialIn } from './threads.ts';

const HOUR = 3_600_000;
/** Two members and a chair speak once in each arm: calls 0 to 2 are the ensemble's, 3 to 5 the single model's, then come 14 scores. */
const REQUEST = { scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5 };
const ENSEMBLE = 3;
const DEBATES = 6;
const SCORES = 14;

/** A script that counts: answers to debaters and judges' reasons, and scores. */
function counting(script: Script): { script: Script; readonly replies: number; readonly scores: number } {
  const counts = { replies: 0, scores: 0 };
  return {
    script: {
      reply(...call) {
        counts.replies += 1;
        return script.reply(...call);
      },
      choose() {
        counts.scores += 1;
        return new Map([['5', 1]]);
      },
    },
    get replies() {
      return counts.replies;
    },
    get scores() {
      return counts.scores;
    },
  };
}

/** What stands in a thread without the bot's notes on what happened there. */
function posts(eyes: Eyes, thread: string): string[] {
  return eyes.messagesIn(thread).map((message) => `${message.author.username}: ${textOf(message).slice(0, 60)}`);
}

/** Ballot and results say so at most once. */
function expectOnce(eyes: Eyes, thread: string): void {
  const all = posts(eyes, thread);
  expect(all).toEqual([...new Set(all)]);
}

function scoresIn(history: readonly TrialUpdate[]): string[] {
  return history.flatMap(({ event }) =>
    event.type === 'score-ready' ? [`${event.arm} ${event.judgement.criterion}`] : [],
  );
}

it('goes on with the scores that are missing, when it was closed while the judge scored', async () => {
  const stage = await Stage.open();
  const eyes = await stage.eyes('Ada');
  const judge = pausingAt([DEBATES + 4]);
  const first = await stage.run({ script: judge.script });
  const trial = trialIn(await eyes.start(REQUEST));
  const thread = await threadOf(eyes, trial);
  await judge.at(DEBATES + 4).reached;
  await first.close();

  const rest = counting({ reply: wordsFor });
  const { app } = await stage.run({ script: rest.script });
  await eyes.card(thread, 'Which answer is better?');
  expect(rest).toMatchObject({ replies: SCORES - 4, scores: SCORES - 4 });
  stage.clock.skip(HOUR);
  const result = textOf(await eyes.card(thread, 'Results (complete)'));
  expect(result).toContain('The seal holds');
  await app.trials.finished(trial);
  const scores = scoresIn(await app.trials.history(trial));
  expect(scores).toHaveLength(SCORES);
  expect(scores).toEqual([...new Set(scores)]);
  expectOnce(eyes, thread);
  stage.expectClean(eyes);
});

it("goes on with the single model's debate, when it was closed in the middle of it", async () => {
  const stage = await Stage.open();
  const eyes = await stage.eyes('Ada');
  const single = pausingAt([ENSEMBLE + 1]);
  const first = await stage.run({ script: single.script });
  const trial = trialIn(await eyes.start(REQUEST));
  const thread = await threadOf(eyes, trial);
  await eyes.message(thread, ({ content }) => content.startsWith('-# Now a single model'));
  await single.at(ENSEMBLE + 1).reached;
  const before = posts(eyes, thread);
  await first.close();

  const rest = counting({ reply: wordsFor });
  const { app } = await stage.run({ script: rest.script });
  await eyes.card(thread, 'Which answer is better?');
  expect(rest).toMatchObject({ replies: 2 + SCORES, scores: SCORES });
  const after = posts(eyes, thread);
  expect(after.filter((post) => !post.includes('-# '))).toEqual([
    ...before.filter((post) => !post.includes('-# ')),
    expect.stringContaining('Answer A'),
    expect.stringContaining('Answer B'),
    expect.stringContaining('Which answer is better?'),
  ]);
  const spoken = (await app.trials.history(trial)).flatMap((update) =>
    update.source === 'debate' && update.event.type === 'turn-end' ? [`${update.arm} ${update.event.turn.seat}`] : [],
  );
  expect(spoken).toHaveLength(DEBATES);
  expect(spoken).toEqual([...new Set(spoken)]);
  expectOnce(eyes, thread);
  stage.expectClean(eyes);
});

it('keeps the order of debates that wait for their turn', async () => {
  const stage = await Stage.open();
  const people = [await stage.eyes('Ada'), await stage.eyes('Bea'), await stage.eyes('Cem')] as const;
  const [ada, bea, cem] = people;
  const opening = pausingAt([0]);
  const first = await stage.run({ script: opening.script });
  const trials = [
    trialIn(await ada.start({ ...REQUEST, scenario: 'care-robot-refusal' })),
    trialIn(await bea.start({ ...REQUEST, scenario: 'loan-fairness' })),
    trialIn(await cem.start({ ...REQUEST, scenario: 'open-weights' })),
  ];
  await opening.at(0).reached;
  await first.close();

  const again = pausingAt([0]);
  const { app } = await stage.run({ script: again.script });
  await again.at(0).reached;
  const lines = textOf(await ada.command('debate', sub('status'))).split('\n');
  expect(lines.map((line) => trialIn(line))).toEqual(trials);
  expect(lines[0]).toMatch(/round 1, [\w ]+ is writing$/);
  expect(lines[1]).toMatch(/waiting, place 1 in the queue$/);
  expect(lines[2]).toMatch(/waiting, place 2 in the queue$/);
  again.at(0).goOn();
  await ada.until(() => ballots(ada).length === trials.length);
  const threads = await Promise.all(trials.map((trial) => threadOf(ada, trial)));
  expect(ballots(ada)).toEqual(threads);
  expect(app.trials.running().map(({ plan, phase }) => [plan.trial, phase])).toEqual(
    trials.map((trial) => [trial, 'ballot']),
  );
  stage.expectClean(ada);
});

/** Threads of the open ballots, in the order in which they were opened. */
function ballots(eyes: Eyes): string[] {
  return eyes.seen.flatMap(({ event, data }) =>
    event === 'MESSAGE_CREATE' && data.embeds[0]?.title === 'Which answer is better?' ? [data.channel_id] : [],
  );
}

it('leaves a debate stopped that a person has stopped', async () => {
  const stage = await Stage.open();
  const eyes = await stage.eyes('Ada');
  const debaters = pausingAt([1]);
  const first = await stage.run({ script: debaters.script });
  const trial = trialIn(await eyes.start(REQUEST));
  const thread = await threadOf(eyes, trial);
  await debaters.at(1).reached;
  const answer = await eyes.command('debate', sub('stop', { debate: trial }));
  expect(answer.content).toContain('is being stopped');
  await first.close();

  const rest = counting({ reply: wordsFor });
  const { app } = await stage.run({ script: rest.script });
  await app.trials.finished(trial);
  const result = textOf(await eyes.card(thread, 'Results (stopped)'));
  expect(result).toContain('stopped by the person who started it');
  expect(app.trials.running()).toEqual([]);
  expect(rest).toMatchObject({ replies: 0, scores: 0 });
  expectOnce(eyes, thread);
  stage.expectClean(eyes);
});

it('never shows a word again of a debate that was taken off view', async () => {
  const stage = await Stage.open();
  const eyes = await stage.eyes('Ada');
  const debaters = pausingAt([1, 2]);
  const first = await stage.run({ script: debaters.script });
  const watcher = new Watcher();
  first.app.trials.addPresenter(watcher);
  const trial = trialIn(await eyes.start(REQUEST));
  const thread = await threadOf(eyes, trial);
  await debaters.at(1).reached;
  await eyes.message(thread, ({ content }) => content.endsWith('▍'));
  // Discord takes no edit for a moment: the disk has the rest of the turn, and that it is taken off view, the thread has neither.
  stage.playground.failRequests({
    routes: ['PATCH /webhooks/:id/:token/messages/:id'],
    outcome: 'refused',
    answer: 503,
    times: 1,
  });
  debaters.at(1).goOn();
  await debaters.at(2).reached;
  await first.app.trials.hide(trial, 'moderator', 'spam');
  await watcher.shown('trial-hidden');
  await first.close();
  expect(standing(eyes, thread)).not.toContain('Taken off view');

  const from = eyes.seen.length;
  const { app } = await stage.run();
  await eyes.card(thread, 'Which answer is better?');
  stage.clock.skip(HOUR);
  await eyes.card(thread, 'Results');
  await app.trials.finished(trial);
  const shown = eyes.seen
    .slice(from)
    .flatMap(({ event, data }) => (event === 'MESSAGE_CREATE' || event === 'MESSAGE_UPDATE' ? [textOf(data)] : []));
  const said = (await app.trials.history(trial)).flatMap(({ event }) =>
    event.type === 'turn-end' && event.text !== '' ? [event.text.slice(0, 40)] : [],
  );
  for (const text of [...said, app.content.scenarios.get('care-robot-refusal')?.motion ?? expect.fail()])
    expect(shown.filter((version) => version.includes(text))).toEqual([]);
  for (const text of said) expect(standing(eyes, thread)).not.toContain(text);
  stage.expectClean(eyes);
});

it('shows the results that it had no time to show, and once', async () => {
  const stage = await Stage.open();
  const eyes = await stage.eyes('Ada');
  const first = await stage.run();
  const watcher = new Watcher();
  first.app.trials.addPresenter(watcher);
  const trial = trialIn(await eyes.start(REQUEST));
  const thread = await threadOf(eyes, trial);
  await eyes.card(thread, 'Which answer is better?');
  // Discord takes nothing for a while, so that the end is stored before anybody sees it.
  stage.playground.failRequests({
    routes: ['POST /channels/:id/messages'],
    outcome: 'refused',
    answer: 503,
    times: 4,
  });
  stage.clock.skip(HOUR);
  await watcher.shown('trial-end');
  await first.close();
  expect(posts(eyes, thread).join()).not.toContain('Results');

  const { app } = await stage.run();
  await eyes.card(thread, 'Results (complete)');
  await app.trials.finished(trial);
  expectOnce(eyes, thread);
  stage.expectClean(eyes);
});

it('posts nothing twice and leaves nothing out, however often it is closed, also when the answer to a post was lost', async () => {
  const script = writingSlowly(60, 3);
  const undisturbed = await Stage.open();
  const whole = await undisturbed.eyes('Ada');
  await undisturbed.run({ script });
  await whole.start({ ...REQUEST, rounds: 2 });
  const expected = await whole.thread();
  await whole.card(expected, 'Which answer is better?');

  const stage = await Stage.open();
  const eyes = await stage.eyes('Ada');
  let run = await stage.run({ script });
  await eyes.start({ ...REQUEST, rounds: 2 });
  const thread = await eyes.thread();
  for (const events of [3, 6, 2, 9, 4, 7]) {
    stage.playground.failRequests({
      routes: ['POST /webhooks/:id/:token', 'POST /channels/:id/messages'],
      outcome: 'answer lost',
      answer: 'none',
      times: 1,
    });
    const from = eyes.seen.length;
    await eyes.until(() => eyes.seen.length >= from + events);
    await run.close();
    run = await stage.run({ script });
  }
  await eyes.card(thread, 'Which answer is better?');
  await eyes.message(thread, ({ content }) => content === '-# Both debates are done and scored.');
  expect(lasting(eyes, thread)).toEqual(lasting(whole, expected));
  stage.expectClean(eyes);
});
