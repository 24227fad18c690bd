import { timeWords } from '../core/time-words.ts';
import type { TerminalOutput } from '../terminal/terminal-output.ts';
import type { TerminalScreen } from '../terminal/terminal-screen.ts';
import { WorkProgress } from '../terminal/work-progress.ts';
import { ARM_WORDS } from '../trial/arm-words.ts';
import { debateIn } from '../trial/plan.ts';
import type { StudyLayout } from './plan/lay-out-study.ts';
import type { StudyProgress } from './run/run-study.ts';
import type { StudyAt, StudyFigures } from './run/study-figures.ts';
import { runKey, type StudyRun } from './run/study-run.ts';

interface Shown {
  tell(progress: StudyProgress): void;
  end(): void;
}

/** Shows how far a study is: a line that is overwritten where that is possible, else one now and then; with `json` a line of JSON a step. */
export function showStudy(
  layout: StudyLayout,
  figures: StudyFigures,
  {
    screen,
    stdout,
    json,
  }: { readonly screen: TerminalScreen; readonly stdout: TerminalOutput; readonly json: boolean },
): Shown {
  if (json) {
    return {
      tell(progress) {
        figures.add(progress);
        stdout.write(`${JSON.stringify(stepOf(progress, layout, figures.at))}\n`);
      },
      end() {},
    };
  }
  const words = new Map(layout.runs.map((run) => [run, wordsOf(run, layout)]));
  const shown = new WorkProgress(screen, lineOf(figures.at, words), shareOf(figures.at));
  return {
    tell(progress) {
      figures.add(progress);
      if (progress.type === 'failed')
        shown.line(`${words.get(progress.run) ?? ''}: ${progress.reason} It comes again.`);
      const { at } = figures;
      const line = lineOf(at, words);
      shown.show({ text: line, line, share: shareOf(at) });
    },
    end: () => shown.end(),
  };
}

function shareOf({ debates, judged }: StudyAt): number {
  return (debates.ended + judged.ended) / (debates.of + judged.of);
}

function lineOf(
  { debates, judged, running, incomplete, failed, rejected, timeLeft }: StudyAt,
  words: Map<StudyRun, string>,
): string {
  return [
    `debates ${debates.ended} of ${debates.of}`,
    `judged ${judged.ended} of ${judged.of} trials`,
    ...(incomplete > 0 ? [`${incomplete} incomplete`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(rejected > 0 ? [`${rejected} attempts rejected`] : []),
    ...(timeLeft === undefined ? [] : [`${timeWords(timeLeft)} left`]),
    ...running.map((run) => words.get(run) ?? ''),
  ].join(' · ');
}

function wordsOf(run: StudyRun, { trials, head }: StudyLayout): string {
  const found = trials.find(({ plan }) => plan.trial === run.trial);
  if (found === undefined) return runKey(run);
  const { scenario, ensemble } = found.plan.ensemble;
  const place = `${scenario.id}, ${head.names.ensembles[ensemble] ?? ensemble}`;
  if (run.type === 'judging') return `judging ${place}`;
  return `${place}: ${ARM_WORDS[debateIn(found.plan, run.arm)?.arm ?? run.arm]}`;
}

/** One step for programs. */
function stepOf(progress: StudyProgress, layout: StudyLayout, { running, ...at }: StudyAt): object {
  const { run, ...what } = progress;
  return {
    ...what,
    run: runKey(run),
    what: wordsOf(run, layout),
    ...at,
    timeLeft: at.timeLeft ?? null,
    running: running.map(runKey),
  };
}
