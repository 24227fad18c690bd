import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isExpected, wordsFor } from '../../src/core/errors.ts';
import type { ForeignDebate } from '../../src/foreign/foreign-debate.ts';
import { runJudgeCommand } from '../../src/judge-foreign/judge-command.ts';
import { type JudgeOptions, parseJudgeOptions } from '../../src/judge-foreign/judge-options.ts';
import { type ResultRecord, recordSchema } from '../../src/judge-foreign/records.ts';
import { JUDGES, type JudgingManner, startJudgingOllama } from '../support/judging-ollama.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { FakeFile } from '../terminal/fake-terminal.ts';

export const [GEMMA, PHI] = JUDGES;

/** A folder with a file of debates, and a server whose models judge. */
export async function desk(debates: string, manner: JudgingManner = {}) {
  const folder = await temporaryFolder();
  const input = path.join(folder, 'debates.jsonl');
  await writeFile(input, debates);
  const out = path.join(folder, 'debates.judged.jsonl');
  const ollama = await startJudgingOllama(manner);
  const judge = async (
    { judged: kinds = ['debate'], ...options }: Partial<JudgeOptions> = {},
    environment: NodeJS.ProcessEnv = {},
    controller = new AbortController(),
  ): Promise<string> => {
    const stdout = new FakeFile();
    const env = { LOG_LEVEL: 'silent', DATABASE: 'memory://', OLLAMA_HOST: ollama.address, ...environment };
    await runJudgeCommand(
      parseJudgeOptions({ input, panel: GEMMA, seed: 1, judged: kinds.join(), ...options }),
      { stdout, env, pid: process.pid },
      controller.signal,
    );
    return stdout.text;
  };
  const failure = async (...given: Parameters<typeof judge>): Promise<string> => {
    const error = await judge(...given).catch((reason: unknown) => reason);
    if (!isExpected(error)) throw new Error(`Not an expected error: ${error}`);
    return wordsFor(error);
  };
  const records = async (): Promise<ResultRecord[]> => {
    const text = await readFile(out, 'utf8');
    return text
      .trimEnd()
      .split('\n')
      .map((line) => recordSchema.parse(JSON.parse(line)));
  };
  return { folder, input, out, ollama, judge, failure, records, files: () => readdir(folder) };
}

/** What of a file of results are scores. */
export const scoresIn = (records: readonly ResultRecord[]) => records.filter((record) => record.type === 'judgement');

/** What nobody reads of a debate once it was checked, but for its models. */
export const NOTHING: ForeignDebate = {
  place: '',
  topic: '',
  ensemble: null,
  turns: [],
  unreadable: 0,
  broken: false,
  condition: null,
  answer: undefined,
};
