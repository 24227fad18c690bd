import { describe, expect, it } from 'vitest';
import { LETTERS, letterOf } from '../../src/community/ballot.ts';
import { seatSchema } from '../../src/debate/plan.ts';
import type { ChatRequest } from '../../src/models/port/chat-model.ts';
import { createPalette } from '../../src/terminal/palette.ts';
import { resultLines } from '../../src/terminal/result-lines.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { content } from '../support/content.ts';
import { promptText, speech, wordsFor } from '../support/speech.ts';
import { buttonFor, buttonsOf, options, textOf } from './eyes.ts';
import { MODEL, Stage } from './stage.ts';
import { threadOf, trialIn } from './threads.ts';

const HOUR = 3_600_000;
const REQUEST = {
  scenario: 'care-robot-refusal',
  ensemble: 'one-model',
  format: 'round-table',
  rounds: 2,
  ballot: '1h',
  seed: 5,
  'members-answers': true,
};
const SEATS = ['ines', 'farid', 'tomasz', 'grace'].map((seat) => seatSchema.parse(seat));
const NAMES = /Ines|Duarte|Farid|Azimi|Tomasz|Wilk|Grace|Achieng|scripted-model/;

/** Members whose own answers name themselves, each other and their model. */
const boastful = {
  reply: (request: ChatRequest): string => {
    if (!promptText(request).includes('answer of your own')) return wordsFor(request);
    const written = JSON.parse(wordsFor(request));
    const boast = `As Farid Azimi on ${MODEL} I think as Grace does, and so it is said.`;
    return JSON.stringify({ ...written, recommendation: `${speech(request.seed, 2)} ${boast}` });
  },
};

/** Good debaters, one of whom chooses among drafts. */
const choosing = {
  reply: (request: ChatRequest): string =>
    request.shape?.name === 'choice'
      ? JSON.stringify({ choice: 'Draft 2', because: 'most say so' })
      : wordsFor(request),
};

describe('a debate with its members’ own answers', () => {
  it('has them on the ballot, blind, takes votes, guesses, ratings and reactions on each, and shows whose each was', async () => {
    const stage = await Stage.open();
    stage.playground.setAccountAge(400);
    const [ada, bea] = [await stage.eyes('Ada'), await stage.eyes('Bea')];
    const { app } = await stage.run({ script: boastful, config: { judged: ['debate', 'answer', 'pair'] } });
    const trial = trialIn(await ada.start(REQUEST));
    expect(ada.everything.map(textOf).join('\n')).toContain(
      'for the members’ own answers: 4 calls and 28 scores by the judge',
    );
    const thread = await threadOf(ada, trial);
    const ballot = await ada.card(thread, 'Which answer is best?');
    expect(ada.everything.map(textOf).join('\n')).toContain(
      'Now each member writes an answer of its own, unseen by the others.',
    );
    const open = ada.messagesIn(thread);
    const answers = open.filter((message) => /^Answer [A-H]\n/.test(textOf(message)));
    expect(answers).toHaveLength(6);
    for (const answer of answers) expect(textOf(answer)).not.toMatch(NAMES);
    expect(answers.filter((answer) => textOf(answer).includes('on a model I think as Speaker D does'))).toHaveLength(4);
    expect(textOf(ballot)).toContain(
      'One answer is the ensemble’s, one a single model’s, 4 are its members’ own. Nobody sees',
    );
    expect(open.map(textOf).join('\n')).toContain(
      'Then each member writes an answer of its own, a single model answers the same question, a judge scores both, and you vote on the 6 answers',
    );
    expect(textOf(ballot)).toContain('The buttons “Ensemble: …” take your guess: which one did the ensemble write?');
    // Two rows of votes, two of guesses, one for the rest.
    expect(ballot.components).toHaveLength(5);
    expect(buttonsOf(ballot)).toHaveLength(6 + 2 + 6 + 1 + 2);

    const { seal } = viewTrial(await app.trials.history(trial)).ballot ?? expect.fail();
    expect(seal.order.map(({ letter }) => letter)).toEqual(LETTERS.slice(0, 6));
    const letters = SEATS.map((member) => letterOf(seal, { member }) ?? expect.fail());
    const [ines = 'A', farid = 'A'] = letters;
    expect(await ada.press(ballot, buttonFor(ballot, `:answer:${farid}`))).toContain(`**${farid} is best**`);
    expect(await ada.press(ballot, buttonFor(ballot, `:guess:${ines}`))).toContain(`**the ensemble wrote ${ines}**`);
    await bea.press(ballot, buttonFor(ballot, `:answer:${ines}`));
    let page = await ada.pressForMessage(ballot, buttonFor(ballot, ':open:A'));
    for (const letter of LETTERS.slice(1, 6)) page = await ada.pressForChange(page, buttonFor(page, `:turn:${letter}`));
    expect(textOf(page)).toMatch(/^### Answer F \(6 of 6\)\n\*\*Recommendation\.\*\* /);
    await ada.pressForChange(page, buttonFor(page, ':safety'), ['6']);
    const reacted = answers.find((answer) => textOf(answer).startsWith(`Answer ${farid}\n`)) ?? expect.fail();
    await bea.visitor.react(thread, reacted.id, '👍');
    await bea.until(() => bea.seen.some(({ event }) => event === 'MESSAGE_REACTION_ADD'));

    stage.clock.skip(HOUR);
    const result = await ada.card(thread, 'Results (complete)');
    const card = textOf(result);
    for (const [place, name] of ['Ines Duarte', 'Farid Azimi', 'Tomasz Wilk', 'Grace Achieng'].entries()) {
      expect(card).toContain(`Answer ${letters[place]}: ${name}’s own, on \`${MODEL}\`.`);
      expect(card).toMatch(new RegExp(`${name}’s own: \\d\\.\\d`));
    }
    const votes = LETTERS.slice(0, 6).map((letter) => `${letter === farid || letter === ines ? 1 : 0} for ${letter}`);
    expect(card).toContain(`Votes by people: ${votes.join(', ')}, 0 equally good, 0 all bad`);
    expect(card).toContain(`Answer ${farid}: 👍 1`);
    await app.trials.finished(trial);
    const history = await app.trials.history(trial);
    const view = viewTrial(history);
    expect(view.ratings.map(({ letter }) => letter)).toEqual(['F']);
    const counted = view.reactionsAtClose?.type === 'reactions-counted' ? view.reactionsAtClose.counts : [];
    expect(counted.map(({ target }) => target)).toEqual([{ kind: 'answer', member: 'farid' }]);
    const lines = resultLines(history, content.reactions, createPalette(1)).map(String).join('\n');
    expect(lines).toContain(`Farid Azimi’s own answer (${MODEL})`);

    const board = await ada.command('leaderboard', options({ of: 'personas' }));
    expect(textOf(board)).toContain('Members’ own answers stood on 1 of them.');
    expect(textOf(board)).toMatch(/`(?:farid|ines)` against `(?:farid|ines)`: votes 1 to 1 \(1 ballot\); judges /);
    stage.expectClean(ada);
  });

  it('shows people’s ratings of all of them by criterion, in as many fields as Discord asks for', async () => {
    const stage = await Stage.open();
    const raters = await Promise.all(['Ada', 'Bea', 'Cem'].map((name) => stage.eyes(name)));
    const [ada] = raters;
    if (ada === undefined) throw new Error('nobody came');
    await stage.run();
    const trial = trialIn(await ada.start(REQUEST));
    const thread = await threadOf(ada, trial);
    const ballot = await ada.card(thread, 'Which answer is best?');
    const letters = LETTERS.slice(0, 6);
    for (const eyes of raters) {
      let page = await eyes.pressForMessage(ballot, buttonFor(ballot, ':open:A'));
      for (const letter of letters) {
        if (letter !== 'A') page = await eyes.pressForChange(page, buttonFor(page, `:turn:${letter}`));
        for (const { id } of content.rubric.criteria)
          page = await eyes.pressForChange(page, buttonFor(page, `:${letter}:${id}`), ['4']);
      }
    }
    stage.clock.skip(HOUR);
    const card = await ada.card(thread, 'Results (complete)');
    const { fields = [] } = card.embeds[0] ?? expect.fail();
    const from = fields.findIndex(({ name }) => name === 'Ratings by people, by criterion');
    const [first, more, after] = fields.slice(from);
    const rated = [...(first?.value.split('\n') ?? []), ...(more?.value.split('\n') ?? [])];
    expect(rated).toHaveLength(letters.length);
    for (const [place, letter] of letters.entries()) {
      expect(rated[place]).toContain(
        `Answer ${letter}, by criterion, with how many rated it: Argument quality 4.0 (3)`,
      );
    }
    expect(more?.name.trim()).toBe('\u200b');
    expect(after?.name).not.toBe(more?.name);
    stage.expectClean(ada);
  });

  it('has the chosen draft beside them where both are asked for', async () => {
    const stage = await Stage.open();
    const ada = await stage.eyes('Ada');
    await stage.run({ script: choosing });
    const trial = trialIn(await ada.start({ ...REQUEST, ensemble: 'mixed-table', 'self-consistency': true }));
    const ballot = await ada.card(await threadOf(ada, trial), 'Which answer is best?');
    expect(ballot.components).toHaveLength(5);
    expect(textOf(ballot)).toContain('One answer is the ensemble’s, 2 are a single model’s, 4 are its members’ own.');
    stage.expectClean(ada);
  });

  it('goes on after a restart between two members’ answers', async () => {
    const stage = await Stage.open();
    const ada = await stage.eyes('Ada');
    let close = async (): Promise<void> => {};
    let own = 0;
    let begins = (): void => {};
    const third = new Promise<void>((resolve) => {
      begins = resolve;
    });
    const first = await stage.run({
      script: {
        reply: (request) => {
          if (promptText(request).includes('answer of your own')) own += 1;
          if (own === 3) {
            void close();
            begins();
          }
          return wordsFor(request);
        },
      },
    });
    close = first.close;
    const trial = trialIn(await ada.start(REQUEST));
    const thread = await threadOf(ada, trial);
    await third;
    await first.close();
    const { app } = await stage.run();
    await ada.card(thread, 'Which answer is best?');
    const { memberAnswers, ballot } = viewTrial(await app.trials.history(trial));
    expect(memberAnswers.filter(({ type }) => type === 'turn-end').map(({ turn }) => turn.seat)).toEqual(SEATS);
    expect(ballot?.seal.order).toHaveLength(6);
    expect(ada.messagesIn(thread).filter((message) => /^Answer [A-H]\n/.test(textOf(message)))).toHaveLength(6);
    stage.expectClean(ada);
  });
});
