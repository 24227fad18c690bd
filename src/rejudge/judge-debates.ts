import { scenarioOfMotion } from '../content/own-question.ts';
import type { Prompts } from '../content/prompts.ts';
import type { CriterionId, Rubric } from '../content/schema.ts';
import type { Clock } from '../core/clock.ts';
import type { DebateId } from '../core/ids.ts';
import { deriveSeed } from '../core/random.ts';
import type { Transcript } from '../debate/transcript.ts';
import type { ForeignDebate } from '../foreign/foreign-debate.ts';
import type { Judgement } from '../judge/score.ts';
import { scoreDebate } from '../judge/score-debate.ts';
import type { ChatModel } from '../models/port/chat-model.ts';
import { JudgeGoneError } from './judge-gone-error.ts';
import type { JudgedRecord } from './records.ts';
import type { NamedJudge } from './seat-judges.ts';

/** A debate that is fit to be judged. */
export interface FitDebate {
  readonly id: DebateId;
  readonly debate: ForeignDebate;
  readonly topic: string;
  readonly transcript: Transcript;
  /** All of its turns are valid, as far as the file tells. What is not whole is never averaged in as if it were. */
  readonly whole: boolean;
}

export interface JudgingRun {
  readonly debates: readonly FitDebate[];
  readonly judges: readonly NamedJudge[];
  readonly rubric: Rubric;
  readonly seed: number;
  readonly thinking: boolean;
  /** Criteria of a debate that a judge has come to before. */
  done(debate: DebateId, judge: string): ReadonlySet<CriterionId>;
}

export interface JudgingRunDeps {
  /** @param group see OpenOptions */
  model(name: string, group: string): Promise<ChatModel>;
  readonly prompts: Prompts;
  readonly clock: Clock;
  /** How many debates are judged at once. */
  readonly atOnce: number;
  /** Keeps a record; the next call of this debate waits for it. */
  keep(record: JudgedRecord): Promise<void>;
}

/** A judge that fails so often in a row, at more than one debate, is gone. */
const GONE_AFTER = 8;

/**
 * Has every judge score every debate on every criterion that it has not come to yet: one judge after the other, so that no server changes
 * models all the time. Returns early when the signal is aborted; what was kept stands.
 * @throws JudgeGoneError, and what keeping throws
 */
export async function judgeDebates(run: JudgingRun, deps: JudgingRunDeps, signal: AbortSignal): Promise<void> {
  for (const judge of run.judges) {
    const failures = new HeldFailures(judge.seat.model, deps);
    const failed = new AbortController();
    const either = AbortSignal.any([signal, failed.signal]);
    const waiting = run.debates[Symbol.iterator]();
    const work = async (): Promise<void> => {
      for (const debate of waiting) {
        if (either.aborted) return;
        for await (const judgement of judgementsOf(debate, judge, run, deps, either)) {
          await failures.take({
            type: 'judgement',
            model: judge.seat.model,
            sameFamily: judge.judgesOwnFamily(debate.debate),
            judgement,
          });
        }
      }
    };
    const workers = Array.from({ length: deps.atOnce }, () =>
      work().catch((error: unknown) => {
        failed.abort();
        throw error;
      }),
    );
    const ends = await Promise.allSettled(workers);
    const failure = ends.find((end) => end.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
    if (signal.aborted) return;
    await failures.settle();
  }
}

function judgementsOf(
  { id, topic, transcript }: FitDebate,
  { seat }: NamedJudge,
  run: JudgingRun,
  deps: JudgingRunDeps,
  signal: AbortSignal,
): AsyncGenerator<Judgement> {
  return scoreDebate(
    {
      debate: id,
      transcript,
      scenario: scenarioOfMotion(topic),
      rubric: run.rubric,
      judge: seat.judge,
      model: () => deps.model(seat.model, `${id}/${seat.judge}`),
      seed: deriveSeed(run.seed, 'judge', seat.model, id),
      thinking: run.thinking,
      skip: run.done(id, seat.judge),
    },
    deps,
    signal,
  );
}

/**
 * Scores that a judge's model failed at. They are kept once it has answered again: while it has not, it may be gone, and then they are no
 * scores but calls that were never made, for the next run to make.
 */
class HeldFailures {
  readonly #model: string;
  readonly #deps: JudgingRunDeps;
  #held: JudgedRecord[] = [];

  constructor(model: string, deps: JudgingRunDeps) {
    this.#model = model;
    this.#deps = deps;
  }

  /** @throws JudgeGoneError */
  async take(record: JudgedRecord): Promise<void> {
    const { score } = record.judgement;
    if (score.status === 'scored' || score.reason !== 'model-failed') {
      await this.settle();
      await this.#deps.keep(record);
      return;
    }
    this.#held.push(record);
    if (this.#held.length >= GONE_AFTER) throw new JudgeGoneError(this.#model, this.#held.length, score.detail);
  }

  async settle(): Promise<void> {
    for (const record of this.#held.splice(0)) await this.#deps.keep(record);
  }
}
