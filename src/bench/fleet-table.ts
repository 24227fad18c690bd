import type { Fleet, FleetResult } from './fleet-bench.ts';

/** What is measured, with the latencies that were made up. */
export function describeFleet({ servers, slotsAServer, reading, word, choice, words }: Fleet): string {
  return (
    `A simulated fleet, scripted and on this computer: ${servers} servers with ${slotsAServer} slots each; a call takes ${reading} ms to be read, ` +
    `${word} ms a word for ${words} words, a score ${choice} ms. Pool, engine, judge and store are the real ones.`
  );
}

/** The results as rows of a table. */
export function fleetTable(results: readonly FleetResult[]): string[] {
  const row = (name: string, value: (result: FleetResult) => string): string =>
    `| ${name} | ${results.map(value).join(' | ')} |`;
  const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
  return [
    `| debates at once | ${results.map(({ debates }) => debates).join(' | ')} |`,
    `| --- |${' --- |'.repeat(results.length)}`,
    row('until all ballots were open', ({ seconds: all }) => `${all.toFixed(1)} s`),
    row('calls', ({ calls }) => String(calls)),
    row('throughput, of what the slots in use can do', ({ throughput }) => throughput.toFixed(3)),
    row('longest wait of a call for a server', ({ longestWait }) => seconds(longestWait)),
    row('longest wait of a debate in line', ({ longestLine }) => seconds(longestLine)),
    row('event loop’s delay, 99th percentile', ({ loopDelayP99 }) => `${loopDelayP99.toFixed(0)} ms`),
    row('most memory', ({ memory }) => `${(memory / 1e6).toFixed(0)} MB`),
    row('debates that reached their ballot', ({ complete, debates }) => `${complete} of ${debates}`),
  ];
}
