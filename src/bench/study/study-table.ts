import { MOST_OVERHEAD } from './overhead.ts';
import type { StudyOverhead, StudySize } from './study-bench.ts';

/** What is measured, with the latencies that were made up. */
export function describeStudyBench(sizes: readonly StudySize[]): string {
  const [first] = sizes;
  if (first === undefined) throw new TypeError('Nothing is measured');
  const { reading, word, words, choice } = first.fleet;
  return (
    `What a study’s harness takes beside its servers, which are scripted and on this computer: a call takes ${reading} ms to be read, ${word} ms a word ` +
    `for at most ${words} words, a score ${choice} ms. Runner, engine, judge, pool and store (SQLite on disk) are the real ones.`
  );
}

/** The results as rows of a table. @param cores of this computer */
export function studyTable(results: readonly StudyOverhead[], cores: number): string[] {
  const row = (name: string, value: (result: StudyOverhead) => string): string =>
    `| ${name} | ${results.map(value).join(' | ')} |`;
  const seconds = (value: number): string => `${value.toFixed(1)} s`;
  const percent = (value: number): string => `${(100 * value).toFixed(1)}%`;
  return [
    row('calls at the same time', ({ slots }) => String(slots)),
    `| --- |${' --- |'.repeat(results.length)}`,
    row('debates that ended whole', ({ complete, debates }) => `${complete} of ${debates}`),
    row('runs', ({ runs }) => String(runs)),
    row('calls', ({ calls }) => String(calls)),
    row('from the first call to the end', ({ seconds: all }) => seconds(all)),
    row('the servers’ own time, summed', ({ ownSeconds }) => seconds(ownSeconds)),
    row('taken by the harness', ({ overhead, slots }) =>
      slots === 1
        ? `${percent(overhead)} on top of the server’s own time`
        : `${percent(overhead)} of the fleet’s capacity, until fewer runs were left than slots`,
    ),
    row(`limit ${percent(MOST_OVERHEAD)}`, ({ overhead }) => keptWord(overhead)),
    row('before the first call', ({ readySeconds }) => seconds(readySeconds)),
    row('figures, report and tables afterwards', ({ publishingSeconds }) => seconds(publishingSeconds)),
    row('event loop’s delay, 99th percentile', ({ loopDelayP99 }) => `${loopDelayP99.toFixed(0)} ms`),
    row(`load of the computer (${cores} cores)`, ({ load }) => load.toFixed(1)),
  ];
}

/** Whether a share is within the limit. */
export function isKept(overhead: number): boolean {
  return overhead <= MOST_OVERHEAD;
}

function keptWord(overhead: number): string {
  return isKept(overhead) ? 'kept' : 'NOT KEPT';
}
