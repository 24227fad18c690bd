import { timeWords } from '../core/time-words.ts';
import { ARM_WORDS } from '../trial/arm-words.ts';
import { debateIn } from '../trial/plan.ts';
import type { StudyLayout } from './plan/lay-out-study.ts';
import type { StudyAt } from './run/study-pace.ts';
import { runKey, type StudyRun } from './run/study-run.ts';

/** How much of a study's runs have ended, 0 to 1. */
export function shareOf({ debates, judged }: Pick<StudyAt, 'debates' | 'judged'>): number {
  return (debates.ended + judged.ended) / (debates.of + judged.of);
}

/** How many debates were run and judged: `debates 3 of 4`, `judged 1 of 2 trials`. */
export function endedWords({ debates, judged }: Pick<StudyAt, 'debates' | 'judged'>): string[] {
  return [`debates ${debates.ended} of ${debates.of}`, `judged ${judged.ended} of ${judged.of} trials`];
}

/** How far a study is, without what runs now. */
export function farWords({ incomplete, failed, rejected, timeLeft, ...ended }: StudyAt): string[] {
  return [
    ...endedWords(ended),
    ...(incomplete > 0 ? [`${incomplete} incomplete`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(rejected > 0 ? [`${rejected} attempts rejected`] : []),
    ...(timeLeft === undefined ? [] : [`${timeWords(timeLeft)} left`]),
  ];
}

/** A run for people: its scenario, its ensemble, its arm or that it is judged. */
export function runWords(run: StudyRun, { trials, head }: StudyLayout): string {
  const found = trials.find(({ plan }) => plan.trial === run.trial);
  if (found === undefined) return runKey(run);
  const { scenario, ensemble } = found.plan.ensemble;
  const place = `${scenario.id}, ${head.names.ensembles[ensemble] ?? ensemble}`;
  if (run.type === 'judging') return `judging ${place}`;
  return `${place}: ${ARM_WORDS[debateIn(found.plan, run.arm)?.arm ?? run.arm]}`;
}
