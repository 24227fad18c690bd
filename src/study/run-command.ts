import { type Config, readOfflineConfig } from '../config.ts';
import { loadContent } from '../content/load-content.ts';
import { Prompts } from '../content/prompts.ts';
import type { Content } from '../content/schema.ts';
import { systemClock } from '../core/clock.ts';
import { counted } from '../core/counted.ts';
import { createLog, type Log } from '../core/log.ts';
import type { JudgeSeat } from '../judge/panel.ts';
import { openLogged } from '../models/port/log-failures.ts';
import type { PickedHost } from '../models/port/picked-host.ts';
import { pickOnScreen } from '../pick-on-screen.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { openScreen } from '../terminal/open-screen.ts';
import type { TerminalProcess } from '../terminal/terminal-output.ts';
import type { TerminalScreen } from '../terminal/terminal-screen.ts';
import type { StudyFolder } from './data/study-folder.ts';
import { relativeCosts } from './estimate/estimate-study.ts';
import { finishStudy } from './finish-study.ts';
import { layOutFor, withKnownAudits } from './lay-out-for.ts';
import { loadStudyPlan } from './plan/load-study-plan.ts';
import type { StudyPlan } from './plan/study-plan.ts';
import { runStudyOnQueue } from './queue/run-study-on-queue.ts';
import { openStudyStore, readQueueConfig, type StudyStore } from './queue/study-store.ts';
import { runStudy } from './run/run-study.ts';
import { runsLeft } from './run/runs-left.ts';
import { StudyPace } from './run/study-pace.ts';
import { StudyRecord } from './run/study-record.ts';
import { showStudy } from './show-study.ts';
import { describeSitting } from './sitting.ts';
import type { StudyRunOptions } from './study-options.ts';
import { folderOf, takeFolder } from './take-folder.ts';

/**
 * `study run`: runs what is left of a study, shows how far it is, and publishes it into its folder when it is whole.
 * @throws StudyPlanError, StudyTakenError, StudyChangedError, StudyBrokenOffError, StudyUnwritableError, StudyUnreadableError, PanelsDifferError,
 *   ContentError, ConfigError, StoreFailedError, CorruptRecordError, SeqTakenError, AbortError, with a queue also StoreNotSharedError,
 *   QueueUnreachableError and RunsLeftError; and what picking the models and laying out throws
 */
export async function runStudyCommand(
  options: StudyRunOptions,
  process: TerminalProcess & { readonly pid: number },
  signal: AbortSignal,
): Promise<void> {
  const config = readQueueConfig(options, process.env);
  const log = createLog(config.logLevel);
  const screen = openScreen(process.stdout, process.env, config.dumbTerminal);
  const terminal = screen.part();
  const say = (text: string): void => {
    if (!options.json) terminal.line(text);
  };
  const told = (step: object): void => {
    if (options.json) process.stdout.write(`${JSON.stringify(step)}\n`);
  };
  try {
    const content = await loadContent(PROJECT_ROOT);
    const plan = await loadStudyPlan(options.plan, PROJECT_ROOT, content);
    const folder = folderOf(plan, options.out);
    const { begin, leave } = await takeFolder(
      folder,
      plan,
      process.pid,
      options.queue === undefined ? 'own' : 'shared',
    );
    try {
      await runIn(folder, { options, process, config, log, screen, content, plan, say, told, begin }, signal);
    } finally {
      await leave();
    }
  } finally {
    terminal.close();
  }
}

/** What the command works with. */
interface Running {
  readonly options: StudyRunOptions;
  readonly process: TerminalProcess;
  readonly config: Config;
  readonly log: Log;
  readonly screen: TerminalScreen;
  readonly content: Content;
  readonly plan: StudyPlan;
  /** For people. */
  say(text: string): void;
  /** The same for programs. */
  told(step: object): void;
  /** Puts the plan into the folder. */
  begin(): Promise<void>;
}

/** Opens the store and the models of a study whose folder is this process's. */
async function runIn(folder: StudyFolder, running: Running, signal: AbortSignal): Promise<void> {
  const { options, config, log, screen, say, told } = running;
  if ((await folder.manifest()) !== undefined) {
    say(`This study is finished: ${folder.path} holds its data and report.`);
    told({ type: 'finished', folder: folder.path });
    return;
  }
  const store = await openStudyStore(options.queue, `sqlite://${folder.store}`, config, log);
  try {
    await running.begin();
    const picked = await pickOnScreen(config, log, screen, { mayPassOver: false, quiet: options.json }, signal);
    try {
      const record = await runOn(store, picked, running, signal);
      if (signal.aborted) {
        say('Stopped. Everything up to here is stored: the same command goes on from there.');
        return;
      }
      const judges = await judgesNow(record, picked, running, signal);
      const files = await finishStudy(folder, { record, judges, events: store.events }, signal);
      told({ type: 'finished', folder: folder.path });
      say(`The study is whole. ${files.join(', ')} are in ${folder.path}.`);
    } finally {
      await picked.host.close();
    }
  } finally {
    await store.close();
  }
}

/** Lays the study out and runs what is left of it; returns early when the signal is aborted. @returns what is stored of it beside its trials */
async function runOn(
  store: StudyStore,
  picked: PickedHost,
  running: Running,
  signal: AbortSignal,
): Promise<StudyRecord> {
  const { options, process, log, screen, content, plan, say } = running;
  const { events } = store;
  const { host } = picked;
  // With --store, DATABASE stays where the bot has its audits.
  const audits = readOfflineConfig(process.env);
  const layout = await layOutFor(plan, { content, picked, config: audits, log }, signal);
  const record = await StudyRecord.open(events, plan);
  await record.begin(layout, await describeSitting(host, signal), events);
  const left = await runsLeft(layout.runs, events);
  const { debatesPlanned, caution } = layout.head;
  say(
    `${plan.title}: ${counted(debatesPlanned, 'debate')} in ${counted(layout.trials.length, 'trial')}, on ${host.label}.`,
  );
  if (caution !== '') say(caution);
  if (left.length < layout.runs.length)
    say(`${layout.runs.length - left.length} of ${layout.runs.length} runs have ended before.`);
  const atOnce = options.atOnce ?? host.capacity;
  const pace = new StudyPace(layout.runs, left, atOnce, relativeCosts(layout), systemClock);
  const shown = showStudy(layout, pace, { screen, stdout: process.stdout, json: options.json });
  try {
    const deps = {
      events,
      model: (name: string, group: string) => openLogged(name, () => host.open(name, { group }), log),
      prompts: new Prompts(content.templates),
      clock: systemClock,
      atOnce: host.capacity,
    };
    const { failuresInARow } = plan.stop;
    const study = { record, runs: left, atOnce, failuresInARow, deps, log, tell: shown.tell };
    await (store.queue === undefined
      ? runStudy(study, signal)
      : runStudyOnQueue({ ...study, ...deps, queue: store.queue }, signal));
  } finally {
    shown.end();
  }
  return record;
}

/** The study's judges with what is known of their audits now: one may have been made while it ran. */
async function judgesNow(
  { begun }: StudyRecord,
  picked: PickedHost,
  { process, content, log }: Running,
  signal: AbortSignal,
): Promise<readonly JudgeSeat[]> {
  const models = await picked.host.list(signal);
  return withKnownAudits(begun?.head.judges ?? [], models, { content, config: readOfflineConfig(process.env), log });
}
