import type { CallCost, PrefixResult } from './prefix-bench.ts';

/** Reading after each quarter of the turns, and how many times less our layout takes; then what all calls took. */
export function prefixTable([usual, ours]: readonly [usual: PrefixResult, ours: PrefixResult]): string[] {
  const turns = ours.calls.length;
  const until = [...new Set([1, 2, 3, 4].map((quarter) => Math.max(1, Math.round((turns * quarter) / 4))))];
  const reading = ({ calls }: PrefixResult): number[] =>
    until.map((count) => sum(calls.slice(0, count), 'promptMilliseconds'));
  const less = reading(usual).map((value, place) => value / (reading(ours)[place] ?? 1));
  return [
    'Seconds of the server’s own time for reading:',
    '',
    `| | ${until.map(countOf).join(' | ')} | last turn alone |`,
    `| --- |${' --- |'.repeat(until.length + 1)}`,
    ...[usual, ours].map((result) => {
      const last = result.calls.at(-1)?.promptMilliseconds ?? 0;
      return `| ${result.layout} | ${[...reading(result), last].map(seconds).join(' | ')} |`;
    }),
    `| times less | ${less.map((value) => value.toFixed(1)).join(' | ')} | |`,
    '',
    '| | calls | tokens in prompts | tokens written | reading | writing | in all | not the model’s |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...[usual, ours].map((result) => allOf(result)),
  ];
}

function allOf({ layout, calls }: PrefixResult): string {
  const [read, written, wall] = [
    sum(calls, 'promptMilliseconds'),
    sum(calls, 'completionMilliseconds'),
    sum(calls, 'wallMilliseconds'),
  ];
  const cells = [
    layout,
    calls.length,
    sum(calls, 'promptTokens'),
    sum(calls, 'completionTokens'),
    `${seconds(read)} s`,
    `${seconds(written)} s`,
    `${seconds(wall)} s`,
    `${((100 * (wall - read - written)) / wall).toFixed(1)}%`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function countOf(count: number): string {
  return count === 1 ? '1 turn' : `${count} turns`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2);
}

function sum(calls: readonly CallCost[], what: keyof CallCost): number {
  return calls.reduce((total, call) => total + call[what], 0);
}
