import type { CloseResult } from './close-bench.ts';
import type { ReactionsAsked, ReactionsResult } from './reactions-bench.ts';
import type { RestartResult } from './restart-bench.ts';

/** What a ballot and its reactions have to bear. */
export const CROWD_LIMITS = {
  /** The 99th percentile of the event loop's delay, in milliseconds. */
  loop: 100,
  /** Seconds from the close of a ballot to its count. */
  close: 5,
  /** Seconds from a start to all ballots being watched. */
  restart: 2,
  /** Seconds until nothing is left of somebody who wants to be deleted. */
  deletion: 60,
} as const;

const SETTING =
  'Real discord.js against the playground (in a process of its own, rate limits off), SQLite on disk, scripted debaters';

export function describeReactions({ ballots, people, perSecond, seconds }: ReactionsAsked): string {
  return `${SETTING}. ${people} people give reactions to turns and answers of ${ballots} open ballots, and take one in five back: ${perSecond} a second for ${seconds} s.`;
}

export function describeClose(people: number): string {
  return `${SETTING}. ${people} people have voted on a ballot and reacted to its answers; it is closed by hand.`;
}

export function describeRestart(ballots: number): string {
  return `${SETTING}. A bot with ${ballots} open ballots was ended and is started again.`;
}

type Row = readonly [what: string, asked: string, measured: string, kept: boolean | null];

/** Rows of what was asked for, what was measured, and whether it was kept; the last is empty for what is only told. */
function table(rows: readonly Row[]): string[] {
  return [
    '| | asked | measured | |',
    '| --- | --- | --- | --- |',
    ...rows.map(([what, asked, measured, kept]) => `| ${what} | ${asked} | ${measured} | ${keptWord(kept)} |`),
  ];
}

function keptWord(kept: boolean | null): string {
  if (kept === null) return '';
  return kept ? 'kept' : 'NOT KEPT';
}

const ms = (milliseconds: number): string => `${milliseconds.toFixed(0)} ms`;
const s = (seconds: number): string => `${seconds.toFixed(2)} s`;
const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

export function reactionsTable({ perSecond, seconds }: ReactionsAsked, result: ReactionsResult): string[] {
  const { sent, stored, standing, seen, wrong, counted, countedWrong } = result;
  return table([
    ['reactions given and taken back', `${perSecond * seconds}`, `${sent}`, sent === perSecond * seconds],
    [
      'a second (what the playground came to)',
      `${perSecond}`,
      result.perSecond.toFixed(0),
      result.perSecond >= perSecond * 0.97,
    ],
    ['stored by the bot', `${sent}`, `${stored}`, stored === sent],
    ['all stored after the last', 'told', ms(result.behind), null],
    [
      'that stand in the end, by what the bot saw',
      `${standing}, none wrong`,
      `${seen}, ${wrong} wrong`,
      seen === standing && wrong === 0,
    ],
    [
      'and counted at the close of all ballots at once',
      `${standing}, none wrong`,
      `${counted}, ${countedWrong} wrong`,
      counted === standing && countedWrong === 0,
    ],
    [
      'the bot’s event loop, p99 of its delay',
      `under ${CROWD_LIMITS.loop} ms`,
      ms(result.p99),
      result.p99 < CROWD_LIMITS.loop,
    ],
    ['its longest delay', 'told', ms(result.longest), null],
    ['the bot’s processor time, of one core', 'told', result.cores.toFixed(2), null],
    ['the bot’s memory', 'told', mb(result.memory), null],
  ]);
}

export function closeTable(people: number, results: readonly CloseResult[]): string[] {
  return table(
    results.flatMap((result): Row[] => {
      const when = result.seen ? 'reactions given while the bot was up' : 'reactions given while the bot was down';
      return [
        [
          `${when}: counted and closed`,
          `within ${CROWD_LIMITS.close} s`,
          s(result.closed),
          result.closed <= CROWD_LIMITS.close,
        ],
        ['… and the results shown', 'told', s(result.shown), null],
        ['… votes counted', `${people}`, `${result.votesCounted}`, result.votesCounted === people],
        [
          '… reactors listed, reactions counted',
          `${people}, ${people}`,
          `${result.reactors}, ${result.reactionsCounted}`,
          result.reactors === people && result.reactionsCounted === people,
        ],
        ['… event loop, p99 and longest delay', 'told', `${ms(result.p99)}, ${ms(result.longest)}`, null],
      ];
    }),
  );
}

export function restartTable(result: RestartResult): string[] {
  const { ballots, watched, voted, reacted } = result;
  return table([
    ['content and database open', 'told', s(result.opened), null],
    [
      'logged in, all ballots take votes',
      `within ${CROWD_LIMITS.restart} s`,
      s(result.votes),
      result.votes <= CROWD_LIMITS.restart,
    ],
    ['of this, the processor’s time', 'told', s(result.work), null],
    [
      'all are watched: reactions are noted as they come',
      `within ${CROWD_LIMITS.restart} s`,
      s(watched),
      watched <= CROWD_LIMITS.restart,
    ],
    ['a vote stored on each, right then', `${ballots}`, `${voted}`, voted === ballots],
    ['a reaction noted on each, right then', `${ballots}`, `${reacted}`, reacted === ballots],
    ['what was given while it was down is known', 'told', s(result.caughtUp), null],
    [
      'all that is stored of somebody who voted on each is deleted',
      `within ${CROWD_LIMITS.deletion} s, nothing left`,
      `${s(result.deleted)}, ${result.left} left`,
      result.deleted <= CROWD_LIMITS.deletion && result.left === 0,
    ],
    ['event loop, p99 and longest delay', 'told', `${ms(result.p99)}, ${ms(result.longest)}`, null],
    ['memory', 'told', mb(result.memory), null],
  ]);
}
