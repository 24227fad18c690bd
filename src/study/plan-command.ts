import { readOfflineConfig } from '../config.ts';
import { loadContent } from '../content/load-content.ts';
import { Prompts } from '../content/prompts.ts';
import { systemClock } from '../core/clock.ts';
import { counted } from '../core/counted.ts';
import { createLog } from '../core/log.ts';
import { drawSeed, seededRandom, systemEntropy } from '../core/random.ts';
import { timeWords } from '../core/time-words.ts';
import { pickOnScreen } from '../pick-on-screen.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { openScreen } from '../terminal/open-screen.ts';
import { tableLines } from '../terminal/table-lines.ts';
import type { TerminalProcess } from '../terminal/terminal-output.ts';
import { debatesOf } from '../trial/plan.ts';
import { estimateStudy, type Work } from './estimate/estimate-study.ts';
import { type ModelSpeed, probeModels } from './estimate/probe-models.ts';
import { layOutFor } from './lay-out-for.ts';
import { loadStudyPlan } from './plan/load-study-plan.ts';
import type { StudyPlanOptions } from './study-options.ts';

/**
 * `study plan`: what a plan would run, on which models, and what that takes by a short probe of each of them. Nothing is stored.
 * @throws StudyPlanError, PanelsDifferError, ContentError, ModelMissingError, NoModelError, and what picking and asking the models throws
 */
export async function planStudyCommand(
  options: StudyPlanOptions,
  process: TerminalProcess,
  signal: AbortSignal,
): Promise<void> {
  const config = readOfflineConfig(process.env);
  const log = createLog(config.logLevel);
  const screen = openScreen(process.stdout, process.env, config.dumbTerminal);
  const terminal = screen.part();
  try {
    const content = await loadContent(PROJECT_ROOT);
    const plan = await loadStudyPlan(options.plan, PROJECT_ROOT, content);
    const picked = await pickOnScreen(config, log, screen, { mayPassOver: false, quiet: options.json }, signal);
    const { host } = picked;
    try {
      const layout = await layOutFor(plan, { content, picked, config, log }, signal);
      const { head, trials, runs } = layout;
      terminal.status((seconds) => `asking each model for a few words … ${seconds} s`);
      const debates = trials.flatMap((trial) => debatesOf(trial.plan));
      const judges = head.judges.map(({ model }) => model);
      const prompts = new Prompts(content.templates);
      const random = seededRandom(drawSeed(systemEntropy));
      const speeds = await probeModels(debates, judges, { host, prompts, clock: systemClock, random }, signal);
      terminal.status(undefined);
      const estimate = estimateStudy(layout, speeds);
      const atOnce = host.capacity;
      const milliseconds = (estimate.debates.milliseconds + estimate.judging.milliseconds) / atOnce;
      if (options.json) {
        const told = { head, trials: trials.length, runs: runs.length, estimate, atOnce, milliseconds };
        process.stdout.write(`${JSON.stringify({ ...told, speeds: Object.fromEntries(speeds) }, null, 2)}\n`);
        return;
      }
      terminal.line([plan.title, screen.palette.bold]);
      terminal.line(plan.about);
      terminal.line();
      const scenarios = Object.keys(head.names.scenarios).length;
      terminal.line(
        `${counted(scenarios, 'scenario')} x ${counted(plan.ensembles.length, 'ensemble')} x ${counted(plan.formats.length, 'format')} x ${counted(plan.repetitions, 'repetition')}, each in ${plan.arms.join(' and ')}: ${counted(head.debatesPlanned, 'debate')} in ${counted(trials.length, 'trial')}.`,
      );
      terminal.line(
        `Asked first: ${plan.analysis.primary.score} of the ${plan.analysis.primary.of}, ensemble minus baseline.`,
      );
      terminal.line(`Judged by ${judges.join(', ')}. Plan ${head.planHash.slice(0, 16)}, seed ${plan.seed}.`);
      if (head.caution !== '') terminal.line(head.caution);
      terminal.line();
      for (const line of tableLines(speedRows(head.models, speeds), 'right')) terminal.line(line);
      terminal.line();
      for (const line of tableLines(workRows(estimate.debates, estimate.judging), 'right')) terminal.line(line);
      terminal.line();
      terminal.line(
        `With ${counted(atOnce, 'call')} at once: ${timeWords(milliseconds)}, guessed from the plan’s lengths and from one answer of each model a moment ago. Attempts that are rejected come on top.`,
      );
    } finally {
      await host.close();
    }
  } finally {
    terminal.close();
  }
}

function speedRows(models: readonly { readonly name: string }[], speeds: ReadonlyMap<string, ModelSpeed>): string[][] {
  const shown = (rate: number | undefined): string => (rate === undefined ? 'not asked' : rate.toFixed(0));
  return [
    ['model', 'reads, tokens/s', 'writes, tokens/s'],
    ...models.map(({ name }) => [name, shown(speeds.get(name)?.reads), shown(speeds.get(name)?.writes)]),
  ];
}

function workRows(debates: Work, judging: Work): string[][] {
  const row = (name: string, { calls, read, written, milliseconds }: Work): string[] => [
    name,
    String(calls),
    thousands(read),
    thousands(written),
    timeWords(milliseconds),
  ];
  return [
    ['', 'calls', 'tokens read', 'tokens written', 'at one call at a time'],
    row('debates', debates),
    row('judging', judging),
  ];
}

function thousands(tokens: number): string {
  return `${Math.max(1, Math.round(tokens / 1000))},000`;
}
