import { JUDGE_WAYS, type JudgeCost, type JudgeRound, type JudgeWay } from './judge-bench.ts';

/** The most that judging may take, in times of the reference: once reading the debate and as many generations as there are criteria. */
export const MOST_TIMES = 1.5;

const NAMES: Readonly<Record<JudgeWay, string>> = {
  ours: 'ours: debate once, then each criterion',
  reference: 'reference: debate once, no criterion read',
  independent: 'independent calls, debate last',
};

/** How many times the reference's time each way took: the median of the rounds, each of which compares what was measured side by side. */
export interface JudgeTimes {
  readonly reasons: boolean;
  readonly times: Readonly<Record<JudgeWay, number>>;
  /** Whether ours keeps to {@link MOST_TIMES}. */
  readonly kept: boolean;
}

export function judgeTimes(rounds: readonly JudgeRound[], reasons: boolean): JudgeTimes {
  const of = (way: JudgeWay): number =>
    median(spentOf(rounds, reasons).map((spent) => spent[way].milliseconds / spent.reference.milliseconds));
  const times = { ours: of('ours'), reference: 1, independent: of('independent') };
  return { reasons, times, kept: times.ours <= MOST_TIMES };
}

/** The results as a table: medians over the rounds, and whether the limit is kept. */
export function judgeTable(rounds: readonly JudgeRound[]): string[] {
  return [
    '| | calls | tokens in prompts | of them new | tokens written | reading | in all | times the reference |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...[true, false].flatMap((reasons) => JUDGE_WAYS.map((way) => row(rounds, reasons, way))),
    '',
    ...[true, false].map((reasons) => verdict(judgeTimes(rounds, reasons))),
  ];
}

function row(rounds: readonly JudgeRound[], reasons: boolean, way: JudgeWay): string {
  const spent = spentOf(rounds, reasons).map((round) => round[way]);
  const middle = (of: (one: JudgeCost) => number): number => median(spent.map(of));
  const about = spent.some(({ counted }) => counted) ? 'about ' : '';
  const cells = [
    `${wordsFor(reasons)}, ${NAMES[way]}`,
    middle(({ calls }) => calls),
    `${about}${middle(({ promptTokens }) => promptTokens)}`,
    `${about}${middle(({ newTokens }) => newTokens)}`,
    middle(({ completionTokens }) => completionTokens),
    `${(middle(({ readMilliseconds }) => readMilliseconds) / 1000).toFixed(1)} s`,
    `${(middle(({ milliseconds }) => milliseconds) / 1000).toFixed(1)} s`,
    judgeTimes(rounds, reasons).times[way].toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
}

function verdict({ reasons, times, kept }: JudgeTimes): string {
  const is = kept ? 'is kept' : 'is NOT kept';
  return `The limit of ${MOST_TIMES} times the reference ${is} for ${wordsFor(reasons)}: ${times.ours.toFixed(2)}.`;
}

function wordsFor(reasons: boolean): string {
  return reasons ? 'scores with reasons' : 'scores alone';
}

function spentOf(rounds: readonly JudgeRound[], reasons: boolean): JudgeRound['spent'][] {
  return rounds.filter((round) => round.reasons === reasons).map(({ spent }) => spent);
}

/** @param values at least one */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const [low = Number.NaN, high = low] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}
