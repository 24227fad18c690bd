import { rm } from 'node:fs/promises';
import type { Content, Rubric } from '../content/schema.ts';
import { canonicalHash } from '../core/hash.ts';
import { becomeWriter } from '../core/one-writer.ts';
import { judgeWordingHash } from '../judge/judge-wording.ts';
import type { CheckedDebates } from './check-debates.ts';
import { HeardRecords } from './heard-records.ts';
import { JsonLinesError } from './json-lines-error.ts';
import { JsonLinesFile } from './json-lines-file.ts';
import { KeptCalls } from './kept-calls.ts';
import { OtherRunError } from './other-run-error.ts';
import { type JudgedRecord, type ResultRecord, type RunRecord, recordSchema } from './records.ts';

/** What a run writes: its results and, until it is complete, its calls. */
export class RunFiles {
  readonly calls: KeptCalls;
  /** What judges said, in this run and before. */
  readonly heard = new HeardRecords();
  readonly #results: JsonLinesFile<ResultRecord>;
  readonly #records: ResultRecord[];
  readonly #callsFile: string;
  readonly #endWriting: () => Promise<void>;
  #complete = false;

  private constructor(
    results: JsonLinesFile<ResultRecord>,
    calls: KeptCalls,
    callsFile: string,
    endWriting: () => Promise<void>,
  ) {
    this.calls = calls;
    this.#results = results;
    this.#records = [...results.held];
    this.#callsFile = callsFile;
    this.#endWriting = endWriting;
    for (const record of this.judged) this.heard.add(record);
  }

  /** @throws JsonLinesError */
  static async open(out: string, pid: number): Promise<RunFiles> {
    const endWriting = await becomeWriter(out, pid, {
      taken: (holder, lock) => JsonLinesError.beingWritten(out, holder, lock),
      unwritable: (cause) => JsonLinesError.unwritable(out, cause),
    });
    const callsFile = `${out.replace(/\.jsonl$/, '')}.calls.jsonl`;
    try {
      const results = await JsonLinesFile.open(out, recordSchema, '{"type":"');
      return new RunFiles(results, await KeptCalls.open(callsFile), callsFile, endWriting);
    } catch (error) {
      await endWriting();
      throw error;
    }
  }

  /** Whether a line that was cut in the middle was dropped. */
  get torn(): boolean {
    return this.#results.torn || this.calls.torn;
  }

  get judged(): readonly JudgedRecord[] {
    return this.#records.filter((record) => record.type === 'judgement' || record.type === 'comparison');
  }

  /** Notes what decides the scores. @throws OtherRunError when these results were decided by something else */
  async noteRun(run: {
    readonly panel: RunRecord['panel'];
    readonly seed: number;
    readonly thinking: boolean;
    readonly rubric: Rubric;
    readonly templates: Content['templates'];
  }): Promise<void> {
    const { panel, seed, thinking } = run;
    const rubric = canonicalHash([run.rubric, judgeWordingHash(run.templates)]);
    const before = this.#records.find((record) => record.type === 'run');
    if (before === undefined) return this.#add({ type: 'run', seed, panel: [...panel], thinking, rubric });
    const names = (judges: RunRecord['panel']): string => judges.map(({ model }) => model).join(', ');
    const { file } = this.#results;
    if (names(before.panel) !== names(panel)) {
      throw new OtherRunError(file, `its panel is ${names(before.panel)}, not ${names(panel)}`);
    }
    const others = panel.find(({ model, digest }) => isOther(digest, digestOf(before.panel, model)));
    if (others !== undefined) throw new OtherRunError(file, `the weights of ${others.model} are others now`);
    if (before.seed !== seed) throw new OtherRunError(file, `its seed is ${before.seed}, not ${seed}`);
    if (before.thinking !== thinking) {
      throw new OtherRunError(
        file,
        `its judges were ${before.thinking ? '' : 'not '}asked to think first (--thinking)`,
      );
    }
    if (before.rubric !== rubric) throw new OtherRunError(file, 'the rubric or the words that judges read were others');
  }

  /** Notes what the file of debates holds, where that is new. */
  async noteChecked({ checked, records }: CheckedDebates): Promise<void> {
    const last = this.#records.findLast((record) => record.type === 'checked');
    if (last === undefined || canonicalHash(last) !== canonicalHash(checked)) await this.#add(checked);
    const known = new Set(this.#records.flatMap((record) => (record.type === 'debate' ? [canonicalHash(record)] : [])));
    for (const record of records) if (!known.has(canonicalHash(record))) await this.#add(record);
  }

  /** Keeps what a judge said. @throws JsonLinesError */
  async keep(record: JudgedRecord): Promise<void> {
    await this.#add(record);
    this.heard.add(record);
  }

  /** Says that all is judged: nobody will ask for a call again. */
  end(): void {
    this.#complete = true;
  }

  async close(): Promise<void> {
    await this.#results.close();
    await this.calls.close();
    if (this.#complete || this.calls.empty) await rm(this.#callsFile, { force: true });
    await this.#endWriting();
  }

  async #add(record: ResultRecord): Promise<void> {
    await this.#results.append(record);
    this.#records.push(record);
  }
}

function digestOf(panel: RunRecord['panel'], judge: string): string | undefined {
  return panel.find(({ model }) => model === judge)?.digest;
}

/** What a server does not tell is not another. */
function isOther(digest: string | undefined, before: string | undefined): boolean {
  return digest !== undefined && before !== undefined && digest !== before;
}
