import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runLeaderboardCommand } from '../../src/leaderboard/leaderboard-command.ts';
import { storeEvents } from '../agreement/ballots.ts';
import { runProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { FakeFile } from '../terminal/fake-terminal.ts';
import { type BoardTrial, boardTrials } from './board-trials.ts';

const TRIALS: readonly BoardTrial[] = Array.from({ length: 24 }, (_, place) => ({
  place,
  guildId: place < 12 ? '1' : '2',
  ensemble: place < 12 ? 'pocket' : 'one-model',
  votes: { ensemble: place < 12 ? 6 + (place % 2) : place % 3, baseline: 2 },
  judged: place % 5 === 0 ? 'worse' : 'better',
}));

/** What the command prints of these trials, and its figures. */
async function board(trials: readonly BoardTrial[], server?: string) {
  const folder = await temporaryFolder();
  const database = `sqlite://${path.join(folder, 'bot.sqlite')}`;
  await storeEvents(database, boardTrials(trials));
  const stdout = new FakeFile();
  const json = path.join(folder, 'leaderboard.json');
  await runLeaderboardCommand(
    { database, seed: 1, json, ...(server === undefined ? {} : { server }) },
    { stdout, env: {} },
    new AbortController().signal,
  );
  return { text: stdout.text, report: JSON.parse(await readFile(json, 'utf8')) };
}

it('npm run leaderboard prints all boards of a database, with what judges’ audits found, and writes their figures', async () => {
  const { text, report } = await board(TRIALS);
  expect(text).toContain('24 closed ballots of sqlite://');
  expect(text).toMatch(
    /^Standings\npocket on member:8b\n {2}people: rank 1 of 2, \d+% \(\d+ to \d+%\), 12 ballots\n {2}judges: rank 1 of 2, .*\none-model on member:8b\n {2}people: rank 2 of 2, /m,
  );
  expect(text).toMatch(/^pocket on member:8b against alone:8b alone: votes 78 to 24 \(12 ballots\); judges /m);
  expect(text).toMatch(/^Leaderboard of models\n/m);
  expect(text).toMatch(/^Leaderboard of personas\nPersonas can be compared only by ballots/m);
  expect(text).toContain('The judge judging:8b: its audit was not noted when it was seated.');
  expect(text).not.toMatch(/NaN|null|undefined|Infinity/);
  expect(report).toMatchObject({ guildId: null, seed: 1, counts: { ballots: 24, judged: 24 } });
  expect(report.ensembles.groups[0]).toHaveLength(2);
});

it('npm run leaderboard --server has only what was held there', async () => {
  const { text, report } = await board(TRIALS, '2');
  expect(text).toMatch(/12 closed ballots of the server 2 in sqlite:/);
  expect(text).not.toContain('pocket');
  expect(report.guildId).toBe('2');
});

it.each([
  [[], 'there is nothing to rank'],
  [TRIALS.slice(0, 1), 'Nobody has enough votes yet.'],
])('npm run leaderboard on few ballots says what is missing', async (trials, words) => {
  const { text } = await board(trials);
  expect(text).toContain(words);
  expect(text).not.toMatch(/percent|%|NaN|null|undefined/);
});

it('npm run leaderboard refuses a database that is not there', async () => {
  const folder = await temporaryFolder();
  const program = runProgram(['leaderboard', '--database', 'sqlite://nowhere.sqlite'], folder, {});
  expect(await program.ended).toBe(1);
  expect(program.stderr()).toMatch(/^There is no database at nowhere\.sqlite\. Name the bot’s database/);
});
