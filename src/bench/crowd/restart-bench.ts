import type { Vote } from '../../community/ballot.ts';
import type { TrialId, VoterId } from '../../core/ids.ts';
import { type LoopFigures, watchLoop } from '../loop-watch.ts';
import { BallotBench, type CrowdDeps } from './open-ballots.ts';

export interface RestartResult extends LoopFigures {
  readonly ballots: number;
  /** From the start on, in seconds: content and database are read, the bot is logged in, all ballots take votes and keep their deadlines. */
  readonly opened: number;
  readonly votes: number;
  /** Of this, the processor's time: what it would take where nothing else runs, at least. */
  readonly work: number;
  /** Until reactions to each are noted as they come, too: all are watched again. */
  readonly watched: number;
  /** Until all threads were gone through and all reactions that were given meanwhile are known. */
  readonly caughtUp: number;
  /** Of the ballots, on how many a vote and a reaction were stored right after all were watched. */
  readonly voted: number;
  readonly reacted: number;
  /** Until all that is stored of somebody who has voted on each of them is deleted, in seconds. */
  readonly deleted: number;
  /** Votes of theirs that are left then. */
  readonly left: number;
}

/** Opens so many ballots, ends the bot, and measures how long the next one takes to watch them all. */
export async function measureRestart(ballots: number, deps: CrowdDeps, signal: AbortSignal): Promise<RestartResult> {
  const { clock } = deps;
  const bench = await BallotBench.open(deps);
  try {
    await (await bench.start()).start(signal);
    await bench.crowd.ask({ do: 'come', people: 1 }, signal);
    const trials = await bench.openBallots(ballots, signal);
    const places = await Promise.all(
      trials.map(async (trial) => {
        const { threadId, messages } = await bench.messagesOf(trial);
        const answer = messages.find(({ target }) => target.kind === 'answer');
        return { channelId: threadId, messageId: answer?.messageId ?? '' };
      }),
    );
    await bench.stop();
    deps.onWay('the bot is started again');
    const ended = watchLoop();
    const before = process.cpuUsage();
    const start = clock.now();
    const since = (): number => (clock.now() - start) / 1000;
    const bot = await bench.start();
    const opened = since();
    await bot.start(signal);
    const votes = since();
    const { user, system } = process.cpuUsage(before);
    await bench.until(() => trials.every((trial) => bot.follows(trial)), signal);
    const watched = since();
    const { trials: service } = bench.app;
    const { people } = await bench.crowd.ask({ do: 'come', people: ballots }, signal);
    const reacting = bench.crowd.ask({ do: 'react-each', places, emoji: '💡' }, signal);
    const vote = (trial: TrialId, voter: VoterId): Promise<Vote> =>
      service.vote(trial, {
        by: voter,
        madeAt: clock.now(),
        find: async () => ({
          voter,
          item: 'answer',
          choice: 'A',
          watched: false,
          scripted: false,
          starter: false,
          accountCreatedAt: null,
        }),
      });
    await Promise.all(trials.map((trial, number) => vote(trial, bench.app.personIds.idOf(people[number] ?? ''))));
    await reacting;
    const reacted = async (): Promise<number> =>
      (await Promise.all(trials.map(async (trial) => (await service.view(trial)).reactions.length > 0))).filter(Boolean)
        .length;
    await bench.until(async () => (await reacted()) === ballots, signal, { within: PATIENCE });
    await bot.caughtUp;
    const caughtUp = since();
    const loop = ended();
    const everywhere = bench.app.personIds.idOf('somebody who votes everywhere');
    await Promise.all(trials.map((trial) => vote(trial, everywhere)));
    deps.onWay('one who has voted on all of them is deleted');
    const asked = clock.now();
    await (await bench.app.privacy.forget(everywhere)).done;
    const deleted = (clock.now() - asked) / 1000;
    const views = await Promise.all(trials.map((trial) => service.view(trial)));
    return {
      ...loop,
      ballots,
      opened,
      votes,
      work: (user + system) / 1e6,
      watched,
      caughtUp,
      voted: views.filter(({ votes: stored }) => stored.length > 0).length,
      reacted: await reacted(),
      deleted,
      left: views.filter(({ votesOf }) => votesOf.has(everywhere)).length,
    };
  } finally {
    await bench.close();
  }
}

/** How long is waited for what is still to be stored, in milliseconds. */
const PATIENCE = 10_000;
