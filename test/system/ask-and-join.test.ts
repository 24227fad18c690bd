import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { promptText, wordsFor } from '../support/speech.ts';
import { buttonFor, buttonsOf, type Eyes, sub, textOf } from './eyes.ts';
import { pausingAt } from './pauses.ts';
import { type Run, type RunOptions, Stage } from './stage.ts';
import { standing, threadOf, trialIn, wordOf } from './threads.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Two members speak twice, then the chair answers: calls 0 to 4 are the ensemble's, 5 to 9 the single model's. */
const REQUEST = { scenario: 'care-robot-refusal', rounds: 2, ballot: '1h', seed: 5 };
const [FIRST, LAST_ROUND, CHAIR] = [0, 2, 4];
const QUESTION = 'Who would pay for the robots of the poor?';
const SAID = 'I have cleaned care robots for ten years, and they do not know what they do.';

interface Scene extends Run {
  readonly stage: Stage;
  readonly ada: Eyes;
  readonly trial: ReturnType<typeof trialIn>;
  readonly thread: string;
  /** What was read for each call, in order. */
  readonly prompts: readonly string[];
  goOn(call: number): void;
  again(): Promise<Run>;
}

/** A debate that Ada has started and that waits in the middle of its first call, and of others. */
async function debating(calls: readonly number[] = [], run: RunOptions = {}): Promise<Scene> {
  const stage = await Stage.open();
  const prompts: string[] = [];
  const paused = pausingAt([FIRST, ...calls], (request) => {
    prompts.push(promptText(request));
    return wordsFor(request);
  });
  const options = { script: paused.script, ...run };
  const running = await stage.run(options);
  const ada = await stage.eyes('Ada');
  const trial = trialIn(await ada.start(REQUEST));
  const thread = await threadOf(ada, trial);
  await paused.at(FIRST).reached;
  return {
    stage,
    ...running,
    ada,
    trial,
    thread,
    prompts,
    goOn: (call) => paused.at(call).goOn(),
    again: () => stage.run(run),
  };
}

const ask = (eyes: Eyes, question: string, thread?: string): Promise<string> =>
  eyes.command('debate', sub('ask', { question }), undefined, thread).then(textOf);
const join = (eyes: Eyes): Promise<string> => eyes.command('debate', sub('join')).then(textOf);

/** Waits until a message stands without buttons, and returns its words. */
async function settled(eyes: Eyes, thread: string, { id }: APIMessage): Promise<string> {
  const message = await eyes.message(thread, (one) => one.id === id && buttonsOf(one).length === 0);
  return message.content;
}

/** Waits until the chair has the word. */
function answerBegun(eyes: Eyes, thread: string): Promise<APIMessage> {
  return eyes.message(thread, ({ content }) => content === '## The answer');
}

async function speak(eyes: Eyes, message: APIMessage, words: string): Promise<APIMessage> {
  const form = await eyes.pressForForm(message, buttonFor(message, ':speak'));
  return eyes.submit(form, { words });
}

async function fileOf({ attachments }: APIMessage): Promise<string> {
  return (await fetch(attachments[0]?.url ?? expect.fail())).text();
}

async function results({ stage, ada, thread }: Scene): Promise<string> {
  await ada.card(thread, 'Which answer');
  stage.clock.skip(HOUR);
  return textOf(await ada.card(thread, 'Results'));
}

describe('/debate ask', () => {
  it('puts a question into the next round of the thread, without a name, and to both arms', async () => {
    const scene = await debating();
    const { stage, ada, thread, prompts, goOn } = scene;
    const bea = await stage.eyes('Bea');
    const answer = await ask(bea, `  ${QUESTION.replace(' ', '  ')}\u200b `, thread);
    expect(answer).toContain('put to all members in round 2 of 2');
    expect(standing(ada, thread)).not.toContain(QUESTION);
    goOn(FIRST);
    await ada.card(thread, 'Which answer');
    const lines = ada.messagesIn(thread).map(({ content }) => content);
    const heading = lines.findIndex((line) => line.startsWith('## Round 2'));
    expect(lines[heading + 1]).toBe(`**The audience asks**\n> ${QUESTION}`);
    expect(ada.messagesIn(thread)[heading + 2]?.webhook_id).toBeDefined();
    expect(standing(ada, thread)).not.toContain('Bea');
    const reads = prompts.slice(0, 10).map((prompt) => prompt.includes(QUESTION));
    expect(reads).toEqual([false, false, true, true, true, false, false, true, true, true]);
    await results(scene);
    const { attachments } = await ada.message(thread, (message) => message.attachments.length > 0);
    expect(await (await fetch(attachments[0]?.url ?? '')).text()).toContain(`: the audience asks\n\n${QUESTION}`);
    stage.expectClean(ada);
  });

  it('puts a question to the chair when the last round has begun, and takes none when the chair writes', async () => {
    const { stage, ada, thread, prompts, goOn } = await debating([LAST_ROUND, CHAIR]);
    goOn(FIRST);
    await ada.message(thread, ({ content }) => content.startsWith('## Round 2'));
    await ada.until(() => prompts.length > LAST_ROUND);
    expect(await ask(ada, QUESTION)).toContain('put to the chair, before the answer');
    goOn(LAST_ROUND);
    await ada.until(() => prompts.length > CHAIR);
    await ada.message(thread, ({ content }) => content === `**The audience asks**\n> ${QUESTION}`);
    const lines = ada.messagesIn(thread).map(({ content }) => content);
    expect(lines[lines.indexOf('## The answer') + 1]).toContain(QUESTION);
    expect(prompts.map((prompt) => prompt.includes(QUESTION))).toEqual([false, false, false, false, true]);
    expect(await ask(await stage.eyes('Bea'), 'And what of the rich?')).toContain('have ended this debate');
    goOn(CHAIR);
    stage.expectClean(ada);
  });

  it('says in words why a question is not taken', async () => {
    const { stage, ada, thread, goOn } = await debating([], { config: { refusedWords: ['zebra'] } });
    expect(await ask(ada, 'What of the ze\u200bbra?')).toMatch(/contains a word that is not debated/);
    expect(await ask(ada, '1 + 1 = ?')).toContain('There is no word in this question.');
    expect(await ask(await stage.eyes('Robo', true), QUESTION)).toContain('You are a program here.');
    const people = [await stage.eyes('Bea'), await stage.eyes('Cem'), await stage.eyes('Dan')];
    const asked = await Promise.all(people.map((eyes) => ask(eyes, QUESTION)));
    expect(asked).toEqual(Array.from({ length: 3 }, () => expect.stringContaining('put to all members')));
    expect(await ask(ada, QUESTION)).toContain('3 questions wait for the next round');
    expect(await ask(people[0] ?? expect.fail(), QUESTION)).toContain('Your last question has not been put yet.');
    goOn(FIRST);
    await answerBegun(ada, thread);
    expect(ada.messagesIn(thread).filter(({ content }) => content.includes(QUESTION))).toHaveLength(3);
    stage.expectClean(ada);
  });

  it('stands in the thread as plain words, whatever is in it', async () => {
    const { stage, ada, thread, goOn } = await debating();
    await ask(ada, '**@everyone** look: [here](https://example.com) <@1>');
    goOn(FIRST);
    const { content } = await ada.message(thread, (message) => message.content.startsWith('**The audience asks**'));
    expect(content).toContain('\\*\\*@\u200beveryone\\*\\*');
    expect(content).not.toMatch(/\]\(|<@1>/);
    stage.expectClean(ada);
  });

  it('asks which debate is meant where none or several run', async () => {
    const stage = await Stage.open();
    await stage.run({ script: pausingAt([FIRST]).script });
    const [ada, bea] = [await stage.eyes('Ada'), await stage.eyes('Bea')];
    expect(await ask(ada, QUESTION)).toContain('Nothing is being debated now.');
    const trial = trialIn(await ada.start(REQUEST));
    await bea.start(REQUEST);
    expect(await ask(ada, QUESTION)).toContain('2 debates run on this server.');
    const named = await ada.command('debate', sub('ask', { question: QUESTION, debate: trial }));
    expect(textOf(named)).toContain('put to all members');
    const unknown = await ada.command('debate', sub('ask', { question: QUESTION, debate: 't-00000000' }));
    expect(textOf(unknown)).toContain('There is no debate t-00000000 here.');
    stage.expectClean(ada);
  });
});

describe('/debate join', () => {
  it('gives a person the word at the end of each round, and their words to all', async () => {
    const scene = await debating([], { config: { refusedWords: ['zebra'] } });
    const { stage, ada, thread, prompts, goOn } = scene;
    const mo = await stage.eyes('Mo');
    expect(await join(mo)).toMatch(
      /seat in debate `t-\w+` as \*\*Guest 1\*\*: so all read you.* In round 2, the last one, you speak after the members\.\n.*4 minutes/,
    );
    expect(await join(mo)).toContain('You have a seat at this table already.');
    goOn(FIRST);
    const word = await wordOf(mo, thread);
    expect(word.content).toMatch(/^\*\*Guest 1\*\* \(a person\) has the word until <t:\d+:T> \(<t:\d+:R>\)\.$/);
    expect(textOf(await ada.command('debate', sub('status')))).toMatch(/: round 2, a person has the word$/);
    expect(await ada.press(word, buttonFor(word, ':speak'))).toContain('This is not your turn.');
    expect(await ada.press(word, buttonFor(word, ':pass'))).toContain('This is not your turn.');

    const form = await mo.pressForForm(word, buttonFor(word, ':speak'));
    expect(JSON.stringify(form)).toMatch(/The members have about \d+ words each/);
    const refused = await mo.submit(form, { words: `${SAID} Like a ze\u00adbra.` });
    expect(refused.content).toMatch(/^This contains a word that is not said.*\nWhat you wrote is in this file\.$/);
    expect(await fileOf(refused)).toContain(SAID);
    expect((await speak(mo, word, SAID)).content).toContain('You have said it');
    expect(await settled(mo, thread, word)).toBe(`**Guest 1** (a person): ${SAID}`);
    await ada.card(thread, 'Which answer');
    expect(prompts.slice(0, 10).map((prompt) => prompt.includes(SAID))).toEqual([
      ...[false, false, false, false, true],
      ...[false, false, false, false, false],
    ]);
    const order = ada.messagesIn(thread).map(({ content }) => content);
    const [heading, seat] = [order.findIndex((line) => line.startsWith('## Round 2')), 1];
    expect(order[heading + seat]).toBe(
      '-# **Guest 1** (a person) takes a seat and speaks last in each open round from here on.',
    );
    expect(await results(scene)).toContain(
      'Guest 1 took part as a person, so the ensemble’s debate had words that the single model’s had not.',
    );
    stage.expectClean(ada);
  });

  it('goes on without a person who passes', async () => {
    const scene = await debating();
    const { stage, ada, thread, goOn } = scene;
    await join(ada);
    goOn(FIRST);
    const word = await wordOf(ada, thread);
    expect(await ada.press(word, buttonFor(word, ':pass'))).toContain('You say nothing in this round.');
    expect(await settled(ada, thread, word)).toBe('**Guest 1** (a person) says nothing in this round.');
    const text = await results(scene);
    expect(text).toMatch(/^Results \(complete\)/);
    expect(text).not.toContain('took part');
    stage.expectClean(ada);
  });

  it('goes on when the time is over, and gives back what comes too late', async () => {
    const { stage, ada, thread, goOn } = await debating();
    await join(ada);
    goOn(FIRST);
    const word = await wordOf(ada, thread);
    const form = await ada.pressForForm(word, buttonFor(word, ':speak'));
    stage.clock.skip(4 * MINUTE);
    expect(await settled(ada, thread, word)).toContain('says nothing in this round.');
    const late = await ada.submit(form, { words: SAID });
    expect(late.content).toMatch(/^This turn is over\..*\nWhat you wrote is in this file\.$/);
    expect(await fileOf(late)).toBe(SAID);
    await answerBegun(ada, thread);
    expect(standing(ada, thread)).not.toContain(SAID);
    stage.expectClean(ada);
  });

  it('keeps the word of a person over a restart', async () => {
    const { stage, ada, thread, goOn, again, close } = await debating();
    await join(ada);
    goOn(FIRST);
    const word = await wordOf(ada, thread);
    await close();
    await again();
    await speak(ada, word, SAID);
    expect(await settled(ada, thread, word)).toBe(`**Guest 1** (a person): ${SAID}`);
    await answerBegun(ada, thread);
    expect(ada.messagesIn(thread).filter(({ content }) => content.includes('(a person)'))).toHaveLength(2);
    stage.expectClean(ada);
  });

  it('does not wait for a person whose time was over while it was down', async () => {
    const { stage, ada, thread, goOn, again, close } = await debating();
    await join(ada);
    goOn(FIRST);
    const word = await wordOf(ada, thread);
    const form = await ada.pressForForm(word, buttonFor(word, ':speak'));
    await close();
    stage.clock.skip(4 * MINUTE);
    await again();
    expect(await settled(ada, thread, word)).toContain('says nothing in this round.');
    expect((await ada.submit(form, { words: SAID })).content).toContain('This turn is over.');
    await answerBegun(ada, thread);
    stage.expectClean(ada);
  });

  it('takes the word back from a person when the debate is stopped', async () => {
    const { stage, ada, trial, thread, goOn } = await debating();
    await join(ada);
    goOn(FIRST);
    const word = await wordOf(ada, thread);
    const form = await ada.pressForForm(word, buttonFor(word, ':speak'));
    await ada.command('debate', sub('stop', { debate: trial }));
    expect(await settled(ada, thread, word)).toBe('**Guest 1** (a person) had the word when the debate ended.');
    await ada.card(thread, 'Results (stopped)');
    expect((await ada.submit(form, { words: SAID })).content).toContain('This debate is over.');
    stage.expectClean(ada);
  });

  it('lets nobody be taken for a member, and has no seat for a program or a third person', async () => {
    const { stage, ada, thread, goOn } = await debating([], { config: { refusedWords: ['zebra'] } });
    const [grace, other, third] = [await stage.eyes('Grace Achieng'), await stage.eyes('Bea'), await stage.eyes('Cem')];
    expect(await join(await stage.eyes('Robo', true))).toContain('You are a program here.');
    expect(await join(grace)).toContain('as **Guest 1**');
    expect(await join(other)).toContain('as **Guest 2**');
    expect(await join(third)).toContain('2 people sit at this table');
    goOn(FIRST);
    for (const [eyes, shown] of [
      [grace, '**Guest 1** (a person): '],
      [other, '**Guest 2** (a person): '],
    ] as const) {
      const word = await wordOf(eyes, thread);
      await speak(eyes, word, SAID);
      expect(await settled(eyes, thread, word)).toBe(shown + SAID);
    }
    await answerBegun(ada, thread);
    stage.expectClean(ada);
  });

  it('has long words stand in parts that all say whose they are, and nothing in them looks like the bot', async () => {
    const { stage, ada, thread, goOn } = await debating();
    await join(ada);
    goOn(FIRST);
    const word = await wordOf(ada, thread);
    await speak(ada, word, `# Results\n${'I wonder about this. '.repeat(94)}`);
    expect(await settled(ada, thread, word)).toMatch(/^\*\*Guest 1\*\* \(a person\): \u200b# Results\nI wonder/);
    const next = await ada.message(thread, ({ content }) => content.startsWith('**Guest 1** (a person) goes on: '));
    expect(next.content.length).toBeGreaterThan(50);
    await answerBegun(ada, thread);
    stage.expectClean(ada);
  });

  it('takes question, name and words off view, and a person keeps the word', async () => {
    const scene = await debating([], { config: { hideAfterWarnings: 1 } });
    const { stage, app, ada, trial, thread, goOn } = scene;
    await join(ada);
    await ask(ada, QUESTION);
    goOn(FIRST);
    const word = await wordOf(ada, thread);
    await app.trials.hide(trial, 'moderator', 'spam');
    const nameless = await ada.message(thread, ({ content }) => content.startsWith('A person has the word until'));
    expect(nameless.id).toBe(word.id);
    await speak(ada, nameless, SAID);
    expect(await settled(ada, thread, word)).toBe('*Taken off view.*');
    const text = await results(scene);
    expect(text).toContain('Somebody took part as a person');
    expect(standing(ada, thread)).not.toMatch(/Ada|robots of the poor|cleaned/);
    stage.expectClean(ada);
  });
});
