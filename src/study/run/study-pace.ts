import type { Clock } from '../../core/clock.ts';
import type { StudyProgress } from './run-study.ts';
import type { StudyRun } from './study-run.ts';

type Kind = StudyRun['type'];

/** How far a study is. */
export interface StudyAt {
  /** Of each kind of run: how many have ended, and how many there are. */
  readonly debates: { readonly ended: number; readonly of: number };
  readonly judged: { readonly ended: number; readonly of: number };
  readonly running: readonly StudyRun[];
  /** Of the debates that ended in this sitting. */
  readonly incomplete: number;
  readonly failed: number;
  /** Attempts at turns in this sitting that were not valid. */
  readonly rejected: number;
  /** In milliseconds, by what this sitting took so far; undefined as long as it has seen too little. */
  readonly timeLeft: number | undefined;
}

/** Keeps count of a study while it runs. */
export class StudyPace {
  readonly #clock: Clock;
  readonly #costs: Readonly<Record<Kind, number>>;
  readonly #atOnce: number;
  readonly #of: Readonly<Record<Kind, number>>;
  readonly #ended: Record<Kind, number>;
  readonly #running = new Map<StudyRun, number>();
  readonly #took: Record<Kind, number[]> = { debate: [], judging: [] };
  readonly #counts = { incomplete: 0, failed: 0, rejected: 0 };

  /**
   * @param runs all of the study's
   * @param left those that have not ended
   * @param costs what a run of each kind is thought to take, against the other kind: used for one of which none has ended yet
   */
  constructor(
    runs: readonly StudyRun[],
    left: readonly StudyRun[],
    atOnce: number,
    costs: Readonly<Record<Kind, number>>,
    clock: Clock,
  ) {
    this.#clock = clock;
    this.#costs = costs;
    this.#atOnce = atOnce;
    this.#of = countKinds(runs);
    const still = countKinds(left);
    this.#ended = { debate: this.#of.debate - still.debate, judging: this.#of.judging - still.judging };
  }

  add(progress: StudyProgress): void {
    const { run } = progress;
    const since = this.#running.get(run);
    if (progress.type === 'began') {
      this.#running.set(run, this.#clock.now());
      return;
    }
    this.#running.delete(run);
    if (progress.type === 'failed') return;
    this.#ended[run.type] += 1;
    if (since !== undefined) this.#took[run.type].push(this.#clock.now() - since);
    const { outcome } = progress;
    if (outcome.type !== 'debate') return;
    this.#counts.rejected += outcome.rejected;
    if (outcome.status !== 'complete') this.#counts[outcome.status] += 1;
  }

  get at(): StudyAt {
    return {
      debates: { ended: this.#ended.debate, of: this.#of.debate },
      judged: { ended: this.#ended.judging, of: this.#of.judging },
      running: [...this.#running.keys()],
      ...this.#counts,
      timeLeft: this.#timeLeft(),
    };
  }

  #timeLeft(): number | undefined {
    let sum = 0;
    for (const kind of ['debate', 'judging'] as const) {
      const left = this.#of[kind] - this.#ended[kind];
      const each = this.#meanOf(kind);
      if (left === 0) continue;
      if (each === undefined) return undefined;
      sum += left * each;
    }
    return sum / this.#atOnce;
  }

  /** What a run of a kind takes, in milliseconds, by what was seen of it, else of the other kind. */
  #meanOf(kind: Kind): number | undefined {
    const own = meanOf(this.#took[kind]);
    const other = kind === 'debate' ? 'judging' : 'debate';
    const others = meanOf(this.#took[other]);
    return own ?? (others === undefined ? undefined : (others * this.#costs[kind]) / this.#costs[other]);
  }
}

function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function countKinds(runs: readonly StudyRun[]): Record<Kind, number> {
  const debate = runs.filter(({ type }) => type === 'debate').length;
  return { debate, judging: runs.length - debate };
}
