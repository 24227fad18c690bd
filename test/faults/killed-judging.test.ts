import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { deriveSeed, seededRandom } from '../../src/core/random.ts';
import { debatesOfOthers } from '../support/debates-of-others.ts';
import { JUDGES, type JudgeCallSeen, startJudgingOllama } from '../support/judging-ollama.ts';
import { type Program, runProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { faultSeed } from './fault-seed.ts';

const DEBATES = 150;
const CRITERIA = 7;
/** Before a call is answered, and right after. */
const KILLS = { before: 4, after: 4 };
const TORN = '{"type":"judgement","model":"gem';

const SEED = faultSeed();

interface Study {
  readonly results: string;
  readonly said: string;
  /** The calls that each process made, in order. */
  readonly calls: readonly (readonly JudgeCallSeen[])[];
  readonly files: readonly string[];
}

/** Judges a study in one process after the other until it is complete. @param points calls before and after which a process is killed */
async function judge(points: { readonly before: Set<number>; readonly after: Set<number> }): Promise<Study> {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'study.jsonl'), debatesOfOthers(DEBATES));
  const results = path.join(folder, 'study.judged.jsonl');
  let program: Program | undefined;
  const kill = (): void => void program?.child.kill('SIGKILL');
  const starts: number[] = [];
  const server = await startJudgingOllama({
    before: async (call) => {
      if (!points.before.delete(call)) return;
      kill();
      await program?.ended;
    },
    after: (call) => {
      if (points.after.delete(call)) kill();
    },
  });
  let said = '';
  for (;;) {
    starts.push(server.calls.length);
    program = runProgram(['judge', '--input', 'study.jsonl', '--panel', JUDGES[0]], folder, {
      OLLAMA_HOST: server.address,
    });
    const status = await program.ended;
    said += program.stdout();
    expect(program.stderr()).toBe('');
    if (status === 0) break;
    expect(status).toBe('SIGKILL');
    // What a process leaves that dies while it writes, once.
    if (starts.length === 3) await appendFile(results, TORN);
  }
  return {
    results: await readFile(results, 'utf8'),
    said,
    calls: starts.map((start, place) => server.calls.slice(start, starts[place + 1])),
    files: (await readdir(folder)).filter((name) => name.startsWith('study')).sort(),
  };
}

it('a study of 150 debates is judged to its end through eight kills -9: no finished call is made twice, and the results are the same', async () => {
  const whole = await judge({ before: new Set(), after: new Set() });
  const count = whole.calls.flat().length;
  expect(count).toBe(DEBATES * CRITERIA * 2);
  const random = seededRandom(deriveSeed(SEED, 'judging'));
  const places = random.shuffle(Array.from({ length: count - 20 }, (_, call) => call + 5));
  const points = {
    before: new Set(places.slice(0, KILLS.before)),
    after: new Set(places.slice(KILLS.before, KILLS.before + KILLS.after)),
  };
  const planned = `${[...points.before]} and after ${[...points.after]} of ${count} calls`;
  const killed = await judge(points);
  process.stdout.write(`FAULT_SEED=${SEED}: killed before ${planned}\n`);

  expect(killed.calls).toHaveLength(KILLS.before + KILLS.after + 1);
  // One call at a time: all but a process's last were finished, for another one followed.
  const finished = killed.calls.flatMap((calls, process) =>
    process === killed.calls.length - 1 ? calls : calls.slice(0, -1),
  );
  expect(new Set(finished.map(({ asked }) => asked)).size).toBe(finished.length);
  expect(new Set(killed.calls.flat().map(({ asked }) => asked)).size).toBe(count);
  expect(killed.said).toContain('had been cut in the middle');
  expect(killed.results).toBe(whole.results);
  const judgements = killed.results.split('\n').filter((line) => line.startsWith('{"type":"judgement"'));
  expect(judgements).toHaveLength(DEBATES * CRITERIA);
  expect(killed.files).toEqual(['study.jsonl', 'study.judged.jsonl']);
});
