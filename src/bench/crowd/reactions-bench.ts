import { lastSeen } from '../../community/count-reactions.ts';
import type { ReactionTarget } from '../../community/reaction.ts';
import type { TrialId } from '../../core/ids.ts';
import type { Standing } from './crowd-messages.ts';
import { type LoopFigures, watchLoop } from './loop-watch.ts';
import { BallotBench, type CrowdDeps } from './open-ballots.ts';

export interface ReactionsAsked {
  readonly ballots: number;
  readonly people: number;
  readonly perSecond: number;
  readonly seconds: number;
}

export interface ReactionsResult extends LoopFigures {
  /** Given and taken back by people on the playground. */
  readonly sent: number;
  /** How many of them the playground came to in a second. */
  readonly perSecond: number;
  /** How many the bot stored. */
  readonly stored: number;
  /** How long after the last one all were stored, in milliseconds. */
  readonly behind: number;
  /** Those that stand under a message in the end: on the playground, and of these, by what the bot saw. */
  readonly standing: number;
  readonly seen: number;
  /** Somebody stands where they do not, or twice. */
  readonly wrong: number;
  /** The same of the count when all ballots are closed at once. */
  readonly counted: number;
  readonly countedWrong: number;
}

/** How long is waited for what is still to be stored, in milliseconds. */
const PATIENCE = 30_000;

/** People give and take back reactions on open ballots, so many a second; what the bot stored is held against what stands on the playground. */
export async function measureReactions(
  asked: ReactionsAsked,
  deps: CrowdDeps,
  signal: AbortSignal,
): Promise<ReactionsResult> {
  const bench = await BallotBench.open(deps);
  try {
    const bot = await bench.start();
    await bot.start(signal);
    await bench.crowd.ask({ do: 'come', people: asked.people }, signal);
    const trials = await bench.openBallots(asked.ballots, signal);
    const { trials: service, content, personIds } = bench.app;
    const targets = new Map<string, { readonly trial: TrialId; readonly target: ReactionTarget }>();
    const places = await Promise.all(
      trials.map(async (trial) => {
        const { threadId, messages } = await bench.messagesOf(trial);
        for (const { messageId, target } of messages) targets.set(messageId, { trial, target });
        return messages.map(({ messageId }) => ({ channelId: threadId, messageId }));
      }),
    );
    const stored = async (): Promise<number> => {
      const views = await Promise.all(trials.map((trial) => service.view(trial)));
      return views.reduce((sum, { reactions }) => sum + reactions.length, 0);
    };
    const { reactions: known } = content.reactions;
    deps.onWay(`${asked.perSecond} reactions a second for ${asked.seconds} s`);
    const ended = watchLoop();
    const { perSecond, seconds } = asked;
    const done = await bench.crowd.ask(
      { do: 'react', places: places.flat(), emojis: known.map(({ emoji }) => emoji), perSecond, seconds, seed: 1 },
      signal,
    );
    const last = deps.clock.now();
    await bench.until(async () => (await stored()) >= done.sent, signal, { within: PATIENCE });
    const behind = deps.clock.now() - last;
    const figures = ended();

    const meaningOf = (emoji: string): string => known.find((one) => one.emoji === emoji)?.id ?? emoji;
    const keyOf = (trial: TrialId, target: ReactionTarget, meaning: string, voter: string): string =>
      `${trial} ${JSON.stringify(target)} ${meaning} ${voter}`;
    const standing = done.standing.flatMap(({ messageId, emoji, users }: Standing) => {
      const of = targets.get(messageId);
      return of === undefined
        ? []
        : users.map((user) => keyOf(of.trial, of.target, meaningOf(emoji), personIds.idOf(user)));
    });
    const lists = async (counts: (trial: TrialId) => Promise<ReturnType<typeof lastSeen>>): Promise<string[]> => {
      const all = await Promise.all(
        trials.map(async (trial) =>
          (await counts(trial)).flatMap(({ target, meaning, voters }) =>
            voters.map(({ voter }) => keyOf(trial, target, meaning, voter)),
          ),
        ),
      );
      return all.flat();
    };
    const seen = compare(standing, await lists(async (trial) => lastSeen((await service.view(trial)).reactions)));
    const storedInAll = await stored();
    deps.onWay('all ballots are closed');
    await Promise.all(trials.map((trial) => service.closeBallot(trial, 'operator')));
    await Promise.all(trials.map((trial) => service.finished(trial)));
    const counted = compare(
      standing,
      await lists(async (trial) => {
        const { reactionsAtClose } = await service.view(trial);
        return reactionsAtClose?.type === 'reactions-counted' ? reactionsAtClose.counts : [];
      }),
    );
    return {
      ...figures,
      sent: done.sent,
      perSecond: done.sent / done.seconds,
      stored: storedInAll,
      behind,
      standing: standing.length,
      seen: seen.found,
      wrong: seen.wrong,
      counted: counted.found,
      countedWrong: counted.wrong,
    };
  } finally {
    await bench.close();
  }
}

/** How many of the expected ones are there, and how many others, or twice. */
function compare(expected: readonly string[], there: readonly string[]): { found: number; wrong: number } {
  const wanted = new Set(expected);
  const found = new Set(there.filter((one) => wanted.has(one))).size;
  return { found, wrong: there.length - found };
}
