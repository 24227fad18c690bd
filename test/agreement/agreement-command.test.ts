import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KeyvSqlite } from '@keyv/sqlite';
import { beforeAll, describe, expect, it } from 'vitest';
import { runAgreementCommand } from '../../src/agreement/agreement-command.ts';
import type { AgreementReport } from '../../src/agreement/report.ts';
import type { CriterionAgreement } from '../../src/community/agreement.ts';
import type { CriterionId } from '../../src/content/schema.ts';
import { isExpected, wordsFor } from '../../src/core/errors.ts';
import { rubricHash } from '../../src/judge/rubric-hash.ts';
import { content } from '../support/content.ts';
import { runProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { FakeFile } from '../terminal/fake-terminal.ts';
import { type Answer, ballotEvents, JUDGE, storeBallots, trialAt } from './ballots.ts';

async function database(): Promise<{ folder: string; address: string }> {
  const folder = await temporaryFolder();
  return { folder, address: `sqlite://${path.join(folder, 'bot.sqlite')}` };
}

/** What the command prints, and its figures. */
async function agreement(
  address: string,
  folder: string,
  seed = 1,
): Promise<{ text: string; report: AgreementReport }> {
  const stdout = new FakeFile();
  const json = path.join(folder, 'agreement.json');
  const process = { stdout, env: {} };
  await runAgreementCommand({ database: address, seed, json }, process, new AbortController().signal);
  return { text: stdout.text, report: JSON.parse(await readFile(json, 'utf8')) };
}

/** How good an answer is, 2 to 6: which ones are good has no pattern that a seed could meet. */
const quality = (place: number, { arm }: Answer): number => 2 + ((place * 7 + (arm === 'ensemble' ? 3 : 0)) % 5);

/** A small error of the judge, ±0.4. */
const slip = (place: number): number => (((place * 37) % 9) - 4) / 10;

/** Three people around the quality, so that their mean is it. */
const aroundQuality = (place: number, answer: Answer): number[] => {
  const value = quality(place, answer);
  return [value - 1, value, value + 1];
};

/** Judges in known ways: on safety it sees the quality, but half as wide; on coherence it turns it round; on truthfulness it says always the same. */
function knownScore(place: number, answer: Answer, criterion: CriterionId): number | undefined {
  const value = quality(place, answer);
  switch (criterion) {
    case 'safety':
      return 5 + (value - 4) * 0.5 + slip(place);
    case 'coherence':
      return 8 - value + slip(place);
    case 'truthfulness':
      return 4;
    case 'alignment-focus':
      return undefined;
    default:
      return value;
  }
}

const known = (place: number, closed = true) =>
  ballotEvents({
    place,
    closed,
    score: (answer, criterion) => knownScore(place, answer, criterion),
    ratings: (answer) => aroundQuality(place, answer),
    // Were it counted among people, each mean would be off.
    scripted: (_, criterion) => (criterion === 'safety' ? 1 : null),
  });

describe('npm run agreement on sixty closed ballots', () => {
  let printed: { text: string; report: AgreementReport };
  beforeAll(async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'ensemble-debates-test-'));
    const address = `sqlite://${path.join(folder, 'bot.sqlite')}`;
    const trials = Array.from({ length: 60 }, (_, place) => known(place));
    await storeBallots(address, [...trials, known(60, false)]);
    printed = await agreement(address, folder);
    return () => rm(folder, { recursive: true });
  }, 120_000);

  const scorer = () => {
    const found = printed.report.rubrics[0]?.scorers[0];
    if (found === undefined) throw new Error('nobody scored');
    return found;
  };
  const on = (id: CriterionId): CriterionAgreement => {
    const found = scorer().agreement.criteria.find((criterion) => criterion.id === id);
    if (found === undefined) throw new Error(`no ${id}`);
    return found.agreement;
  };

  it('counts closed ballots alone, one answer of each, with the rubric’s version and the judge', () => {
    expect(printed.report).toMatchObject({ trials: 61, closedBallots: 60, unreadable: [], seed: 1 });
    expect(printed.report.rubrics).toHaveLength(1);
    expect(printed.report.rubrics[0]?.rubricHash).toBe(rubricHash(content.rubric));
    expect(scorer()).toMatchObject({ kind: 'judge', models: [JUDGE], ballots: 60, answers: 120 });
    expect(scorer().agreement.setAside).toEqual({ answers: 60, ballots: 60 });
    expect(printed.text).toContain('61 debates in sqlite://');
    expect(printed.text).toContain('60 closed ballots. Scripted voters are left out, and');
    expect(printed.text).toMatch(/the seed 1 chose one a ballot, and 60 were set aside/);
  });

  it('finds the order that the judge sees, and that which it turns round, with n and intervals', () => {
    const { spearman, kendall } = on('safety').judge;
    if (spearman.status !== 'estimated' || kendall.status !== 'estimated') return expect.fail();
    expect(spearman.n).toBe(60);
    expect(spearman.value).toBeGreaterThan(0.85);
    expect(spearman.low).toBeLessThan(spearman.value);
    expect(kendall.value).toBeGreaterThan(0.7);
    expect(on('coherence').judge.spearman).toMatchObject({ status: 'estimated', n: 60 });
    expect(on('coherence').judge.spearman).toHaveProperty(
      'value',
      expect.toSatisfy((value) => value < -0.85),
    );
    expect(printed.text).toMatch(/^judge and people, Spearman’s rho +0\.9\d +0\.\d\d to 0\.9\d +60$/m);
    expect(printed.text).toMatch(/^judge and people, Spearman’s rho +−0\.9\d +−0\.9\d to −0\.\d\d +60$/m);
  });

  it('says why there is no figure: undefined, or not enough votes', () => {
    expect(on('truthfulness').judge.spearman).toMatchObject({ status: 'undefined', n: 60 });
    expect(printed.text).toMatch(/^judge and people, Spearman’s rho +undefined +all values of one side are the same/m);
    expect(on('alignment-focus').judge.spearman).toEqual({ status: 'not-enough-votes', n: 0, least: 20 });
    // An answer that lacks a criterion has no overall score.
    expect(scorer().agreement.overall.judge.spearman).toEqual({ status: 'not-enough-votes', n: 0, least: 20 });
    expect(printed.text).toContain('not enough votes: 0 answers with at least 3 raters and a score, 20 are needed');
    expect(printed.text).not.toMatch(/NaN|null|Infinity/);
  });

  it('has the raters’ own agreement, of people alone, also where the judge scored nothing', () => {
    expect(on('alignment-focus').raters).toMatchObject({ alpha: { status: 'estimated', n: 60 }, mean: 3 });
    // The program's rating would make it four.
    expect(on('safety').raters.mean).toBe(3);
    expect(printed.text).toContain('raters an answer, where there are enough: 3.0');
  });

  it('shows the map to people’s scale beside the figures, with the error of both', () => {
    const { calibration } = on('safety');
    if (calibration.status !== 'calibrated') return expect.fail();
    expect(calibration.n).toBe(60);
    expect(calibration.error.mapped).toBeLessThan(calibration.error.raw);
    expect(printed.text).toMatch(/^the judge’s score +1\.0 +2\.0 +3\.0 +4\.0 +5\.0 +6\.0 +7\.0$/m);
    // Where it says 4, it means 2 to 3.
    expect(printed.text).toMatch(/^on people’s scale +2\.\d +2\.\d +2\.\d +[23]\.\d +4\.\d +[56]\.\d +[56]\.\d$/m);
    expect(printed.text).toMatch(
      /^error in points of the scale: 1\.\d\d as it is, 0\.\d\d mapped \(cross-validated: 60 answers, 10 folds\)$/m,
    );
  });
});

describe('npm run agreement', () => {
  it.each([0, 1, 2])('on %i closed ballots says what is missing, and no figure', async (ballots) => {
    const { folder, address } = await database();
    await storeBallots(
      address,
      Array.from({ length: ballots }, (_, place) => known(place)),
    );
    const { text, report } = await agreement(address, folder);
    expect(report.closedBallots).toBe(ballots);
    expect(text).toContain(`${ballots} closed ballot${ballots === 1 ? '' : 's'}.`);
    expect(text).toContain(
      ballots === 0
        ? 'not enough votes: no ballot was closed'
        : `not enough votes: ${ballots} answer${ballots === 1 ? '' : 's'} with at least 3 raters and a score, 20 are needed`,
    );
    expect(text).not.toMatch(/0\.\d\d|NaN|undefined|null/);
  });

  it('on twenty has figures, overall too, and says that the map needs more', async () => {
    const { folder, address } = await database();
    const ballots = Array.from({ length: 20 }, (_, place) =>
      ballotEvents({
        place,
        score: (answer) => quality(place, answer) + 2.5 * slip(place),
        ratings: (answer) => aroundQuality(place, answer),
      }),
    );
    await storeBallots(address, ballots);
    const { text, report } = await agreement(address, folder);
    const overall = report.rubrics[0]?.scorers[0]?.agreement.overall;
    expect(overall?.judge.alpha).toMatchObject({ status: 'estimated', n: 20 });
    expect(overall?.raters).toMatchObject({ alpha: { n: 20 }, mean: 3 });
    expect(overall?.calibration).toEqual({ status: 'not-enough-votes', n: 20, least: 50 });
    expect(text).toContain(
      'on people’s scale: not enough votes: 20 answers with at least 3 raters and a score, 50 are needed',
    );
  });

  it('keeps versions of the rubric apart, and judges from their panel', async () => {
    const { folder, address } = await database();
    const [first, ...others] = content.rubric.criteria;
    if (first === undefined) return expect.fail();
    const rubric = { ...content.rubric, criteria: [{ ...first, weight: 2 }, ...others] };
    const judges = ['first:8b', 'second:8b'];
    const make = (place: number, changed: object) =>
      ballotEvents({ place, score: () => 4, ratings: () => [3, 4, 5], ...changed });
    await storeBallots(address, [make(0, {}), make(1, { rubric, judges }), make(2, { judges: judges.toReversed() })]);
    const { text, report } = await agreement(address, folder);
    expect(
      report.rubrics.map(({ ballots, scorers }) => [ballots, scorers.map(({ kind, models }) => [kind, ...models])]),
    ).toEqual([
      [
        2,
        [
          ['judge', JUDGE],
          ['judge', 'second:8b'],
          ['judge', 'first:8b'],
          ['panel', 'first:8b', 'second:8b'],
        ],
      ],
      [
        1,
        [
          ['judge', 'first:8b'],
          ['judge', 'second:8b'],
          ['panel', 'first:8b', 'second:8b'],
        ],
      ],
    ]);
    expect(text).toContain('Scores by different versions of the rubric are not comparable');
    expect(text).toContain('Panel of first:8b, second:8b');
  });

  it('leaves out a debate that cannot be read, and names it', async () => {
    const { folder, address } = await database();
    await storeBallots(address, [known(0), known(1)]);
    const store = new KeyvSqlite({ uri: address });
    await store.set(`trial/${trialAt(1)}/3`, 'no event');
    await store.disconnect();
    const { text, report } = await agreement(address, folder);
    expect(report).toMatchObject({ trials: 2, closedBallots: 1, unreadable: [trialAt(1)] });
    expect(text).toContain(`Left out, since they can't be read: ${trialAt(1)}.`);
  });

  it('refuses a database that is not there, and makes none; and a file that cannot be written', async () => {
    const { folder, address } = await database();
    const program = runProgram(['agreement', '--database', address], folder, {});
    expect(await program.ended).toBe(1);
    expect(program.stderr()).toMatch(
      /^There is no database at .*bot\.sqlite\. Name the bot’s database with --database/,
    );
    await expect(readFile(path.join(folder, 'bot.sqlite'))).rejects.toThrow('ENOENT');

    await storeBallots(address, []);
    await writeFile(path.join(folder, 'file'), '');
    const error: unknown = await runAgreementCommand(
      { database: address, seed: 1, json: path.join(folder, 'none', 'file') },
      { stdout: new FakeFile(), env: {} },
      new AbortController().signal,
    ).catch((reason) => reason);
    if (!isExpected(error)) throw new Error(`Not an expected error: ${error}`);
    expect(wordsFor(error)).toMatch(/cannot be written to .*: there is no such folder\. Name a file/);
  });

  it('reads the database of the configuration where none is named, beside whoever else has it open', async () => {
    const { folder, address } = await database();
    await storeBallots(address, [known(0)]);
    const other = new KeyvSqlite({ uri: address });
    await other.get('open');
    const program = runProgram(['agreement', '--seed', '7'], folder, { DATABASE: address });
    expect(await program.ended).toBe(0);
    await other.disconnect();
    expect(program.stdout()).toContain(`1 debate in ${address}, 1 closed ballot.`);
  });
});
