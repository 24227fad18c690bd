import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { deriveSeed, seededRandom } from '../../src/core/random.ts';
import { comparableDebates, debatesOfOthers } from '../support/debates-of-others.ts';
import { JUDGES, type JudgeCallSeen, startJudgingOllama } from '../support/judging-ollama.ts';
import { type Program, runProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { faultSeed } from './fault-seed.ts';

const CRITERIA = 7;
const DEBATES = 150;
/** Two debates on each; those on even ones have answers. */
const TOPICS = 10;

/** What is judged, and how much there is of it. */
interface Asked {
  readonly debates: string;
  readonly judged: string;
  readonly calls: number;
  readonly scores: number;
  readonly comparisons: number;
}

const WHOLE_DEBATES: Asked = {
  debates: debatesOfOthers(DEBATES),
  judged: 'debate',
  // A score and its reason.
  calls: DEBATES * CRITERIA * 2,
  scores: DEBATES * CRITERIA,
  comparisons: 0,
};
const ALL_OBJECTS: Asked = {
  debates: comparableDebates(TOPICS),
  judged: 'debate,answer,contribution,pair',
  // Two speakers' contributions without reasons, half of the answers, and pairs in two orders.
  calls: 2 * TOPICS * CRITERIA * (2 + 2 + 1) + 2 * TOPICS,
  scores: 2 * TOPICS * CRITERIA * (1 + 2 + 1),
  comparisons: TOPICS,
};

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
async function judge(
  { debates, judged }: Asked,
  points: { readonly before: Set<number>; readonly after: Set<number> },
): Promise<Study> {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'study.jsonl'), debates);
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
    const options = ['--input', 'study.jsonl', '--panel', JUDGES[0], '--judged', judged];
    program = runProgram(['judge', ...options], folder, { OLLAMA_HOST: server.address });
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

it.each([
  ['of 150 debates is judged', WHOLE_DEBATES],
  ['of 20 debates with their answers, contributions and pairs is judged', ALL_OBJECTS],
])(
  'a study %s to its end through eight kills -9: no finished call is made twice, and the results are the same',
  async (_, asked) => {
    const whole = await judge(asked, { before: new Set(), after: new Set() });
    const count = whole.calls.flat().length;
    expect(count).toBe(asked.calls);
    const random = seededRandom(deriveSeed(SEED, 'judging', asked.judged));
    // What is asked last, pairs for one, is met too.
    const places = [count - 7, ...random.shuffle(Array.from({ length: count - 20 }, (_, call) => call + 5))];
    const points = {
      before: new Set(places.slice(0, KILLS.before)),
      after: new Set(places.slice(KILLS.before, KILLS.before + KILLS.after)),
    };
    const planned = `${[...points.before]} and after ${[...points.after]} of ${count} calls`;
    const killed = await judge(asked, points);
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
    const records = (type: string): string[] =>
      killed.results.split('\n').filter((line) => line.startsWith(`{"type":"${type}"`));
    expect(records('judgement')).toHaveLength(asked.scores);
    expect(records('comparison')).toHaveLength(asked.comparisons);
    expect(killed.files).toEqual(['study.jsonl', 'study.judged.jsonl']);
  },
);
