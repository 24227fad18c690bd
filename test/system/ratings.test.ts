import { type APIMessage, type APIStringSelectComponent, ComponentType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { letterOf } from '../../src/community/ballot.ts';
import { standingRatings } from '../../src/community/rating.ts';
import type { TrialId } from '../../src/core/ids.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { content } from '../support/content.ts';
import { buttonFor, buttonsOf, type Eyes, sub, textOf } from './eyes.ts';
import { type Run, Stage } from './stage.ts';
import { standing, threadOf, trialIn } from './threads.ts';

const HOUR = 3_600_000;
const REQUEST = { scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5 };
/** One attempt at a request: discord.js makes it so many times. */
const ATTEMPT = 4;
const ALL = content.rubric.criteria.map(({ id }) => id);

interface OpenBallot extends Run {
  readonly stage: Stage;
  readonly ada: Eyes;
  readonly trial: TrialId;
  readonly thread: string;
  readonly ballot: APIMessage;
}

async function openBallot(): Promise<OpenBallot> {
  const stage = await Stage.open();
  const ada = await stage.eyes('Ada');
  const run = await stage.run();
  const trial = trialIn(await ada.start(REQUEST));
  const thread = await threadOf(ada, trial);
  const ballot = await ada.card(thread, 'Which answer is better?');
  return { stage, ...run, ada, trial, thread, ballot };
}

/** The private page of the first answer. */
const open = (eyes: Eyes, ballot: APIMessage): Promise<APIMessage> =>
  eyes.pressForMessage(ballot, buttonFor(ballot, ':open:A'));

const turn = (eyes: Eyes, page: APIMessage, letter: string): Promise<APIMessage> =>
  eyes.pressForChange(page, buttonFor(page, `:turn:${letter}`));

const rate = (eyes: Eyes, page: APIMessage, criterion: string, value: number | 'none'): Promise<APIMessage> =>
  eyes.pressForChange(page, buttonFor(page, `:${criterion}`), [String(value)]);

function menusOf({ components }: APIMessage): APIStringSelectComponent[] {
  return (components ?? []).flatMap((row) =>
    row.type === ComponentType.ActionRow
      ? row.components.filter((part) => part.type === ComponentType.StringSelect)
      : [],
  );
}

/** What a page shows as given: criteria with their values. */
function given(page: APIMessage): Record<string, string> {
  return Object.fromEntries(
    menusOf(page).flatMap(({ custom_id, options }) => {
      const chosen = options.find((option) => option.default === true);
      return chosen === undefined ? [] : [[custom_id.split(':').at(-1), chosen.value]];
    }),
  );
}

function field({ embeds }: APIMessage, name: string): string | undefined {
  return embeds[0]?.fields?.find((one) => one.name === name)?.value;
}

async function stored({ app, trial }: OpenBallot): Promise<string[]> {
  const { ratings } = viewTrial(await app.trials.history(trial));
  return ratings.map(({ letter, criterion, value }) => `${letter} ${criterion} ${value}`);
}

describe('rating the answers', () => {
  it('opens a private page an answer, whose menus have the rubric’s levels, and shows only what one has given oneself', async () => {
    const scene = await openBallot();
    const { stage, ada, ballot, thread } = scene;
    const bea = await stage.eyes('Bea');
    const page = await open(ada, ballot);
    expect(textOf(page)).toMatch(/^### Answer A \(1 of 2\)\n\*\*Recommendation\.\*\* /);
    expect(textOf(page)).toMatch(/on 0 of 7 criteria\. .*\n.* until the ballot closes <t:\d+:R>\.$/);
    expect(menusOf(page).map(({ custom_id }) => custom_id.split(':').at(-1))).toEqual(ALL);
    const [first] = menusOf(page);
    expect(first?.placeholder).toBe('🧱 Argument quality: unrated');
    expect(first?.options).toHaveLength(7);
    expect(first?.options[0]).toMatchObject({
      label: '🧱 Argument quality: 1',
      description: content.rubric.criteria[0]?.levels[0]?.slice(0, 100).replace(/\.$/, ''),
    });

    const rated = await rate(ada, page, 'safety', 6);
    expect(given(rated)).toEqual({ safety: '6' });
    expect(textOf(rated)).toContain('rated answer A on 1 of 7');
    const others = await open(bea, ballot);
    expect(given(others)).toEqual({});
    expect(given(await rate(bea, others, 'safety', 2))).toEqual({ safety: '2' });
    expect(given(await open(ada, ballot))).toEqual({ safety: '6' });
    expect(bea.everything.filter((message) => message.id === page.id)).toEqual([]);
    expect(standing(ada, thread)).not.toContain('rated');
    stage.expectClean(ada);
  });

  it('changes, takes back, leaves out and turns pages, and what was given stands when one comes back', async () => {
    const scene = await openBallot();
    const { stage, ada, ballot } = scene;
    const first = await open(ada, ballot);
    await rate(ada, first, 'coherence', 3);
    await rate(ada, first, 'coherence', 5);
    const second = await turn(ada, await rate(ada, first, 'truthfulness', 7), 'B');
    expect(textOf(second)).toMatch(/^### Answer B \(2 of 2\)/);
    expect(given(second)).toEqual({});
    expect(buttonsOf(second).filter((id) => id.includes(':turn:'))).toHaveLength(1);
    const back = await turn(ada, await rate(ada, second, 'safety', 1), 'A');
    expect(given(back)).toEqual({ truthfulness: '7', coherence: '5' });
    expect(given(await rate(ada, back, 'truthfulness', 'none'))).toEqual({ coherence: '5' });
    expect(await stored(scene)).toEqual([
      'A coherence 3',
      'A coherence 5',
      'A truthfulness 7',
      'B safety 1',
      'A truthfulness null',
    ]);
    stage.expectClean(ada);
  });

  it('pressed twice and in two menus at once, keeps one record each and shows the last', async () => {
    const scene = await openBallot();
    const { stage, app, trial, ada, ballot } = scene;
    const page = await open(ada, ballot);
    const press = (criterion: string, value: number): Promise<void> =>
      ada.visitor.press(page, buttonFor(page, `:${criterion}`), [String(value)]);
    await Promise.all([press('safety', 4), press('safety', 4), press('coherence', 2), press('truthfulness', 6)]);
    await ada.until(() => ada.versionsOf(page.id).length >= 6);
    expect(given(ada.versionsOf(page.id).at(-1) ?? page)).toEqual({ truthfulness: '6', safety: '4', coherence: '2' });
    const { ratings } = viewTrial(await app.trials.history(trial));
    expect(standingRatings(ratings)).toHaveLength(3);
    await Promise.all([turn(ada, page, 'B'), turn(ada, page, 'B')]);
    expect(textOf(ada.versionsOf(page.id).at(-1) ?? page)).toMatch(/^### Answer B/);
    stage.expectClean(ada);
  });

  it('goes on in the same message after a restart', async () => {
    const scene = await openBallot();
    const { stage, ada, ballot } = scene;
    const page = await rate(ada, await open(ada, ballot), 'safety', 6);
    await scene.close();
    const { app } = await stage.run();
    const later = await rate(ada, page, 'coherence', 2);
    expect(given(later)).toEqual({ safety: '6', coherence: '2' });
    expect(given(await turn(ada, later, 'B'))).toEqual({});
    const { ratings } = viewTrial(await app.trials.history(scene.trial));
    expect(ratings).toHaveLength(2);
    stage.expectClean(ada);
  });

  it('stores who rated as a vote does, and nothing as long as that is not known', async () => {
    const scene = await openBallot();
    const { stage, app, trial, ballot, thread } = scene;
    const [bea, robo] = [await stage.eyes('Bea'), await stage.eyes('Robo (scripted)', true)];
    const page = await open(bea, ballot);
    stage.playground.failRequests({
      routes: ['GET /channels/:id/thread-members/:id'],
      outcome: 'refused',
      answer: 503,
      times: ATTEMPT,
    });
    expect(await bea.choose(page, buttonFor(page, ':safety'), '3')).toContain('report');
    // What went wrong is told apart: the page stays.
    expect(textOf(bea.versionsOf(page.id).at(-1) ?? page)).toMatch(/^### Answer A/);
    expect(await stored(scene)).toEqual([]);
    await rate(bea, page, 'safety', 3);
    await rate(robo, await open(robo, ballot), 'safety', 4);
    const { ratings } = viewTrial(await app.trials.history(trial));
    expect(ratings.map(({ watched, scripted, starter }) => ({ watched, scripted, starter }))).toEqual([
      { watched: false, scripted: false, starter: false },
      { watched: false, scripted: true, starter: false },
    ]);
    // An account as old as theirs is left out by no rule, so when it was made is not kept.
    expect(ratings[0]?.accountCreatedAt).toBeNull();
    expect(standing(bea, thread)).not.toContain('not enough ratings');
    stage.expectClean(bea);
  });

  it('is refused after the deadline, and the page says so', async () => {
    const scene = await openBallot();
    const { stage, ada, ballot, thread } = scene;
    const page = await rate(ada, await open(ada, ballot), 'safety', 6);
    // The count has to wait for Discord, so that the ballot's message still has its buttons.
    stage.playground.failRequests({
      routes: ['GET /channels/:id/messages/:id'],
      outcome: 'refused',
      answer: 503,
      times: ATTEMPT,
    });
    stage.clock.skip(HOUR);
    const refused = await rate(ada, page, 'safety', 1);
    expect(textOf(refused)).toMatch(/^The ballot is not open any more\. This was not counted\./);
    expect(buttonsOf(refused)).toEqual([]);
    await ada.card(thread, 'Results');
    expect(await stored(scene)).toEqual(['A safety 6']);
    stage.expectClean(ada);
  });
});

describe('the ratings in the results', () => {
  it('are sealed until the close, then say of each answer what people gave it and how many, scripted voters apart', async () => {
    const scene = await openBallot();
    const { stage, ada, ballot, thread, app, trial } = scene;
    const others = await Promise.all(['Bea', 'Cem'].map((name) => stage.eyes(name)));
    const robot = await stage.eyes('Robo (scripted)', true);
    const everybody = [ada, ...others, robot];
    for (const [place, eyes] of everybody.entries()) {
      let page = await open(eyes, ballot);
      for (const criterion of ALL) page = await rate(eyes, page, criterion, 3 + place);
      // Only two people rate the second answer, and only one of them on everything.
      if (place > 1) continue;
      page = await turn(eyes, page, 'B');
      for (const criterion of place === 0 ? ALL : ['safety']) page = await rate(eyes, page, criterion, 2);
    }
    expect(standing(ada, thread)).not.toMatch(/4\.0 of 7|ratings/);
    const { ballot: open_ } = viewTrial(await app.trials.history(trial));
    const ensembles = open_ && letterOf(open_.seal, { arm: 'ensemble' });
    stage.clock.skip(HOUR);
    const result = await ada.card(thread, 'Results');
    const whose = (letter: string): string => (letter === ensembles ? "the ensemble's" : "the single model's");
    const lines = field(result, 'Ratings by people')?.split('\n');
    expect(lines?.find((line) => line.startsWith('Answer A'))).toBe(
      `Answer A (${whose('A')}): overall 4.0 of 7 from 3 people`,
    );
    expect(lines?.find((line) => line.startsWith('Answer B'))).toBe(
      `Answer B (${whose('B')}): overall not enough ratings (1 of 3 people who rated every criterion)`,
    );
    const criteria = content.rubric.criteria.map(({ name }) => `${name} 4.0 (3)`).join(', ');
    expect(field(result, 'Ratings by people, by criterion')).toBe(
      `Answer A (${whose('A')}), by criterion, with how many rated it: ${criteria}`,
    );
    const scripted = field(result, 'Ratings by scripted voters (programs, drawn at random)');
    expect(scripted).toContain('overall not enough ratings (1 of 3 scripted voters who rated every criterion)');
    stage.expectClean(ada);
  });

  it('on a ballot that was broken off says that nothing of it counts', async () => {
    const { stage, app, ada, trial, ballot } = await openBallot();
    const page = await rate(ada, await open(ada, ballot), 'safety', 6);
    await ada.command('debate', sub('stop', { debate: trial }));
    await app.trials.finished(trial);
    expect(textOf(await rate(ada, page, 'safety', 1))).toBe(
      'The ballot is not open any more. This was not counted. It was broken off, so that nothing that was rated counts.',
    );
    stage.expectClean(ada);
  });
});
