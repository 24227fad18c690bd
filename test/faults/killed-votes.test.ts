import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { build } from 'esbuild';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { deriveSeed, seededRandom } from '../../src/core/random.ts';
import { PROJECT_ROOT } from '../../src/project-root.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import { trialEventSchema } from '../../src/trial/events.ts';
import { ballotEvents, trialAt } from '../agreement/ballots.ts';
import { aVote } from '../community/a-vote.ts';
import { voterId } from '../support/people.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { faultSeed } from './fault-seed.ts';

const SEED = faultSeed();
const KILLS = 100;
/** So many processes take votes for one trial, one after the other. */
const KILLS_A_TRIAL = 10;
/** At most so many words of a process are heard before it is killed: of votes that came, and that were accepted. */
const LONGEST = 60;
const IN_FLIGHT = 6;
const VOTERS = 5;

const saidSchema = z.strictObject({ type: z.enum(['ready', 'open', 'came', 'accepted']), castAt: z.number() });

/** Bundled once, so that a process is ready within a moment. @returns the file */
async function bundled(): Promise<string> {
  const outfile = path.join(await temporaryFolder(), 'votes-process.cjs');
  await build({
    entryPoints: [path.join(PROJECT_ROOT, 'test/faults/votes-process.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['sqlite3', 'pino'],
    define: { 'import.meta.url': '"file:///"' },
    logLevel: 'error',
  });
  return outfile;
}

function start(file: string): ChildProcess {
  const child = fork(file, [], { execArgv: [], env: { NODE_PATH: path.join(PROJECT_ROOT, 'node_modules') } });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

it('keeps every accepted vote exactly once, and in a voter’s order, through kill -9 at a hundred random points', async () => {
  const file = await bundled();
  const database = `sqlite://${path.join(await temporaryFolder(), 'votes.sqlite')}`;
  const random = seededRandom(deriveSeed(SEED, 'killed votes'));
  const events = await openEventLog({ address: database, log: createLog('silent'), clock: systemClock });
  onTestFinished(() => events.close());
  let castAt = 0;
  let [accepted, stored, unheard] = [0, 0, 0];
  let next = start(file);
  for (let trialNumber = 0; trialNumber < KILLS / KILLS_A_TRIAL; trialNumber += 1) {
    const trial = trialAt(trialNumber);
    const stream = `trial/${trial}`;
    await events.append(stream, 0, ...ballotEvents({ place: trialNumber, closed: false }));
    const opened = (await events.read(stream)).length;
    const acknowledged: number[] = [];
    for (let kill = 0; kill < KILLS_A_TRIAL; kill += 1) {
      const child = next;
      // The next one starts meanwhile.
      next = start(file);
      const point = random.integer(1, LONGEST);
      const pause = random.integer(0, 4);
      castAt = await voteUntilKilled(child, { database, trial }, { point, pause, castAt, acknowledged });
    }
    const votes = (await events.read(stream, opened)).flatMap(({ event }) => {
      const parsed = trialEventSchema.parse(event);
      return parsed.type === 'vote-cast' ? [parsed.vote] : expect.fail(`a ${parsed.type} among the votes`);
    });
    const found = votes.map((vote) => vote.castAt ?? Number.NaN);
    const context = `FAULT_SEED=${SEED}, trial ${trialNumber}`;
    expect(new Set(found).size, `${context}: none twice`).toBe(found.length);
    const known = new Set(found);
    expect(
      acknowledged.filter((one) => !known.has(one)),
      `${context}: none lost`,
    ).toEqual([]);
    for (let voter = 0; voter < VOTERS; voter += 1) {
      const own = votes
        .filter((vote) => vote.voter === voterId(`voter ${voter}`))
        .map((vote) => vote.castAt ?? Number.NaN);
      expect(own, `${context}: in order`).toEqual([...own].sort((left, right) => left - right));
    }
    accepted += acknowledged.length;
    stored += found.length;
    unheard += found.filter((one) => !acknowledged.includes(one)).length;
  }
  process.stdout.write(
    `FAULT_SEED=${SEED}, votes: killed ${KILLS} times; ${accepted} accepted, ${stored} stored, of ${unheard} the process did not live to say so\n`,
  );
  expect(accepted).toBeGreaterThan(KILLS);
});

/**
 * Has a process take votes, several at once, and kills it a moment after so many of its words. What it accepts is noted in `acknowledged`.
 * @returns the last vote's number
 */
async function voteUntilKilled(
  child: ChildProcess,
  on: { readonly database: string; readonly trial: string },
  run: { readonly point: number; readonly pause: number; readonly castAt: number; readonly acknowledged: number[] },
): Promise<number> {
  let { castAt } = run;
  let words = 0;
  const gone = once(child, 'close');
  const vote = (): void => {
    castAt += 1;
    const given = aVote(`voter ${castAt % VOTERS}`, castAt % 2 === 0 ? 'A' : 'B', { castAt });
    child.send({ type: 'vote', vote: given }, () => {});
  };
  child.on('message', (message) => {
    const said = saidSchema.parse(message);
    if (said.type === 'ready') child.send({ type: 'open', ...on });
    else if (said.type === 'open') for (let one = 0; one < IN_FLIGHT; one += 1) vote();
    else {
      words += 1;
      if (said.type === 'accepted') {
        run.acknowledged.push(said.castAt);
        vote();
      }
      if (words === run.point) setTimeout(() => child.kill('SIGKILL'), run.pause);
    }
  });
  const [, signal] = await gone;
  expect(signal).toBe('SIGKILL');
  return castAt;
}
