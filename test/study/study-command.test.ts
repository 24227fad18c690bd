import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { studyFindingsSchema } from '../../src/study/analysis/findings.ts';
import { debateRowSchema } from '../../src/study/data/study-rows.ts';
import { debating, wordsOfDebater, writeTurn } from '../support/debating-ollama.ts';
import { type Program, runProgram } from '../support/program.ts';
import { type Handler, type ScriptedOllama, startScriptedOllama } from '../support/scripted-ollama.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const PLAN = `
id: tried
title: A study of the tests
about: Its models are scripted, so that it says nothing about debates.
scenarios: [ai-tutors, open-weights]
ensembles: [pocket]
formats: [proponent-opponent]
rounds: 1
arms: [ensemble, baseline]
seed: 3
judged: [debate, answer, pair]
analysis:
  primary: { of: answer, score: overall }
`;

/** A plan's file, a folder for its study, and a server that debates and judges. */
async function bench(turn?: Handler, plan = PLAN) {
  const ollama = await startScriptedOllama(debating(turn));
  const home = await temporaryFolder();
  await writeFile(path.join(home, 'plan.yaml'), plan);
  const out = path.join(home, 'study');
  const study = (...parameters: string[]): Program =>
    runProgram(['study', ...parameters], home, { OLLAMA_HOST: ollama.address, LOG_LEVEL: 'silent' });
  return { ollama, home, out, study };
}

/** How many calls its models have had. */
function askedOf({ asked }: ScriptedOllama): number {
  return asked.filter(({ path: where }) => where === '/api/chat' || where === '/api/generate').length;
}

/** The words and the status of a command that has ended. */
async function ended(
  program: Program,
): Promise<{ readonly status: unknown; readonly said: string; readonly complained: string }> {
  return { status: await program.ended, said: program.stdout(), complained: program.stderr() };
}

async function debatesIn(folder: string) {
  const text = gunzipSync(await readFile(path.join(folder, 'debates.jsonl.gz'))).toString('utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [debateRowSchema.parse(JSON.parse(line))]));
}

describe('npm run study', () => {
  it('runs a plan, writes its tables, report and manifest, and verifies them; run again it makes no call', async () => {
    const { ollama, out, study } = await bench();
    const run = await ended(study('run', 'plan.yaml', '--out', out));
    expect(run.complained).toBe('');
    expect(run.status).toBe(0);
    expect(run.said).toContain('A study of the tests: 4 debates in 2 trials');
    expect(run.said).toContain('The study is whole.');
    expect(await debatesIn(out)).toHaveLength(4);
    const page = await readFile(path.join(out, 'report.html'), 'utf8');
    expect(page).toContain('A study of the tests');
    studyFindingsSchema.parse(JSON.parse(await readFile(path.join(out, 'findings.json'), 'utf8')));
    const calls = askedOf(ollama);
    const again = await ended(study('run', 'plan.yaml', '--out', out));
    expect(again.said).toContain('This study is finished');
    expect(askedOf(ollama)).toBe(calls);
    const verified = await ended(study('verify', out));
    expect(verified.status).toBe(0);
    expect(verified.said).not.toContain('NOT SO');
  });

  it('that was killed goes on with the same command, with every turn there once', async () => {
    let turns = 0;
    let killed = false;
    let running: Program | undefined;
    const { out, study } = await bench((body, response) => {
      turns += 1;
      if (turns === 8 && !killed) {
        killed = true;
        running?.child.kill('SIGKILL');
        return;
      }
      writeTurn(response, wordsOfDebater(body));
    });
    running = study('run', 'plan.yaml', '--out', out);
    expect(await running.ended).toBe('SIGKILL');
    const partial = await ended(study('report', out));
    expect(partial.said).toMatch(/Of 4 debates \d have ended/);
    const rest = await ended(study('run', 'plan.yaml', '--out', out));
    expect(rest.complained).toBe('');
    expect(rest.said).toContain('The study is whole.');
    const debates = await debatesIn(out);
    expect(debates.reduce((sum, { cutOff }) => sum + cutOff, 0)).toBe(1);
    for (const { turns: spoken, members } of debates) expect(spoken).toHaveLength(members.length);
  });

  it('is ended by Ctrl-C with what is stored, and says how to go on', async () => {
    const { out, study } = await bench();
    const run = study('run', 'plan.yaml', '--out', out, '--json');
    await run.says(/"type":"ended"/);
    run.child.kill('SIGINT');
    expect(await run.ended).not.toBe('SIGKILL');
    const rest = await ended(study('run', 'plan.yaml', '--out', out));
    expect(rest.said).toMatch(/[1-9] of 6 runs have ended before/);
    expect(rest.status).toBe(0);
  });

  it('says of a study whose rows were changed that it is not what was run', async () => {
    const { out, study } = await bench();
    await study('run', 'plan.yaml', '--out', out).ended;
    const file = path.join(out, 'scores.jsonl.gz');
    const bytes = await readFile(file);
    await writeFile(file, bytes.subarray(0, bytes.length - 20));
    const verified = await ended(study('verify', out));
    expect(verified.status).toBe(1);
    expect(verified.said).toContain('NOT SO: scores.jsonl.gz is as it was written');
    expect(verified.complained).toMatch(/1 check failed/);
  });

  it('leaves a folder with another plan as it is', async () => {
    const { home, out, study } = await bench();
    await study('run', 'plan.yaml', '--out', out).ended;
    const before = await stat(path.join(out, 'manifest.json'));
    await writeFile(path.join(home, 'plan.yaml'), PLAN.replace('seed: 3', 'seed: 4'));
    const other = await ended(study('run', 'plan.yaml', '--out', out));
    expect(other.status).toBe(1);
    expect(other.complained).toContain('holds a study with another plan');
    expect((await stat(path.join(out, 'manifest.json'))).mtimeMs).toBe(before.mtimeMs);
  });

  it('names every mistake of a plan by its line, before any model is asked', async () => {
    const { ollama, study } = await bench(
      undefined,
      PLAN.replace('[ai-tutors, open-weights]', '[ai-tutors, no-such]').replace('score: overall', 'score: beauty'),
    );
    const { status, complained } = await ended(study('run', 'plan.yaml'));
    expect(status).toBe(1);
    expect(complained).toContain('plan.yaml:5 scenarios.1: there is no scenarios/no-such.yaml');
    expect(complained).toMatch(/plan\.yaml:\d+ analysis\.primary\.score: expected one of overall, /);
    expect(complained).not.toMatch(/\bat .*\.ts/);
    expect(askedOf(ollama)).toBe(0);
  });

  it('tells what a plan takes by asking each model once', async () => {
    const { ollama, study } = await bench();
    const { said, status } = await ended(study('plan', 'plan.yaml'));
    expect(status).toBe(0);
    expect(said).toContain('2 scenarios x 1 ensemble x 1 format x 1 repetition');
    expect(said).toMatch(/debates +20 /);
    const chats = ollama.asked.filter(({ path: asked }) => asked === '/api/chat');
    const models = chats.map(({ body }) => body['model']);
    expect(models.length).toBeGreaterThan(0);
    expect(new Set(models).size).toBe(models.length);
  });
});
