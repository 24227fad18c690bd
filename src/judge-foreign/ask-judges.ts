import { Prompts } from '../content/prompts.ts';
import type { Content } from '../content/schema.ts';
import { systemClock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Judged } from '../judge/judged-count.ts';
import { openLogged } from '../models/port/log-failures.ts';
import type { ModelPool } from '../models/port/picked-host.ts';
import type { CheckedDebates } from './check-debates.ts';
import { judgeDebates } from './judge-debates.ts';
import type { JudgedRecord } from './records.ts';
import { recordsOf } from './records-of.ts';
import type { RunFiles } from './run-files.ts';
import type { NamedJudge } from './seat-judges.ts';
import { askedOf, type ToJudge } from './to-judge.ts';

export interface Asking {
  readonly checked: CheckedDebates;
  readonly asked: ToJudge;
  readonly judges: readonly NamedJudge[];
  readonly content: Content;
  readonly seed: number;
  /** Whether judges that can think do before they score. */
  readonly thinking: boolean;
}

export interface AskingDeps {
  readonly files: RunFiles;
  readonly host: ModelPool;
  readonly log: Log;
  /** Told before the first call, with what there is from before. */
  begins(all: Judged, before: Judged): void;
  /** Told of each record that was kept. */
  kept(record: JudgedRecord): void;
}

/** What a run has come to. */
export interface Heard {
  readonly records: readonly JudgedRecord[];
  /** How much there is of it, and how much there is to be. */
  readonly done: Judged;
  readonly all: Judged;
}

/**
 * Asks judges what they have not said in an earlier run.
 * @throws OtherRunError, JudgeGoneError, JsonLinesError
 */
export async function askJudges(
  { checked, asked, judges, content, seed, thinking }: Asking,
  { files, host, log, begins, kept }: AskingDeps,
  signal: AbortSignal,
): Promise<Heard> {
  const { rubric, templates } = content;
  const prompts = new Prompts(templates);
  const panel = judges.map(({ seat, info: { digest } }) => ({ ...seat, ...(digest === undefined ? {} : { digest }) }));
  await files.noteRun({ panel, seed, thinking, rubric, templates });
  await files.noteChecked(checked);
  const { scores, comparisons } = askedOf(asked, rubric.criteria.length);
  const all = { scores: judges.length * scores, comparisons: judges.length * comparisons };
  begins(all, countOf(recordsOf(asked, files.judged)));
  await judgeDebates(
    { asked, judges, rubric, seed, thinking, heard: files.heard },
    {
      model: async (name, group) =>
        files.calls.around(await openLogged(name, () => host.open(name, { signal, group }), log)),
      prompts,
      clock: systemClock,
      atOnce: host.capacity,
      keep: async (record) => {
        await files.keep(record);
        kept(record);
      },
    },
    signal,
  );
  const records = recordsOf(asked, files.judged);
  return { records, done: countOf(records), all };
}

function countOf(records: readonly JudgedRecord[]): Judged {
  const scores = records.filter(({ type }) => type === 'judgement').length;
  return { scores, comparisons: records.length - scores };
}
