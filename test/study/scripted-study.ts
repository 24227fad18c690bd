import { type Clock, systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import type { ModelInfo } from '../../src/models/port/chat-model.ts';
import type { PickedHost } from '../../src/models/port/picked-host.ts';
import { type Script, scriptedHost, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import { readStudyEvents } from '../../src/study/data/read-study-events.ts';
import type { StudyData } from '../../src/study/data/study-data.ts';
import { StudyFolder } from '../../src/study/data/study-folder.ts';
import { finishStudy } from '../../src/study/finish-study.ts';
import { layOutStudy, type StudyLayout } from '../../src/study/plan/lay-out-study.ts';
import { type StudyPlan, studyPlanSchema } from '../../src/study/plan/study-plan.ts';
import { runStudy, type StudyProgress } from '../../src/study/run/run-study.ts';
import { runsLeft } from '../../src/study/run/runs-left.ts';
import { StudyRecord } from '../../src/study/run/study-record.ts';
import { content, prompts } from '../support/content.ts';
import { skippingClock } from '../support/hand-clock.ts';
import { pooled } from '../support/pooled.ts';
import { goodScript } from '../support/speech.ts';

/** Two scenarios with two ensembles in two arms: eight debates. */
export function smallPlan(change: Partial<StudyPlan> = {}): StudyPlan {
  return studyPlanSchema.parse({
    id: 'small',
    title: 'A small study',
    about: 'Scripted models: its words are written in advance.',
    scenarios: ['ai-tutors', 'open-weights'],
    ensembles: ['pocket', 'one-model'],
    formats: ['proponent-opponent'],
    rounds: 1,
    arms: ['ensemble', 'baseline'],
    seed: 7,
    everySeat: { name: 'debater' },
    judges: [{ name: 'judge' }],
    judged: ['debate', 'answer', 'pair'],
    analysis: { primary: { of: 'answer', score: 'overall' } },
    ...change,
  });
}

export const MODELS = [scriptedModelInfo('debater', 'qwen'), scriptedModelInfo('judge', 'gemma')];

export function scriptedPick(
  script: Script = goodScript,
  models: readonly ModelInfo[] = MODELS,
  concurrency = 1,
  clock: Clock = systemClock,
): PickedHost {
  const host = pooled(scriptedHost(models, script), { concurrency, clock });
  return { host, goodFor: 'tests', betterModels: '', caution: 'Scripted.' };
}

export function layOut(plan: StudyPlan, picked: PickedHost = scriptedPick()): Promise<StudyLayout> {
  return picked.host
    .list()
    .then((models) => layOutStudy(plan, { content, prompts, picked, models, audited: async (seats) => seats }));
}

export interface Sitting {
  readonly plan: StudyPlan;
  /** A file that outlives the sitting; absent: in memory. */
  readonly file?: string;
  readonly script?: Script;
  readonly models?: readonly ModelInfo[];
  readonly atOnce?: number;
  readonly signal?: AbortSignal;
  /** A folder into which it is published when it is whole. */
  readonly out?: string;
  tell?(progress: StudyProgress): void;
}

/** The command given once: what is left of a study is run, and what is stored is read. */
export async function sit({ plan, file, script, models, atOnce = 1, signal, out, tell }: Sitting): Promise<StudyData> {
  const log = createLog('silent');
  // Waits after failures are long, and nobody has to wait for them here.
  const clock = skippingClock();
  const events = await openEventLog({
    address: file === undefined ? 'memory://' : `sqlite://${file}`,
    log,
    clock,
  });
  const picked = scriptedPick(script, models, atOnce, clock);
  try {
    const layout = await layOut(plan, picked);
    const record = await StudyRecord.open(events, plan);
    await record.begin(layout, SITTING, events);
    await runStudy(
      {
        record,
        runs: await runsLeft(layout.runs, events),
        atOnce,
        failuresInARow: plan.stop.failuresInARow,
        deps: {
          events,
          model: (name, group) => picked.host.open(name, { group }),
          prompts,
          clock,
          atOnce: picked.host.capacity,
        },
        log,
        tell: (progress) => tell?.(progress),
      },
      signal ?? new AbortController().signal,
    );
    if (out !== undefined) {
      const folder = new StudyFolder(out);
      await folder.begin(plan);
      await finishStudy(folder, { record, events, judges: layout.head.judges }, new AbortController().signal);
    }
    return await readStudyEvents(record.begun ?? raise(), events);
  } finally {
    await picked.host.close();
    await events.close();
  }
}

const SITTING = {
  program: 'test',
  node: process.version,
  platform: 'test',
  processor: 'test',
  cores: 1,
  memory: 1,
  engine: 'scripted',
  engineVersion: null,
};

function raise(): never {
  throw new Error('The study was not begun');
}
