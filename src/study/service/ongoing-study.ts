import type { Unfinished } from '../../jobs/job-end.ts';
import { OngoingJob } from '../../jobs/ongoing-job.ts';
import type { StudyLayout } from '../plan/lay-out-study.ts';
import { runWords } from '../progress-words.ts';
import type { StudyProgress } from '../run/run-study.ts';
import type { StudyAt, StudyPace } from '../run/study-pace.ts';
import type { StudyOrder } from './study-orders.ts';

/** How a study ended for this process. */
export type StudyEnd = { readonly status: 'finished' } | Unfinished;

/** What a study waits for: debates that have the models; models that cannot be reached (`problem` is for people). */
export type StudyWait = { readonly for: 'debates' } | { readonly for: 'models'; readonly problem: string };

/** A study that this process works on, or has to show the end of, for whoever shows it. */
export class OngoingStudy extends OngoingJob<StudyOrder, StudyEnd> {
  #laidOut: { readonly layout: StudyLayout; readonly pace: StudyPace } | undefined;
  #wait: StudyWait | null = null;

  /** How far it is; undefined as long as it is being laid out. */
  get at(): StudyAt | undefined {
    return this.#laidOut?.pace.at;
  }

  /** What runs now, for people. */
  get running(): readonly string[] {
    const laidOut = this.#laidOut;
    if (laidOut === undefined) return [];
    return laidOut.pace.at.running.map((run) => runWords(run, laidOut.layout));
  }

  /** Null while models are asked, and while the study is being laid out. */
  get wait(): StudyWait | null {
    return this.#wait;
  }

  /** Only the service calls what follows. */
  laidOut(layout: StudyLayout, pace: StudyPace): void {
    this.#laidOut = { layout, pace };
    this.#wait = null;
  }

  told(progress: StudyProgress): void {
    this.#laidOut?.pace.add(progress);
  }

  waitFor(wait: StudyWait | null): void {
    this.#wait = wait;
  }
}
