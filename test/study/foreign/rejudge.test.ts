import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isExpected, wordsFor } from '../../../src/core/errors.ts';
import { studyFindingsSchema } from '../../../src/study/analysis/findings.ts';
import { StudyFolder } from '../../../src/study/data/study-folder.ts';
import { readTables } from '../../../src/study/data/tables.ts';
import { parseRejudgeOptions } from '../../../src/study/foreign/foreign-options.ts';
import { rejudgeCommand } from '../../../src/study/foreign/rejudge-command.ts';
import { reportStudyCommand } from '../../../src/study/report-command.ts';
import { verifyStudyCommand } from '../../../src/study/verify-command.ts';
import { GEMMA, PHI } from '../../judge-foreign/desk.ts';
import { comparableDebates } from '../../support/debates-of-others.ts';
import { type JudgingManner, startJudgingOllama } from '../../support/judging-ollama.ts';
import { paperLike } from '../../support/paper-like.ts';
import { runProgram } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { FakeFile } from '../../terminal/fake-terminal.ts';

/** A file of debates of others, a server whose models judge, and the commands. */
async function bench(debates: string, manner: JudgingManner = {}) {
  const home = await temporaryFolder();
  const file = path.join(home, 'theirs.json');
  await writeFile(file, debates);
  const ollama = await startJudgingOllama(manner);
  const env = { LOG_LEVEL: 'silent', DATABASE: 'memory://', OLLAMA_HOST: ollama.address };
  const said = async (work: (process: { stdout: FakeFile; env: NodeJS.ProcessEnv; pid: number }) => Promise<void>) => {
    const stdout = new FakeFile();
    await work({ stdout, env, pid: process.pid });
    return stdout.text;
  };
  const signal = new AbortController().signal;
  const rejudge = (out: string, more: object = {}, ends = signal) =>
    said((process) =>
      rejudgeCommand(parseRejudgeOptions(file, { panel: GEMMA, out, seed: 1, ...more }), process, ends),
    );
  const verify = (folder: string) => said((process) => verifyStudyCommand({ folder, json: false }, process, signal));
  const report = (folder: string, beside?: string) =>
    said((process) => reportStudyCommand({ folder, ...(beside === undefined ? {} : { beside }) }, process, signal));
  return { home, file, ollama, rejudge, verify, report, out: path.join(home, 'study') };
}

async function tablesIn(out: string) {
  const folder = new StudyFolder(out);
  return { manifest: await folder.manifest(), ...(await readTables((name) => folder.read(name))) };
}

const text = (folder: string, name: string): Promise<string> => readFile(path.join(folder, name), 'utf8');

async function failure(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isExpected(error)) throw new Error(`Not an expected error: ${error}`);
  return wordsFor(error);
}

describe('debates of others that are judged again', () => {
  it('become a study with their pairs, that verifies, and says at its top that others ran it', async () => {
    const { rejudge, verify, out, ollama } = await bench(comparableDebates(7));
    const said = await rejudge(out, { panel: `${GEMMA},${PHI}` });
    expect(said).toContain('The study is whole');
    const { manifest, debates, scores, pairs } = await tablesIn(out);
    expect(debates).toHaveLength(14);
    expect(new Set(debates.map(({ trial }) => trial)).size).toBe(7);
    expect(debates.every(({ status }) => status === 'complete')).toBe(true);
    expect(debates.every(({ seed, chair, startedAt }) => seed === null && chair === null && startedAt === null)).toBe(
      true,
    );
    expect(
      debates
        .flatMap(({ attempts }) => attempts)
        .every(({ completionTokens, milliseconds }) => completionTokens === null && milliseconds === null),
    ).toBe(true);
    expect(
      scores.filter(({ judgement }) => judgement.object === undefined || judgement.object.kind === 'debate'),
    ).toHaveLength(14 * 7 * 2);
    // Only those on even topics have answers: not all pairs can be compared, so none is.
    expect(pairs).toEqual([]);
    expect(manifest?.head.origin).toMatchObject({
      file: 'theirs.json',
      debates: 14,
      leftOut: 0,
      pairs: { told: 7, byTopic: 0 },
    });
    const markdown = await text(out, 'report.md');
    expect(markdown.indexOf('The debates were run by others')).toBeGreaterThan(0);
    expect(markdown.indexOf('The debates were run by others')).toBeLessThan(markdown.indexOf('## '));
    expect(markdown).not.toContain('not whole yet');
    expect(await text(out, 'report.html')).toContain('run by others');
    const findings = studyFindingsSchema.parse(JSON.parse(await text(out, 'findings.json')));
    expect(findings.headline.difference).toMatchObject({ pairs: 7, scenarios: 7 });
    expect(findings.measures.find(({ id }) => id === 'completion-tokens')?.arms[0]).toMatchObject({
      debates: 0,
      untold: 7,
    });
    expect(await verify(out)).not.toContain('NOT SO');
    const calls = ollama.calls.length;
    await rejudge(out, { panel: `${GEMMA},${PHI}` });
    expect(ollama.calls).toHaveLength(calls);
  });

  it('are in a study with all that is broken in them: only what is fit is judged, and only what is whole compared', async () => {
    const { rejudge, verify, out } = await bench(JSON.stringify(paperLike()));
    await rejudge(out);
    const { debates, scores } = await tablesIn(out);
    const having = (status: string) => debates.filter((row) => row.status === status).length;
    expect([debates.length, having('complete'), having('incomplete'), having('failed')]).toEqual([150, 36, 9, 105]);
    expect(debates.reduce((sum, { turnsAsked }) => sum + turnsAsked, 0)).toBe(750);
    const silent = debates.flatMap((row) => row.silent.map(({ reason }) => reason));
    expect(silent.filter((reason) => reason === 'thinking-never-closed')).toHaveLength(489);
    expect(silent.filter((reason) => reason === 'empty')).toHaveLength(9);
    expect(scores).toHaveLength(45 * 7);
    const { headline, counts } = studyFindingsSchema.parse(JSON.parse(await text(out, 'findings.json')));
    expect(headline.difference).toMatchObject({ pairs: 6, scenarios: 6 });
    expect(counts.whole).toBe(true);
    const markdown = await text(out, 'report.md');
    expect(markdown).toContain('105 debates of 150 are not fit to be judged.');
    expect(markdown).toContain('75 pairs: they share a topic alone');
    expect(markdown).toContain('only 6 of 75 pairs have two debates with all their turns');
    expect(await verify(out)).not.toContain('NOT SO');
  });

  it('have their answers compared, each pair once, where every pair has two', async () => {
    const lines = comparableDebates(6).split('\n');
    const answered = lines.map((line, place) =>
      JSON.stringify({ ...JSON.parse(line), ensemble: `e-${place % 4}`, answer: `Keep rule ${place}, with a review.` }),
    );
    const { rejudge, verify, out } = await bench(answered.join('\n'));
    await rejudge(out);
    const { manifest, debates, pairs } = await tablesIn(out);
    expect(manifest?.head.plan.judged).toEqual(['debate', 'answer', 'pair']);
    expect(pairs).toHaveLength(6);
    expect(new Set(pairs.map(({ trial }) => trial)).size).toBe(6);
    for (const { trial, arms, judgement } of pairs) {
      expect(arms).toEqual({ a: 'baseline', b: 'ensemble' });
      expect(debates.find(({ debate }) => debate === judgement.a)).toMatchObject({ trial, arm: 'baseline' });
      expect(debates.find(({ debate }) => debate === judgement.b)).toMatchObject({ trial, arm: 'ensemble' });
    }
    const { counts, preferences } = studyFindingsSchema.parse(JSON.parse(await text(out, 'findings.json')));
    expect(counts.whole).toBe(true);
    expect(preferences.rows).toHaveLength(1);
    expect(await verify(out)).not.toContain('NOT SO');
  });

  it('go on where their judging was broken off, with no call made again', async () => {
    const ends = new AbortController();
    const { rejudge, verify, out, ollama } = await bench(comparableDebates(6), {
      after: (call) => {
        if (call === 20) ends.abort();
      },
    });
    expect(await rejudge(out, {}, ends.signal)).toContain('Parked');
    expect(await new StudyFolder(out).manifest()).toBeUndefined();
    expect(await rejudge(out)).toContain('are there from before');
    const asked = ollama.calls.map((call) => call.asked);
    expect(new Set(asked).size).toBeGreaterThanOrEqual(asked.length - 1);
    expect(await verify(out)).not.toContain('NOT SO');
  });

  it('go on when the process was killed while it judged', async () => {
    let reached: () => void = () => {};
    const there = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const { home, file, rejudge, verify, out, ollama } = await bench(comparableDebates(6), {
      after: (call) => {
        if (call === 30) reached();
      },
    });
    const program = runProgram(['study', 'rejudge', file, '--panel', GEMMA, '--out', out], home, {
      LOG_LEVEL: 'silent',
      DATABASE: 'memory://',
      OLLAMA_HOST: ollama.address,
    });
    await there;
    program.child.kill('SIGKILL');
    await program.ended;
    expect(await rejudge(out)).toContain('are there from before');
    const { debates, scores } = await tablesIn(out);
    expect(debates).toHaveLength(12);
    // Half of the debates have an answer; of the others it is unscored.
    expect(scores).toHaveLength(12 * 7 * 2);
    expect(await verify(out)).not.toContain('NOT SO');
  });

  it('are not put over another study, and not judged without a condition', async () => {
    const { rejudge, out, file } = await bench(comparableDebates(6));
    await rejudge(out);
    expect(await failure(rejudge(out, { ensemble: 'baseline', baseline: 'ensemble' }))).toContain('another plan');
    expect(await failure(rejudge(out, { panel: PHI }))).toContain(`its panel is ${GEMMA}, not ${PHI}`);
    await writeFile(file, comparableDebates(7));
    expect(await failure(rejudge(out))).toContain('holds a study with another plan');
    expect(
      await failure(
        rejudge(`${out}-2`, { ensemble: 'many' }).then(() =>
          rejudge(`${out}-3`, { ensemble: 'many', baseline: 'one' }),
        ),
      ),
    ).toContain('it has “ensemble”, “baseline”');
  });

  it('stand beside another study in one report, with whether their scores can be compared', async () => {
    const { rejudge, report, verify, out } = await bench(comparableDebates(7));
    await rejudge(out);
    await rejudge(`${out}-2`, { panel: PHI });
    await rejudge(`${out}-3`, { seed: 2 });
    await report(out, `${out}-2`);
    expect(await text(out, 'report.md')).toContain(
      `The scores of the two are not comparable: their judges differ (${GEMMA}; ${PHI}).`,
    );
    await report(out, `${out}-3`);
    const markdown = await text(out, 'report.md');
    expect(markdown).toContain('## Beside: Debates of others: theirs.json');
    expect(markdown).toContain('The scores of the two are comparable: the same rubric, and the same judges.');
    expect(markdown).toMatch(/Ensemble: debates scored \| 7 of 7 \(100%\) \| 7 of 7/);
    expect(await text(out, 'report.html')).toContain('id="beside"');
    expect(await verify(out)).not.toContain('NOT SO');
  });
});
