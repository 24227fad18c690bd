import { type APIMessage, GatewayCloseCodes, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { lastSeen } from '../../src/community/count-reactions.ts';
import type { TrialId } from '../../src/core/ids.ts';
import { NEEDED_PERMISSIONS } from '../../src/discord/permissions.ts';
import { resultOf } from '../../src/trial/result.ts';
import { buttonFor, type Eyes, textOf } from './eyes.ts';
import { type Run, Stage } from './stage.ts';
import { threadOf, trialIn } from './threads.ts';

const HOUR = 3_600_000;
const REQUEST = { scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5 };

interface OpenBallot extends Run {
  readonly stage: Stage;
  readonly ada: Eyes;
  readonly bea: Eyes;
  readonly trial: TrialId;
  readonly thread: string;
  readonly ballot: APIMessage;
  /** A member's message. */
  readonly turn: APIMessage;
}

/** A debate that has come to its ballot, and two people. */
async function openBallot(): Promise<OpenBallot> {
  const stage = await Stage.open();
  const [ada, bea] = [await stage.eyes('Ada'), await stage.eyes('Bea')];
  const run = await stage.run();
  const trial = trialIn(await ada.start(REQUEST));
  const thread = await threadOf(ada, trial);
  const ballot = await ada.card(thread, 'Which answer is better?');
  const turn = await ada.message(thread, ({ webhook_id }) => webhook_id !== undefined);
  return { stage, ...run, ada, bea, trial, thread, ballot, turn };
}

const vote = (eyes: Eyes, ballot: APIMessage, choice: string): Promise<string> =>
  eyes.press(ballot, buttonFor(ballot, `:answer:${choice}`));

/** What stands by what the bot has noted: how many for each meaning. */
async function noted({ app }: Run, trial: TrialId): Promise<Record<string, number>> {
  const counts = lastSeen((await app.trials.view(trial)).reactions).filter(({ voters }) => voters.length > 0);
  return Object.fromEntries(counts.map(({ meaning, voters }) => [meaning, voters.length]));
}

/** What stands in the end. */
async function resultIn(
  scene: OpenBallot,
): Promise<{ people: number; reactions: Record<string, number>; votes: string[] }> {
  const { stage, app, trial } = scene;
  stage.clock.skip(HOUR);
  await app.trials.finished(trial);
  const { community } = resultOf(await app.trials.history(trial)) ?? {};
  return {
    people: community?.tally.people.voters ?? -1,
    reactions: Object.fromEntries((community?.reactions ?? []).map(({ meaning, people }) => [meaning, people])),
    votes: (await app.trials.view(trial)).votes.map(({ choice }) => choice),
  };
}

describe('a gateway that breaks off while people vote', () => {
  it('and goes on where it was: nothing is lost, and nothing counts twice', async () => {
    const scene = await openBallot();
    const { stage, ada, bea, trial, thread, ballot, turn } = scene;
    await ada.visitor.react(thread, turn.id, '👍');
    expect(await vote(ada, ballot, 'A')).toContain('**A is better**');
    await stage.playground.disconnectBot();
    // In the gap, before the bot can be back.
    stage.playground.superReact(thread, turn.id, '💡', bea.visitor.user.id);
    const voted = vote(bea, ballot, 'B');
    expect(await voted).toContain('**B is better**');
    await expect.poll(() => noted(scene, trial)).toEqual({ persuasive: 1, 'new-to-me': 1 });
    expect(await resultIn(scene)).toEqual({
      people: 2,
      reactions: { persuasive: 1, 'new-to-me': 1 },
      votes: ['A', 'B'],
    });
    stage.expectClean(ada);
  });

  it('and begins anew: what was given in the gap is looked up, before the close too', async () => {
    const scene = await openBallot();
    const { stage, bot, ada, bea, trial, thread, ballot, turn } = scene;
    await ada.visitor.react(thread, turn.id, '👍');
    await expect.poll(() => noted(scene, trial)).toEqual({ persuasive: 1 });
    const again = new Promise<void>((resolve) => bot.client.once('shardReady', () => resolve()));
    await stage.playground.disconnectBot(GatewayCloseCodes.InvalidSeq);
    stage.playground.superReact(thread, turn.id, '💡', bea.visitor.user.id);
    await again;
    await expect.poll(() => noted(scene, trial)).toEqual({ persuasive: 1, 'new-to-me': 1 });
    expect(await vote(bea, ballot, 'B')).toContain('**B is better**');
    expect(await resultIn(scene)).toEqual({ people: 1, reactions: { persuasive: 1, 'new-to-me': 1 }, votes: ['B'] });
    stage.expectClean(ada);
  });

  it('and tells all of it twice, the last first: each vote is stored once, and the lists at the close are right', async () => {
    const scene = await openBallot();
    const { stage, ada, bea, trial, thread, ballot, turn } = scene;
    await vote(ada, ballot, 'A');
    await vote(ada, ballot, 'B');
    await vote(bea, ballot, 'A');
    await ada.visitor.react(thread, turn.id, '👍');
    await ada.visitor.unreact(thread, turn.id, '👍');
    await bea.visitor.react(thread, turn.id, '👍');
    await bea.visitor.react(thread, turn.id, '👍');
    const told = async (): Promise<number> => (await scene.app.trials.view(trial)).reactions.length;
    await expect.poll(told).toBe(3);
    const names = ['INTERACTION_CREATE', 'MESSAGE_REACTION_ADD', 'MESSAGE_REACTION_REMOVE'];
    expect(stage.playground.repeatEvents(names)).toBeGreaterThanOrEqual(6);
    await expect.poll(told).toBe(6);
    expect(await resultIn(scene)).toEqual({ people: 2, reactions: { persuasive: 1 }, votes: ['A', 'B', 'A'] });
    stage.expectClean(ada);
  });
});

describe('while people vote', () => {
  it('the ballot’s message can be deleted: who voted counts, and the results are shown', async () => {
    const scene = await openBallot();
    const { stage, ada, bea, thread, ballot, turn } = scene;
    await vote(ada, ballot, 'A');
    await bea.visitor.react(thread, turn.id, '👍');
    stage.playground.deleteMessage(thread, ballot.id);
    expect(await resultIn(scene)).toEqual({ people: 1, reactions: { persuasive: 1 }, votes: ['A'] });
    expect(textOf(await ada.card(thread, 'Results (complete)'))).toContain('👍 1 by people');
    stage.expectClean(ada);
  });

  it.each(['thread', 'channel'] as const)(
    'its %s can be deleted: votes count, and reactions as they were seen',
    async (what) => {
      const scene = await openBallot();
      const { stage, app, ada, bea, trial, thread, ballot, turn } = scene;
      await vote(ada, ballot, 'A');
      await bea.visitor.react(thread, turn.id, '👍');
      await expect.poll(() => noted(scene, trial)).toEqual({ persuasive: 1 });
      if (what === 'thread') stage.playground.deleteThread(thread);
      else stage.playground.deleteChannel(ada.channelId);
      expect(await resultIn(scene)).toEqual({ people: 1, reactions: { persuasive: 1 }, votes: ['A'] });
      const { status, reasons } = resultOf(await app.trials.history(trial)) ?? expect.fail();
      expect(status).toBe('incomplete');
      expect(reasons.join()).toContain('the reactions could not be counted when the ballot closed');
      stage.expectClean(ada);
    },
  );

  it('the bot’s permissions can be taken away and given back: votes count, and the results are shown then', async () => {
    const scene = await openBallot();
    const { stage, app, ada, bea, trial, thread, ballot, turn } = scene;
    await vote(ada, ballot, 'A');
    await bea.visitor.react(thread, turn.id, '👍');
    await expect.poll(() => noted(scene, trial)).toEqual({ persuasive: 1 });
    stage.playground.setBotPermissions(NEEDED_PERMISSIONS & ~PermissionFlagsBits.ReadMessageHistory);
    expect(await vote(bea, ballot, 'B')).toContain('**B is better**');
    stage.clock.skip(HOUR);
    await expect.poll(async () => (await app.trials.view(trial)).ballotClosed).toBe(true);
    stage.playground.setBotPermissions(NEEDED_PERMISSIONS);
    expect(textOf(await ada.card(thread, 'Results'))).toMatch(/Votes by people: 1 for the ensemble, 1 for/);
    expect(await resultIn(scene)).toEqual({ people: 2, reactions: { persuasive: 1 }, votes: ['A', 'B'] });
  });
});
