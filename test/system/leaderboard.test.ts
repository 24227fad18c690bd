import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { storeEvents } from '../agreement/ballots.ts';
import { type BoardTrial, boardTrials } from '../leaderboard/board-trials.ts';
import { buttonFor, type Eyes, options, textOf } from './eyes.ts';
import { Stage } from './stage.ts';
import { threadOf, trialIn } from './threads.ts';

const HOUR = 3_600_000;
const OTHER_GUILD = '1000000000000000001';

type Trials = readonly Omit<BoardTrial, 'place' | 'guildId'>[];

const several = (count: number, trial: (number: number) => Trials[number]): Trials =>
  Array.from({ length: count }, (_, number) => trial(number));

/** A bot on a server where these trials were held, and somebody there. */
async function onServer(trials: Trials, elsewhere: Trials = []): Promise<{ stage: Stage; ada: Eyes }> {
  const stage = await Stage.open();
  const { guildId } = stage.playground;
  const stored = [
    ...trials.map((trial) => ({ ...trial, guildId })),
    ...elsewhere.map((trial) => ({ ...trial, guildId: OTHER_GUILD })),
  ].map((trial, place) => ({ ...trial, place }));
  await storeEvents(stage.database, boardTrials(stored));
  return { stage, ada: await stage.eyes('Ada') };
}

const ask = (ada: Eyes, of?: string): Promise<APIMessage> =>
  ada.command('leaderboard', options(of === undefined ? {} : { of }));

/** A card's fields, by name. */
const fieldsOf = ({ embeds }: APIMessage): Record<string, string> =>
  Object.fromEntries((embeds[0]?.fields ?? []).map(({ name, value }) => [name, value]));

/** Two ensembles against one model; one against another model, too few ballots for an interval; and one without votes. */
const TRIALS: Trials = [
  ...several(14, (n) => ({
    models: ['phi4:14b', 'gemma3:12b'],
    votes: { ensemble: 5 + (n % 3), baseline: 2, tie: n % 2, scripted: 3 },
    judged: n % 4 === 0 ? 'worse' : 'better',
    caution: 'Small models.',
  })),
  ...several(12, (n) => ({
    ensemble: 'one-model',
    models: ['alone:8b'],
    votes: { ensemble: 1 + (n % 3), baseline: 4, tie: n % 2 },
    judged: n % 3 === 0 ? 'tie' : 'worse',
  })),
  ...several(6, (n) => ({
    models: ['y:1b'],
    baseline: 'x:1b',
    votes: { ensemble: 1 + (n % 3), baseline: 4 },
    judged: 'unscored',
  })),
  ...several(11, (n) => ({
    ensemble: 'mixed-table',
    models: ['y:1b'],
    judged: n % 2 === 0 ? 'tie' : 'better',
    drafts: true,
  })),
  { person: true, votes: { ensemble: 9 } },
];

describe('/leaderboard', () => {
  it('shows both signals of each ensemble, who shares no ballots apart, who has too few votes apart, and all pairs', async () => {
    const { stage, ada } = await onServer(
      TRIALS,
      several(20, () => ({ votes: { baseline: 9 }, judged: 'worse' })),
    );
    await stage.run();
    const card = await ask(ada);
    expect(card.embeds[0]?.title).toBe('Leaderboard of ensembles');
    expect(card.embeds[0]?.description).toContain(
      '44 closed ballots of this server: people’s votes compare answers on 32, judges on 37. 241 votes by people in filtered counts (scripted voters are left out). Of judges 6 comparisons could not be had. Left out: 1 answer of debates that lack a turn or in which people spoke.',
    );
    expect(card.embeds[0]?.description).toContain('\nSmall models.');
    const percents = /\d+%(?: \(\d+ to \d+%\))?/g;
    const fields = Object.entries(fieldsOf(card)).map(([name, value]) => [name, value.replace(percents, '#')]);
    expect(Object.fromEntries(fields)).toEqual({
      'How to read it': expect.stringMatching(
        /^- In percent: .*\n- Ensembles are connected through the models that they were measured against\.$/,
      ),
      Standings: [
        '**`pocket` on `gemma3:12b`, `phi4:14b`; chair `gemma3:12b`**',
        '> people: rank 1 of 2, #, 14 ballots',
        '> judges: rank 1 of 3, #, 14 ballots',
        '**`one-model` on `alone:8b`**',
        '> people: rank 2 of 2, #, 12 ballots',
        '> judges: rank 3 of 3, #, 12 ballots',
      ].join('\n'),
      'Not connected with those above': [
        '**`pocket` on `y:1b`**',
        '> people: #, 6 ballots; no rank: fewer than 10 ballots',
        '> judges: not compared often enough (0 ballots, 5 are needed)',
      ].join('\n'),
      'Too few votes (on fewer than 5 ballots)': [
        '**`mixed-table` on `y:1b`**',
        '> people: not enough votes (0 ballots, 5 are needed)',
        '> judges: rank 1 of 3, #, 11 ballots',
      ].join('\n'),
      'The pairs that feed it': [
        '- `pocket` on `gemma3:12b`, `phi4:14b`; chair `gemma3:12b` against `alone:8b` alone: votes 83 to 28, 7 ties (14 ballots); judges 10 to 4 (14 ballots)',
        '- `one-model` on `alone:8b` against `alone:8b` alone: votes 24 to 48, 6 ties (12 ballots); judges 0 to 8, 4 ties (12 ballots)',
        '- `mixed-table` on `y:1b` against `alone:8b` alone: votes none; judges 5 to 0, 6 ties (11 ballots)',
        '- `mixed-table` on `y:1b` against `alone:8b` by its drafts: votes none; judges 5 to 0, 6 ties (11 ballots)',
        '- `pocket` on `y:1b` against `x:1b` alone: votes 12 to 24 (6 ballots); judges none',
      ].join('\n'),
    });
    expect(card.embeds[0]?.footer?.text).toBe('Judged by judging:8b (its audit was not noted)');
    stage.expectClean(ada);
  });

  it('of models has what they answer alone, and of personas says why there is nothing', async () => {
    const { stage, ada } = await onServer(TRIALS);
    await stage.run();
    const models = fieldsOf(await ask(ada, 'models'));
    expect(models['Standings']).toMatch(
      /^\*\*`alone:8b` alone\*\*\n> people: rank 1 of 1, .*, 26 ballots\n> judges: rank \d of 2,/,
    );
    expect(models['Not connected with those above']).toMatch(/^\*\*`x:1b` alone\*\*/);
    expect(models['Too few votes (on fewer than 5 ballots)']).toMatch(/^\*\*`alone:8b` by its drafts\*\*/);
    const personas = await ask(ada, 'personas');
    expect(textOf(personas)).toBe(
      'Leaderboard of personas\nPersonas can be compared only by ballots on which the members’ own answers stand. No ballot had any, so nothing tells personas apart. /debate start puts them there with members-answers.',
    );
    stage.expectClean(ada);
  });

  it('counts a ballot once it has closed, and none before', async () => {
    const { stage, ada } = await onServer([]);
    const { app } = await stage.run();
    const nothing = 'No ballot of this server was closed yet, so there is nothing to rank.';
    expect(textOf(await ask(ada))).toContain(nothing);
    const trial = trialIn(await ada.start({ scenario: 'open-weights', rounds: 1, ballot: '1h' }));
    const thread = await threadOf(ada, trial);
    const ballot = await ada.card(thread, 'Which answer is better?');
    await ada.press(ballot, buttonFor(ballot, ':A'));
    expect(textOf(await ask(ada))).toContain(nothing);
    stage.clock.skip(HOUR);
    await app.trials.finished(trial);
    const card = await ask(ada);
    expect(card.embeds[0]?.description).toContain(
      '1 closed ballot of this server: people’s votes compare answers on 1, judges on 0.',
    );
    expect(card.embeds[0]?.description).toContain('1 vote by people');
    const fields = fieldsOf(card);
    expect(fields['Standings']).toBe('- Nobody has enough votes yet.');
    expect(fields['Too few votes (on fewer than 5 ballots)']).toContain(
      'people: not enough votes (1 ballot, 5 are needed)',
    );
    expect(fields['The pairs that feed it']).toMatch(/: votes (?:1 to 0|0 to 1) \(1 ballot\); judges none$/);
    expect(card.embeds[0]?.footer).toBeUndefined();
    stage.expectClean(ada);
  });

  it('stays within what Discord takes, however many groups there are', async () => {
    const { stage, ada } = await onServer(
      several(150, (n) => ({ models: [`a-${n % 30}:8b`], baseline: `b-${n % 30}:8b`, votes: { ensemble: 1 } })),
    );
    await stage.run();
    const card = await ask(ada);
    expect(fieldsOf(card)['Standings']).toMatch(/^\*\*`pocket` on `a-\d+:8b`\*\*\n> people: \d+%, 5 ballots/);
    expect(fieldsOf(card)['Not connected with those above, nor one group with another']).toMatch(
      /^\*\*Group 2: `pocket` on `a-\d+:8b`\*\*\n> people: .*\n> judges: .*\n\*\*Group 3: /,
    );
    expect(fieldsOf(card)['How to read it']).toContain('In percent');
    stage.expectClean(ada);
  });

  it('stays within what Discord takes, however many entries there are', async () => {
    const long = (n: number) => `hf.co/somebody-with-a-long-name/some-model-of-a-long-name-${n}-GGUF:Q4_K_M` as const;
    const { stage, ada } = await onServer(
      several(80, (n) => ({
        ensemble: 'mixed-table',
        models: [long(n % 16), long(n % 16), `small:${n % 16}b`],
        votes: { ensemble: 1 + (n % 5), baseline: 2 },
        judged: n % 3 === 0 ? 'worse' : 'better',
      })),
    );
    await stage.run();
    const card = await ask(ada);
    expect(textOf(card)).toMatch(
      /… and \d+ more\nThe pairs that feed it: (?:.|\n)*… and \d+ more\nHow to read it: - In percent/,
    );
    stage.expectClean(ada);
  });
});
