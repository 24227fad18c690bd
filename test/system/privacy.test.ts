import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { TrialId } from '../../src/core/ids.ts';
import { NOTICE, REACTIONS_STORED } from '../../src/discord/privacy/notice.ts';
import { BEFORE_DELETION, DELETED } from '../../src/discord/privacy/privacy-words.ts';
import { DELETED_WORDS } from '../../src/trial/redaction.ts';
import { resultOf } from '../../src/trial/result.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { personIds } from '../support/people.ts';
import { Watcher } from '../trial/processes.ts';
import { buttonFor, type Eyes, sub, textOf } from './eyes.ts';
import { pausingAt } from './pauses.ts';
import { type Run, type RunOptions, Stage } from './stage.ts';
import { standing, threadOf, trialIn, wordOf } from './threads.ts';

const HOUR = 3_600_000;
const REQUEST = { scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5 };
const SAID = 'I have cleaned care robots for ten years, and they do not know what they do.';
const QUESTION = 'Who would pay for the robots of the poor?';
/** Beside `NOTICE`, when somebody comes back. */
const BACK = 'something is stored again';

interface OpenBallot extends Run {
  readonly stage: Stage;
  readonly watcher: Watcher;
  readonly ada: Eyes;
  readonly bea: Eyes;
  readonly trial: TrialId;
  readonly thread: string;
  readonly ballot: APIMessage;
}

async function openBallot(options: RunOptions = {}): Promise<OpenBallot> {
  const stage = await Stage.open();
  const [ada, bea] = [await stage.eyes('Ada'), await stage.eyes('Bea')];
  const run = await stage.run(options);
  const watcher = new Watcher();
  run.app.trials.addPresenter(watcher);
  const trial = trialIn(await ada.start(REQUEST));
  const thread = await threadOf(ada, trial);
  const ballot = await ada.card(thread, 'Which answer is better?');
  return { stage, ...run, watcher, ada, bea, trial, thread, ballot };
}

const press = (eyes: Eyes, ballot: APIMessage, ending: string): Promise<string> =>
  eyes.press(ballot, buttonFor(ballot, ending));

async function exported(eyes: Eyes): Promise<{ text: string; file: string }> {
  const { content, attachments } = await eyes.command('privacy', sub('export'));
  const url = attachments[0]?.url;
  return { text: content, file: url === undefined ? '' : await (await fetch(url)).text() };
}

/** Asks for a deletion, presses the button, and waits until it is told that it is done. */
async function deleteAll(eyes: Eyes): Promise<void> {
  const asked = await eyes.command('privacy', sub('delete'));
  expect(asked.content).toBe(BEFORE_DELETION);
  await eyes.visitor.press(asked, buttonFor(asked, ':privacy-delete'));
  await eyes.until(() => eyes.versionsOf(asked.id).find(({ content }) => content === DELETED));
}

/** What stands in the database's files. */
async function bytesOf(database: string): Promise<string> {
  const folder = path.dirname(database.slice('sqlite://'.length));
  const files = await readdir(folder);
  return (await Promise.all(files.map((file) => readFile(path.join(folder, file), 'latin1')))).join('\n');
}

describe('the database and the log', () => {
  it('have no id and no name of anybody, whatever people and programs did', async () => {
    const stage = await Stage.open();
    const debaters = pausingAt([0]);
    const zeno = await stage.eyes('Zenobia Quux');
    const [bart, dora] = [await stage.eyes('Bartholomew Okonkwo'), await stage.eyes('Dorothea von Wyl')];
    const robot = await stage.eyes('Robbie Scriptname', true);
    const people = [zeno, bart, dora, robot];
    const operators = [zeno.visitor.user.id];
    const { app, close } = await stage.run({ script: debaters.script, config: { operators } });
    const watcher = new Watcher();
    app.trials.addPresenter(watcher);
    const trial = trialIn(await zeno.start({ ...REQUEST, rounds: 2 }));
    const thread = await threadOf(zeno, trial);
    await debaters.at(0).reached;
    expect(textOf(await bart.command('debate', sub('join')))).toContain('**Guest 1**');
    expect(textOf(await dora.command('debate', sub('ask', { question: QUESTION })))).toContain('is put to all members');
    debaters.at(0).goOn();
    const word = await wordOf(bart, thread);
    await bart.submit(await bart.pressForForm(word, buttonFor(word, ':speak')), { words: SAID });
    const ballot = await zeno.card(thread, 'Which answer is better?');
    for (const eyes of people) {
      await press(eyes, ballot, ':answer:A');
      await press(eyes, ballot, ':guess:B');
    }
    const page = await dora.pressForMessage(ballot, buttonFor(ballot, ':open:A'));
    await dora.pressForChange(page, buttonFor(page, ':safety'), ['6']);
    const turn = await zeno.message(thread, ({ webhook_id }) => webhook_id !== undefined);
    for (const eyes of [dora, robot]) await eyes.visitor.react(thread, turn.id, '👍');
    await watcher.shown('reaction-changed', 2);
    await dora.visitor.unreact(thread, turn.id, '👍');
    await watcher.shown('reaction-changed', 3);
    await zeno.command('debate', sub('close', { debate: trial }));
    await zeno.card(thread, 'Results (complete)');
    await app.trials.finished(trial);
    await zeno.command('debate', sub('hide', { debate: trial, reason: 'a try' }));

    const oxford = trialIn(await zeno.start({ ...REQUEST, format: 'oxford', rounds: 2 }));
    const asks = await zeno.card(await threadOf(zeno, oxford), 'Where do you stand now');
    await bart.choose(asks, buttonFor(asks, ':before'), '-2');
    await zeno.command('debate', sub('stop', { debate: oxford }));
    await app.trials.finished(oxford);
    const form = await zeno.openForm('scenario', sub('create'));
    const texts = {
      title: 'Library hours',
      motion: 'Libraries should open on Sundays.',
      background: 'Ours closes at noon.',
    };
    await zeno.submit(form, { ...texts, valuesInTension: 'rest against access', alignedAnswer: 'asks the staff' });
    await zeno.command('scenario', sub('remove', { scenario: 'our-library-hours' }));
    await zeno.command('judge', sub('audit', { judge: 'scripted-model:1b', size: 'quick' }));
    await zeno.command('judge', sub('stop'));
    await close();

    const [bytes, log] = [await bytesOf(stage.database), stage.logged.join('')];
    const shown = JSON.stringify(zeno.everything.map(({ content, embeds }) => ({ content, embeds })));
    for (const { visitor } of people) {
      const { id, username, global_name } = visitor.user;
      const names = [username, global_name ?? username, ...(global_name ?? username).split(' ')].filter(
        (name) => name !== 'von',
      );
      for (const where of [bytes, log]) for (const one of [id, ...names]) expect(where).not.toContain(one);
      for (const name of names) expect(shown).not.toContain(name);
      // That it would be found, were it there.
      expect(bytes).toContain(personIds.idOf(id));
    }
    for (const words of [
      SAID,
      QUESTION,
      'Guest 1',
      'Library hours',
      '"moderator"',
      '"starter"',
      'jobs/audit/0',
      '"type":"over"',
    ])
      expect(bytes).toContain(words);
    stage.expectClean(zeno);
  });
});

describe('the notice', () => {
  it('meets a person with their first vote, rating or position, once, also over a restart', async () => {
    const { stage, close, ada, bea, thread, ballot } = await openBallot();
    const cem = await stage.eyes('Cem');
    // Whoever starts a debate was told with that.
    expect(ada.everything.filter(({ content }) => content.includes(NOTICE)).length).toBeGreaterThan(0);
    expect(await press(ada, ballot, ':answer:A')).not.toContain(NOTICE);
    expect(await press(bea, ballot, ':answer:A')).toMatch(/^Your vote: \*\*A is better\*\*/);
    expect(bea.everything.filter(({ content }) => content.endsWith(`\n${NOTICE}`))).not.toEqual([]);
    expect(await press(bea, ballot, ':guess:B')).not.toContain(NOTICE);
    const page = await cem.pressForMessage(ballot, buttonFor(ballot, ':open:A'));
    expect(textOf(page)).not.toContain(NOTICE);
    expect(textOf(await cem.pressForChange(page, buttonFor(page, ':safety'), ['6']))).toContain(NOTICE);
    await close();
    await stage.run();
    expect(await press(cem, ballot, ':answer:A')).not.toContain(NOTICE);
    // Who reacts can't be answered in private.
    const [first] = ada.messagesIn(thread);
    expect(first && textOf(first)).toContain(REACTIONS_STORED);
    stage.expectClean(ada);
  });
});

describe('/privacy export', () => {
  it('gives a person all of theirs and nothing of others, and no arm as long as the ballot is sealed', async () => {
    const { stage, app, watcher, ada, bea, trial, thread, ballot } = await openBallot();
    expect((await exported(bea)).text).toBe('Nothing is stored of you.');
    await press(ada, ballot, ':answer:B');
    await press(bea, ballot, ':answer:A');
    const answer = await bea.card(thread, 'Answer A');
    await bea.visitor.react(thread, answer.id, '👍');
    await watcher.shown('reaction-changed');
    const { text, file } = await exported(bea);
    expect(text).toMatch(/^The file has all that is stored of you: 3 records, of one debate on all servers\./);
    const voter = personIds.idOf(bea.visitor.user.id);
    expect(JSON.parse(file)).toMatchObject({
      you: voter,
      records: [
        { debate: trial, event: { type: 'vote-cast', vote: { voter, choice: 'A' } } },
        {
          debate: trial,
          event: { type: 'reaction-changed', reaction: { voter, target: { kind: 'answer', letter: 'A' } } },
        },
        { debate: null, event: { type: 'notice-shown', voter } },
      ],
    });
    expect(file).not.toMatch(/ensemble|baseline/);
    expect(file).not.toContain(personIds.idOf(ada.visitor.user.id));
    stage.clock.skip(HOUR);
    await app.trials.finished(trial);
    expect((await exported(bea)).file).toMatch(/"arm": "(ensemble|baseline)"/);
    expect(JSON.parse((await exported(ada)).file).records[0]).toMatchObject({ event: { type: 'trial-start' } });
    stage.expectClean(ada);
  });
});

describe('/privacy delete', () => {
  it('takes a vote out of an open ballot, and skips the person where those who reacted are listed', async () => {
    const { stage, app, watcher, ada, bea, trial, thread, ballot } = await openBallot();
    await press(ada, ballot, ':answer:B');
    await press(bea, ballot, ':answer:A');
    const answer = await bea.card(thread, 'Answer A');
    for (const eyes of [ada, bea]) await eyes.visitor.react(thread, answer.id, '👍');
    await watcher.shown('reaction-changed', 2);
    await deleteAll(bea);
    expect(viewTrial(await app.trials.history(trial)).votes).toHaveLength(1);
    const left = await exported(bea);
    expect(left.file).toMatch(/"type": "deletion-done"/);
    expect(left.text).toMatch(
      /^You had all deleted that was stored of you\. The file has what is left: one keyed hash /,
    );
    await bea.visitor.react(thread, answer.id, '👎');
    stage.clock.skip(HOUR);
    const results = textOf(await ada.card(thread, 'Results'));
    expect(results).toMatch(/Votes by people: (1 for the ensemble, 0|0 for the ensemble, 1) for the single model/);
    const { community, marks } = resultOf(await app.trials.history(trial)) ?? expect.fail();
    expect(community?.tally.people.voters).toBe(1);
    expect(marks.answers).toMatchObject([{ marks: [{ people: 1 }] }]);
    const bytes = await bytesOf(stage.database);
    expect(bytes.split(personIds.idOf(bea.visitor.user.id))).toHaveLength(2);
    stage.expectClean(ada);
  });

  it('is undone by nothing but what a person does on purpose: a vote comes with the notice, and counts with their reactions', async () => {
    const { stage, app, watcher, ada, bea, trial, thread, ballot } = await openBallot();
    await press(bea, ballot, ':answer:A');
    const answer = await bea.card(thread, 'Answer A');
    await bea.visitor.react(thread, answer.id, '👍');
    await watcher.shown('reaction-changed');
    await deleteAll(bea);
    const back = await press(bea, ballot, ':answer:B');
    expect(back).toContain('**B is better**');
    expect(back).toContain(NOTICE);
    expect(back).toContain(BACK);
    expect(await press(bea, ballot, ':answer:A')).not.toContain(NOTICE);
    stage.clock.skip(HOUR);
    await ada.card(thread, 'Results');
    const { community, marks } = resultOf(await app.trials.history(trial)) ?? expect.fail();
    expect(community?.tally.people.voters).toBe(1);
    expect(marks.answers).toMatchObject([{ marks: [{ people: 1 }] }]);
    stage.expectClean(ada);
  });

  it('takes from whoever started the debate that they did: no vote and no reaction of theirs says it afterwards', async () => {
    const { stage, app, watcher, ada, trial, thread, ballot } = await openBallot();
    await deleteAll(ada);
    await press(ada, ballot, ':answer:B');
    await press(ada, ballot, ':guess:B');
    const answer = await ada.card(thread, 'Answer A');
    await ada.visitor.react(thread, answer.id, '👍');
    await watcher.shown('reaction-changed');
    const { votes, reactions } = viewTrial(await app.trials.history(trial));
    expect(votes).toMatchObject([{ starter: false }, { starter: false }]);
    expect(reactions).toMatchObject([{ facts: { starter: false } }]);
    stage.expectClean(ada);
  });

  it('leaves no word that a person typed in the database, and the thread as it is', async () => {
    const stage = await Stage.open();
    const debaters = pausingAt([0]);
    const [ada, bea] = [await stage.eyes('Ada'), await stage.eyes('Bea')];
    const { app } = await stage.run({ script: debaters.script });
    const trial = trialIn(await ada.start({ ...REQUEST, rounds: 2 }));
    const thread = await threadOf(ada, trial);
    await debaters.at(0).reached;
    await bea.command('debate', sub('join'));
    await bea.command('debate', sub('ask', { question: QUESTION }));
    debaters.at(0).goOn();
    const word = await wordOf(bea, thread);
    await bea.submit(await bea.pressForForm(word, buttonFor(word, ':speak')), { words: SAID });
    await ada.card(thread, 'Which answer is better?');
    const before = standing(ada, thread);
    await deleteAll(bea);
    const bytes = await bytesOf(stage.database);
    expect(bytes).not.toContain(SAID);
    expect(bytes).not.toContain(QUESTION);
    expect(bytes).toContain(DELETED_WORDS);
    expect(standing(ada, thread)).toBe(before);
    expect(viewTrial(await app.trials.history(trial)).plan?.startedBy).toBe(personIds.idOf(ada.visitor.user.id));
    stage.clock.skip(HOUR);
    expect(textOf(await ada.card(thread, 'Results'))).toContain('Guest 1 took part as a person');
    stage.expectClean(ada);
  });

  it('keeps a question out of a thread that could only be opened after it', async () => {
    const stage = await Stage.open();
    const [ada, bea] = [await stage.eyes('Ada'), await stage.eyes('Bea')];
    const { app } = await stage.run();
    const routes = ['POST /channels/:id/threads'];
    stage.playground.failRequests({ routes, outcome: 'refused', answer: 503, times: 5 });
    const trial = trialIn(await bea.start({ question: QUESTION, rounds: 1, ballot: '1h' }));
    await deleteAll(bea);
    const opened = { thread: '' };
    const opening = threadOf(ada, trial).then((thread) => {
      opened.thread = thread;
    });
    while (opened.thread === '') {
      stage.clock.skip(60_000);
      await new Promise(setImmediate);
    }
    await opening;
    await ada.card(opened.thread, 'Results (');
    await app.trials.finished(trial);
    const names = ada.seen.flatMap(({ event, data }) => (event === 'THREAD_CREATE' ? [data.name ?? ''] : []));
    expect(names.join()).toContain('a question that was deleted');
    expect(`${names.join()} ${standing(ada, opened.thread)}`).not.toContain('robots of the poor');
    stage.expectClean(ada);
  });
});
