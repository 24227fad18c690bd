import { describe, expect, it } from 'vitest';
import { admitQuestion } from '../../src/discord/admission.ts';
import { RefusalError } from '../../src/discord/refusal-error.ts';
import { type Eyes, sub } from './eyes.ts';
import { MANAGING, ORDINARY } from './permissions.ts';
import { type RunOptions, Stage } from './stage.ts';
import { stallingAt } from './stalls.ts';
import { threadOf, trialIn } from './threads.ts';

const SMALL = { scenario: 'open-weights', rounds: 1, ballot: '1h' };
const DAY = 86_400_000;

async function onStage(options: RunOptions = {}) {
  const stage = await Stage.open();
  const { app } = await stage.run(options);
  return { stage, app, ada: await stage.eyes('Ada') };
}

/** A debate that has come so far that its starter may begin another. */
async function startedAndVotedOn(eyes: Eyes): Promise<void> {
  const trial = trialIn(await eyes.start(SMALL));
  await eyes.card(await threadOf(eyes, trial), 'Which answer');
}

describe('/debate start refuses', () => {
  it.each<[what: string, given: Parameters<Eyes['start']>[0], words: string]>([
    ['nothing', {}, 'There is nothing to debate yet. Give a scenario or a question of your own.'],
    [
      'a scenario and a question',
      { scenario: 'open-weights', question: 'Should cities ban cars?' },
      'A scenario and a question were both given. Give one of the two.',
    ],
    [
      'an unknown scenario',
      { scenario: 'open-wigs' },
      'There is no scenario "open-wigs". Choose one of: ai-in-cabinet',
    ],
    [
      'an unknown ensemble',
      { ...SMALL, ensemble: 'choir' },
      'There is no ensemble "choir". Choose one of: balanced, creative-mix',
    ],
    ['an unknown format', { ...SMALL, format: 'duel' }, 'There is no format "duel". Choose one of: '],
    [
      'a question of blanks',
      { question: `a${' '.repeat(20)}b` },
      'The question has 3 characters; it needs 10 to 300. Say in one sentence what is to be decided',
    ],
    [
      'more rounds than the format has',
      { ...SMALL, rounds: 7 },
      'The format "Proponent and opponent" can\'t be held in 7 rounds. Ask for 1 to 6 rounds, or choose another format.',
    ],
    [
      'fewer rounds than the format has',
      { ...SMALL, format: 'round-table', rounds: 1 },
      'The format "Round table" can\'t be held in 1 round. Ask for 2 to 6 rounds, or choose another format.',
    ],
    ...['0m', '8d', '1 week', 'soon', '-5m', '1.5h', '30'].map((ballot): [string, { ballot: string }, string] => [
      `a ballot of ${ballot}`,
      { ...SMALL, ballot },
      `"${ballot}" is no length of time. Write a number and s, m, h or d, up to a week: 90s, 30m, 2h, 1d.`,
    ]),
  ])('%s, and says what would do', async (_, given, words) => {
    const { stage, app, ada } = await onStage();
    const answer = await ada.start(given);
    expect(answer).toContain(words);
    expect(app.trials.running()).toEqual([]);
    stage.expectClean(ada);
  });

  it('a question that was typed in the place of a scenario, and keeps it out of the log', async () => {
    const { stage, ada } = await onStage();
    const question = 'Should Ada of Quince Street keep her robot?';
    expect(await ada.start({ scenario: question })).toContain(`There is no scenario "${question}".`);
    expect(stage.logged.join('')).toContain('"type":"UnknownChoiceError"');
    expect(stage.logged.join('')).not.toContain('Quince');
  });

  it('takes ballots from a second to a week', async () => {
    const { app, ada } = await onStage({ script: stallingAt(0).script });
    for (const [ballot, milliseconds] of [
      ['1s', 1000],
      ['7D', 7 * DAY],
    ] as const) {
      await ada.start({ ...SMALL, ballot });
      const [running] = app.trials.running();
      expect(running?.plan.ballotMilliseconds).toBe(milliseconds);
      await app.trials.stop(running?.plan.trial ?? expect.fail(), 'moderator');
      await app.trials.finished(running?.plan.trial ?? expect.fail());
    }
  });

  it('a question that Discord itself finds too short or too long', async () => {
    const { ada } = await onStage();
    for (const question of ['Why?', 'x'.repeat(301)])
      await expect(ada.start({ question })).rejects.toThrow('options.question: Wrong length.');
  });

  it('a question of refused words', async () => {
    const { app, ada } = await onStage({ config: { refusedWords: ['forbidden'] } });
    expect(await ada.start({ question: 'Is the FOR\u200bBIDDEN thing to be allowed?' })).toBe(
      'This question contains a word that is not debated on this server. Put it in other words.',
    );
    expect(app.trials.running()).toEqual([]);
  });
});

describe('a refused word', () => {
  const refused = ['spam', 'forbidden thing', 'naïve', 'left-wing', '賭博', '🍆', '***'];
  const isRefused = (question: string): boolean => {
    try {
      admitQuestion(question, refused);
      return false;
    } catch (error) {
      expect(error).toBeInstanceOf(RefusalError);
      return true;
    }
  };

  it.each([
    'Is spam good?',
    'Is SPAM good?',
    'Is ｓｐａｍ good?',
    'Is sp\u200bam, sp\u00adam or s\u2060pam good?',
    'Is s̶p̶a̶m̶ good?',
    'Is s p a m good?',
    'Is s.p-a_m good?',
    'Is spam-mail or spam’s price good?',
    'Is a forbidden   thing good?',
    'Is a forbidden\nthing good?',
    'Is a forbidden\u00a0thing good?',
    'Is a NAI\u0308VE one good?',
    'Are left wing or left-wing ones good?',
    '賭博は合法であるべきか?',
    'Is 🍆🍆 good?',
  ])('is found in %j', (question) => {
    expect(isRefused(question)).toBe(true);
  });

  it.each([
    'Is spammers’ or antispam software good?',
    'Is a thing forbidden there?',
    'Should I be a vegan?',
    'Is everything *** allowed?',
    'Is plan A or B good, and is it p. 5?',
  ])('is not found in %j', (question) => {
    expect(isRefused(question)).toBe(false);
  });
});

describe('who may start a debate', () => {
  it('is whoever may manage the server, and nobody else', async () => {
    const { stage, app, ada } = await onStage();
    stage.playground.setVisitorPermissions(ORDINARY);
    expect(await ada.start(SMALL)).toBe(
      'You may not start debates on this server. It takes the permission Manage Server or a role that the operator has named.',
    );
    expect(app.trials.running()).toEqual([]);
    stage.playground.setVisitorPermissions(MANAGING);
    expect(await ada.start(SMALL)).toMatch(/^Debate/);
  });

  it('is whoever has a role that the operator has named', async () => {
    const stage = await Stage.open();
    const cem = await stage.eyes('Cem', true);
    const { roles } = cem.visitor.ready.guild;
    const role = roles.find(({ name }) => name === 'scripted voter')?.id ?? expect.fail();
    await stage.run({ config: { starterRoles: [role] } });
    const ada = await stage.eyes('Ada');
    stage.playground.setVisitorPermissions(ORDINARY);
    expect(await ada.start(SMALL)).toContain('You may not start debates on this server.');
    expect(await cem.start(SMALL)).toMatch(/^Debate/);
  });

  it('is nobody who has one running already, also when two commands are sent at once', async () => {
    const { app, ada } = await onStage({ script: stallingAt(0).script });
    const run = (): Promise<void> => ada.visitor.runCommand('debate', sub('start', SMALL), ada.channelId);
    await Promise.all([run(), run()]);
    const said = (words: string) => ada.until(() => ada.everything.some(({ content }) => content.startsWith(words)));
    await said('Your last debate is just being started. One person has one debate at a time.');
    await said('Debate `t-');
    expect(app.trials.running()).toHaveLength(1);
    const trial = app.trials.running()[0]?.plan.trial ?? expect.fail();
    expect(await ada.start(SMALL)).toBe(
      `Your debate ${trial} is not finished yet. One person has one debate at a time: wait for its ballot, or end it with /debate stop.`,
    );
  });

  it('may do so again once the ballot is open, so many times a day', async () => {
    const { stage, ada } = await onStage({ config: { debatesPerDay: 2 } });
    await startedAndVotedOn(ada);
    await startedAndVotedOn(ada);
    expect(await ada.start(SMALL)).toBe(
      'You have started 2 debates in 24 hours, as many as are allowed. Try again later, or ask the operator to raise DEBATES_PER_DAY.',
    );
    stage.clock.skip(DAY);
    expect(await ada.start(SMALL)).toMatch(/^Debate/);
  });

  it('is told the place in the queue, and when the queue is full', async () => {
    const { stage, app, ada } = await onStage({ script: stallingAt(0).script, config: { queueLength: 1 } });
    const bea = await stage.eyes('Bea');
    const cem = await stage.eyes('Cem');
    const dan = await stage.eyes('Dan');
    await ada.start(SMALL);
    const answers = await Promise.all([bea.start(SMALL), cem.start(SMALL)]);
    expect(answers.toSorted()).toEqual([
      expect.stringMatching(/^Debate `t-\w+` has .* It waits for its turn, at place 1 in the queue\./),
      expect.stringContaining('The queue is full: one debate is waiting already. Try again when'),
    ]);
    expect(await dan.start(SMALL)).toContain('The queue is full');
    expect(app.trials.running()).toHaveLength(2);
    stage.expectClean(ada);
  });
});
