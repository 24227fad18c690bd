import { expect, it } from 'vitest';
import { measureClose } from '../../src/bench/crowd/close-bench.ts';
import { closeTable, reactionsTable, restartTable } from '../../src/bench/crowd/crowd-table.ts';
import type { CrowdDeps } from '../../src/bench/crowd/open-ballots.ts';
import { measureReactions } from '../../src/bench/crowd/reactions-bench.ts';
import { measureRestart } from '../../src/bench/crowd/restart-bench.ts';
import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { VOTER_KEY } from '../support/people.ts';

const deps: CrowdDeps = {
  config: { ...readConfig({}), voterKey: VOTER_KEY },
  clock: systemClock,
  log: createLog('silent'),
  onWay: () => {},
};
const { signal } = new AbortController();

it('a crowd’s reactions are stored and counted, each once', async () => {
  const asked = { ballots: 2, people: 50, perSecond: 200, seconds: 1 };
  const result = await measureReactions(asked, deps, signal);
  expect(result).toMatchObject({ sent: 200, stored: 200, wrong: 0, countedWrong: 0 });
  expect([result.seen, result.counted]).toEqual([result.standing, result.standing]);
  expect(reactionsTable(asked, result).join('\n')).toContain('| stored by the bot | 200 | 200 | kept |');
});

it('a crowd’s ballot is closed with all votes and reactions, whether the bot saw them or not', async () => {
  const results = await measureClose(120, deps, signal);
  for (const result of results)
    expect(result).toMatchObject({ voters: 120, votesCounted: 120, reactors: 120, reactionsCounted: 120 });
  expect(results.map(({ seen }) => seen)).toEqual([true, false]);
  expect(closeTable(120, results).join('\n')).not.toContain('| 120 | 119');
});

it('all open ballots are watched again after a restart', async () => {
  const result = await measureRestart(3, deps, signal);
  expect(result).toMatchObject({ ballots: 3, voted: 3, reacted: 3, left: 0 });
  expect(restartTable(result).join('\n')).toContain('| a vote stored on each, right then | 3 | 3 | kept |');
});
