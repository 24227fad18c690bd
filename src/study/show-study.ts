import type { TerminalOutput } from '../terminal/terminal-output.ts';
import type { TerminalScreen } from '../terminal/terminal-screen.ts';
import { WorkProgress } from '../terminal/work-progress.ts';
import type { StudyLayout } from './plan/lay-out-study.ts';
import { farWords, runWords, shareOf } from './progress-words.ts';
import type { StudyProgress } from './run/run-study.ts';
import type { StudyAt, StudyPace } from './run/study-pace.ts';
import { runKey, type StudyRun } from './run/study-run.ts';

interface Shown {
  tell(progress: StudyProgress): void;
  end(): void;
}

/** Shows how far a study is: a line that is overwritten where that is possible, else one now and then; with `json` a line of JSON a step. */
export function showStudy(
  layout: StudyLayout,
  pace: StudyPace,
  {
    screen,
    stdout,
    json,
  }: { readonly screen: TerminalScreen; readonly stdout: TerminalOutput; readonly json: boolean },
): Shown {
  if (json) {
    return {
      tell(progress) {
        pace.add(progress);
        stdout.write(`${JSON.stringify(stepOf(progress, layout, pace.at))}\n`);
      },
      end() {},
    };
  }
  const words = new Map(layout.runs.map((run) => [run, runWords(run, layout)]));
  const shown = new WorkProgress(screen, lineOf(pace.at, words), shareOf(pace.at));
  return {
    tell(progress) {
      pace.add(progress);
      if (progress.type === 'failed')
        shown.line(`${words.get(progress.run) ?? ''}: ${progress.reason} It comes again.`);
      const { at } = pace;
      const line = lineOf(at, words);
      shown.show({ text: line, line, share: shareOf(at) });
    },
    end: () => shown.end(),
  };
}

function lineOf(at: StudyAt, words: ReadonlyMap<StudyRun, string>): string {
  return [...farWords(at), ...at.running.map((run) => words.get(run) ?? '')].join(' · ');
}

/** One step for programs. */
function stepOf(progress: StudyProgress, layout: StudyLayout, { running, ...at }: StudyAt): object {
  const { run, ...what } = progress;
  return {
    ...what,
    run: runKey(run),
    what: runWords(run, layout),
    ...at,
    timeLeft: at.timeLeft ?? null,
    running: running.map(runKey),
  };
}
