import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import type { Config } from '../../config.ts';
import { DEFAULTS } from '../../content/defaults.ts';
import { Prompts } from '../../content/prompts.ts';
import type { Content } from '../../content/schema.ts';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import { openEventLog } from '../../store/open-event-log.ts';
import { StudyFolder } from '../../study/data/study-folder.ts';
import { finishStudy } from '../../study/finish-study.ts';
import { layOutStudy } from '../../study/plan/lay-out-study.ts';
import { studyPlanSchema } from '../../study/plan/study-plan.ts';
import { runStudy } from '../../study/run/run-study.ts';
import { runsLeft } from '../../study/run/runs-left.ts';
import { StudyRecord } from '../../study/run/study-record.ts';
import { describeSitting } from '../../study/sitting.ts';
import { type Fleet, simulatedFleet } from '../fleet-bench.ts';
import { watchLoop } from '../loop-watch.ts';
import { FleetRecord, SCRIPTED_MODEL } from '../scripted-fleet.ts';
import { leftIdle, onTop, tailFrom } from './overhead.ts';

/** How much is run, and on what. */
export interface StudySize {
  readonly fleet: Fleet;
  readonly scenarios: number;
  readonly repetitions: number;
}

/** What a study's harness took beside its servers. */
export interface StudyOverhead {
  readonly slots: number;
  readonly debates: number;
  readonly runs: number;
  readonly calls: number;
  /** From the first call's beginning to the last run's end. */
  readonly seconds: number;
  /** The calls' own times by the servers' stated latencies. */
  readonly ownSeconds: number;
  /** On top of the servers' own time with one slot; of the fleet's capacity, without the tail, with more. */
  readonly overhead: number;
  /** Before the first call: plans are made and stored. */
  readonly readySeconds: number;
  /** After the last run: figures, report, tables. */
  readonly publishingSeconds: number;
  /** The 99th percentile of the event loop's delay, in milliseconds, beyond the timer's own resolution. */
  readonly loopDelayP99: number;
  /** Of the machine over the last minute, at the end of the runs. */
  readonly load: number;
  /** Debates that ended complete. */
  readonly complete: number;
}

export interface StudyBenchDeps {
  readonly content: Content;
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  onWay(ended: number, of: number): void;
}

/** Runs a study on scripted servers whose latencies are stated; its store is on disk, and all else is as `npm run study` has it. */
export async function measureStudy(
  { fleet, scenarios, repetitions }: StudySize,
  { content, config, clock, log, onWay }: StudyBenchDeps,
  signal: AbortSignal,
): Promise<StudyOverhead> {
  const plan = studyPlanSchema.parse({
    id: 'bench',
    title: 'A study of scripted words',
    about: 'It measures what the harness takes, and says nothing about debates.',
    scenarios: [...content.scenarios.keys()].slice(0, scenarios),
    ensembles: [DEFAULTS.ensemble],
    formats: [DEFAULTS.format],
    repetitions,
    arms: ['ensemble', 'baseline'],
    seed: 1,
    everySeat: { name: SCRIPTED_MODEL },
    judges: [{ name: SCRIPTED_MODEL }],
    analysis: { primary: { of: 'debate', score: 'overall' } },
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'ensemble-debates-'));
  const fleetRecord = new FleetRecord(clock);
  const host = simulatedFleet(fleet, fleetRecord, { config, clock, log });
  const slots = host.capacity;
  const began = clock.now();
  const events = await openEventLog({ address: `sqlite://${path.join(folder, 'study.sqlite')}`, log, clock });
  try {
    const prompts = new Prompts(content.templates);
    const picked = { host, goodFor: '', betterModels: '', caution: 'scripted words' };
    const models = await host.list(signal);
    const layout = await layOutStudy(plan, { content, prompts, picked, models, audited: async (seats) => seats });
    const record = await StudyRecord.open(events, plan);
    await record.begin(layout, await describeSitting(host, signal), events);
    const left = await runsLeft(layout.runs, events);
    const endedAt: number[] = [];
    let complete = 0;
    const loop = watchLoop();
    const deps = { events, model: (name: string, group: string) => host.open(name, { group }), prompts, clock };
    await runStudy(
      {
        record,
        runs: left,
        atOnce: slots,
        failuresInARow: plan.stop.failuresInARow,
        deps: { ...deps, atOnce: slots },
        log,
        tell(progress) {
          if (progress.type !== 'ended') return;
          endedAt.push(clock.now());
          if (progress.outcome.type === 'debate' && progress.outcome.status === 'complete') complete += 1;
          onWay(endedAt.length, left.length);
        },
      },
      signal,
    );
    signal.throwIfAborted();
    const end = clock.now();
    const { p99 } = loop();
    const [load = 0] = loadavg();
    const { worked } = fleetRecord;
    const start = Math.min(...worked.map((call) => call.start));
    await finishStudy(new StudyFolder(folder), { record, events, judges: layout.head.judges }, signal);
    return {
      slots,
      debates: layout.head.debatesPlanned,
      runs: left.length,
      calls: worked.length,
      seconds: (end - start) / 1000,
      ownSeconds: worked.reduce((sum, { own }) => sum + own, 0) / 1000,
      overhead: slots === 1 ? onTop(worked, end) : leftIdle(worked, slots, tailFrom(endedAt, slots)),
      readySeconds: (start - began) / 1000,
      publishingSeconds: (clock.now() - end) / 1000,
      loopDelayP99: p99,
      load,
      complete,
    };
  } finally {
    await host.close();
    await events.close();
    await rm(folder, { recursive: true, force: true });
  }
}
