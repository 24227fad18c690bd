import type { Vote } from '../../community/ballot.ts';
import type { TrialId } from '../../core/ids.ts';
import { resultOf } from '../../trial/result.ts';
import { type LoopFigures, watchLoop } from './loop-watch.ts';
import { BallotBench, type CrowdDeps } from './open-ballots.ts';

export interface CloseResult extends LoopFigures {
  /** Whether the bot was up when the reactions were given; else it knows none of those who gave them. */
  readonly seen: boolean;
  readonly voters: number;
  /** Who reacted, by Discord's lists at the close. */
  readonly reactors: number;
  /** From the close that is asked for until the ballot is counted and closed in the store, in seconds. */
  readonly closed: number;
  /** Until the results are shown too. */
  readonly shown: number;
  /** Votes in the result, and reactions of people in it. */
  readonly votesCounted: number;
  readonly reactionsCounted: number;
}

/** So many people vote, and each reacts to an answer: once while the bot is up, and once while it is down. The ballot is closed by hand. */
export async function measureClose(
  people: number,
  deps: CrowdDeps,
  signal: AbortSignal,
): Promise<readonly CloseResult[]> {
  const bench = await BallotBench.open(deps);
  try {
    const bot = await bench.start();
    await bot.start(signal);
    const { people: all } = await bench.crowd.ask({ do: 'come', people }, signal);
    const results: CloseResult[] = [];
    for (const seen of [true, false]) {
      const [trial] = await bench.openBallots(1, signal);
      if (trial === undefined) throw new TypeError('no ballot was opened');
      deps.onWay(`${people} people vote and react, the bot is ${seen ? 'up' : 'down'}`);
      await voteAll(bench, trial, all);
      const { threadId, messages } = await bench.messagesOf(trial);
      const places = messages.flatMap(({ messageId, target }) =>
        target.kind === 'answer' ? [{ channelId: threadId, messageId }] : [],
      );
      const react = () => bench.crowd.ask({ do: 'react-once', places, emoji: '👍' }, signal);
      if (seen) {
        await react();
        await bench.until(async () => (await bench.app.trials.view(trial)).reactions.length >= people, signal);
      } else {
        await bench.stop();
        await react();
        await (await bench.start()).start(signal);
      }
      results.push({ seen, ...(await close(bench, trial, deps, signal)) });
    }
    return results;
  } finally {
    await bench.close();
  }
}

/** By the way that a press goes once it is known who pressed: Discord's part of ten thousand presses is not measured here. */
async function voteAll({ app }: BallotBench, trial: TrialId, people: readonly string[]): Promise<void> {
  await Promise.all(
    people.map((person, number) => {
      const [castAt, voter] = [app.clock.now(), app.personIds.idOf(person)];
      const vote: Vote = {
        voter,
        item: 'answer',
        choice: number % 2 === 0 ? 'A' : 'B',
        castAt,
        watched: false,
        scripted: false,
        starter: false,
        accountCreatedAt: null,
      };
      return app.trials.vote(trial, { by: voter, madeAt: castAt, find: async () => vote });
    }),
  );
}

async function close(
  bench: BallotBench,
  trial: TrialId,
  { clock }: CrowdDeps,
  signal: AbortSignal,
): Promise<Omit<CloseResult, 'seen'>> {
  const { trials } = bench.app;
  const finished = trials.finished(trial);
  const ended = watchLoop();
  const start = clock.now();
  const since = (): number => (clock.now() - start) / 1000;
  await trials.closeBallot(trial, 'operator');
  await bench.until(async () => (await trials.view(trial)).ballotClosed, signal);
  const closed = since();
  await finished;
  const shown = since();
  const figures = ended();
  const { community } = resultOf(await trials.history(trial)) ?? {};
  const { reactionsAtClose } = await trials.view(trial);
  const counts = reactionsAtClose?.type === 'reactions-counted' ? reactionsAtClose.counts : [];
  return {
    ...figures,
    voters: new Set((await trials.view(trial)).votes.map(({ voter }) => voter)).size,
    reactors: new Set(counts.flatMap(({ voters }) => voters.map(({ voter }) => voter))).size,
    closed,
    shown,
    votesCounted: community?.tally.people.voters ?? 0,
    reactionsCounted: community?.reactions.reduce((sum, { people }) => sum + people, 0) ?? 0,
  };
}
