import { Prompts } from '../content/prompts.ts';
import type { Content } from '../content/schema.ts';
import { systemClock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { openLogged } from '../models/port/log-failures.ts';
import type { ModelPool } from '../models/port/picked-host.ts';
import type { CheckedDebates } from './check-debates.ts';
import { judgeDebates } from './judge-debates.ts';
import type { JudgedRecord } from './records.ts';
import type { RunFiles } from './run-files.ts';
import type { NamedJudge } from './seat-judges.ts';

export interface Scoring {
  readonly checked: CheckedDebates;
  readonly judges: readonly NamedJudge[];
  readonly content: Content;
  readonly seed: number;
  /** Whether judges that can think do before they score. */
  readonly thinking: boolean;
}

export interface ScoringDeps {
  readonly files: RunFiles;
  readonly host: ModelPool;
  readonly log: Log;
  /** Told before the first call. @param asked how many scores there are to be @param before how many there are from before */
  begins(asked: number, before: number): void;
  /** Told of each score that was kept. */
  scored(model: string): void;
}

/** The scores of a run. */
export interface Scored {
  readonly records: readonly JudgedRecord[];
  /** How many there are to be. */
  readonly asked: number;
}

/**
 * Has judges score what they have not scored in an earlier run.
 * @throws OtherRunError, JudgeGoneError, JsonLinesError
 */
export async function scoreFit(
  { checked, judges, content, seed, thinking }: Scoring,
  { files, host, log, begins, scored }: ScoringDeps,
  signal: AbortSignal,
): Promise<Scored> {
  const { rubric, templates } = content;
  const prompts = new Prompts(templates);
  await files.noteRun({ panel: judges.map(({ seat }) => seat), seed, thinking, rubric, templates });
  await files.noteChecked(checked);
  // Results of debates that are no longer in the file stay where they are, and count for nothing.
  const ids = new Set<string>(checked.fit.map(({ id }) => id));
  const records = (): JudgedRecord[] => files.judged.filter(({ judgement }) => ids.has(judgement.debate));
  const asked = judges.length * checked.fit.length * rubric.criteria.length;
  begins(asked, records().length);
  await judgeDebates(
    { debates: checked.fit, judges, rubric, seed, thinking, done: (debate, judge) => files.done(debate, judge) },
    {
      model: async (name, group) =>
        files.calls.around(await openLogged(name, () => host.open(name, { signal, group }), log)),
      prompts,
      clock: systemClock,
      atOnce: host.capacity,
      keep: async (record) => {
        await files.keep(record);
        scored(record.model);
      },
    },
    signal,
  );
  return { records: records(), asked };
}
