import type { Prompts } from '../content/prompts.ts';
import type { Clock } from '../core/clock.ts';
import { type ExpectedError, isExpected, wordsFor } from '../core/errors.ts';
import { StoppedByPerson } from '../core/stopped-by-person.ts';
import { againAfterFailure, WAITS_AFTER_FAILURE } from '../models/port/after-failure.ts';
import type { ChatModel } from '../models/port/chat-model.ts';
import type { DebateEvent, RecordedDebateEvent, Rejection, TurnEnd, TurnKey } from './events.ts';
import { isRecorded } from './events.ts';
import { fitPrompt } from './fit-window.ts';
import { readAnswerText } from './parse-answer.ts';
import type { DebatePlan } from './plan.ts';
import { type Attempt, runAttempt } from './run-turn.ts';
import { thinkingFor } from './thinking.ts';
import { budgetOf, totalOf } from './token-budget.ts';
import { answerTask, roundTask, type TurnTask } from './turn-prompt.ts';
import { answerTurn, isAnswerTurn, speakerOf, speakersOf } from './turns.ts';
import { type SpokenTurn, viewDebate } from './view.ts';

export interface DebateDeps {
  /** @throws ModelMissingError, ModelUnreachableError */
  model(name: string): Promise<ChatModel>;
  readonly prompts: Prompts;
  readonly clock: Clock;
}

/** A rejected turn is tried so many times in all. */
const ATTEMPTS = 3;
const ALL_THINKING: ReadonlySet<Rejection> = new Set(['thinking-never-closed', 'empty-after-thinking']);

/** Ends the generator: the debate cannot go on. */
class DebateFailed extends Error {}

/**
 * One debate as a stream of events; whoever consumes it stores each recorded event before asking for the next. After a crash it is
 * called with the stored history and goes on with the next missing turn. It ends with `debate-end`, except when the signal is aborted for
 * another reason than a person's stop (StoppedByPerson): then it just ends, to be called again later.
 */
export async function* runDebate(
  plan: DebatePlan,
  deps: DebateDeps,
  history: readonly RecordedDebateEvent[],
  signal: AbortSignal,
): AsyncGenerator<DebateEvent> {
  const debate = new Debate(plan, deps, history, signal);
  try {
    yield* debate.run();
  } catch (error) {
    if (error instanceof DebateFailed) {
      yield { type: 'debate-end', status: 'failed', reasons: [error.message] };
      return;
    }
    if (!signal.aborted) throw error;
  }
  if (signal.reason instanceof StoppedByPerson && !debate.ended) {
    yield { type: 'debate-end', status: 'stopped', reasons: [`stopped by ${signal.reason.by}`] };
  }
}

/** The course of one debate: what happened so far, and what comes next. */
class Debate {
  readonly #plan: DebatePlan;
  readonly #deps: DebateDeps;
  readonly #signal: AbortSignal;
  readonly #events: RecordedDebateEvent[];

  constructor(plan: DebatePlan, deps: DebateDeps, history: readonly RecordedDebateEvent[], signal: AbortSignal) {
    this.#plan = plan;
    this.#deps = deps;
    this.#events = [...history];
    this.#signal = signal;
  }

  get ended(): boolean {
    return this.#events.some(({ type }) => type === 'debate-end');
  }

  async *run(): AsyncGenerator<DebateEvent> {
    if (this.ended) return;
    if (this.#events.length === 0) yield this.#note({ type: 'debate-start', plan: this.#plan });
    for (const round of this.#plan.rounds) {
      if (!this.#events.some((event) => event.type === 'round-start' && event.round === round.number)) {
        yield this.#note({ type: 'round-start', round: round.number, heading: round.heading });
      }
      for (const speaker of speakersOf(this.#plan, round.number)) {
        const heard = (): SpokenTurn[] =>
          this.#turns().filter((turn) => round.sees === 'all' || turn.round < round.number);
        yield* this.#turn(
          { round: round.number, seat: speaker.seat },
          roundTask(this.#plan, round, speaker),
          'speech',
          heard,
        );
        if (this.#signal.aborted) return;
      }
    }
    yield* this.#turn(answerTurn(this.#plan), answerTask(this.#plan), 'answer', () => this.#turns());
    if (this.#signal.aborted) return;
    const reasons = this.#whatIsMissing();
    yield this.#note({ type: 'debate-end', status: reasons.length === 0 ? 'complete' : 'incomplete', reasons });
  }

  async *#turn(
    turn: TurnKey,
    task: TurnTask,
    kind: Attempt['kind'],
    heard: () => readonly SpokenTurn[],
  ): AsyncGenerator<DebateEvent> {
    const ends = this.#events.filter(
      (event): event is TurnEnd => event.type === 'turn-end' && sameTurn(event.turn, turn),
    );
    let end = ends.at(-1);
    for (let attempt = ends.length + 1; end?.outcome.status !== 'valid' && attempt <= ATTEMPTS; attempt += 1) {
      if (this.#has('member-silent', turn)) return;
      end = yield* this.#attempt(turn, attempt, task, kind, heard());
      if (end === undefined) return;
    }
    if (end?.outcome.status === 'rejected' && !this.#has('member-silent', turn)) {
      if (end.outcome.reason === 'model-failed') throw new DebateFailed(end.outcome.detail);
      yield this.#note({ type: 'member-silent', turn, reason: end.outcome.reason });
    }
    if (
      kind === 'answer' &&
      end?.outcome.status === 'valid' &&
      !this.#events.some(({ type }) => type === 'answer-ready')
    ) {
      const answer = readAnswerText(end.text);
      if (answer !== undefined) yield this.#note({ type: 'answer-ready', answer });
    }
  }

  async *#attempt(
    turn: TurnKey,
    attempt: number,
    task: TurnTask,
    kind: Attempt['kind'],
    heard: readonly SpokenTurn[],
  ): AsyncGenerator<DebateEvent, TurnEnd | undefined> {
    const { prompts, clock } = this.#deps;
    const opening = againAfterFailure(() => this.#deps.model(task.speaker.model), clock, this.#signal);
    const model = await this.#orFail(opening);
    const { think, allowance } = thinkingFor(model.info.canThink, this.#thoughtInVain(turn), this.#plan.thinkingTokens);
    const budget = budgetOf(this.#plan, task, kind, allowance);
    const fitted = await this.#orFail(fitPrompt(this.#plan, task, heard, totalOf(budget), model, prompts));
    if (fitted.digested > 0 && !this.#has('transcript-digested', turn)) {
      yield this.#note({ type: 'transcript-digested', turn, turns: fitted.digested });
    }
    const running = runAttempt(
      { plan: this.#plan, turn, attempt, speaker: task.speaker, kind, budget, think, fitted, before: this.#turns() },
      model,
      clock,
      this.#signal,
    );
    for (;;) {
      const step = await running.next();
      if (step.done === true) {
        if (step.value === undefined) return undefined;
        const { end, failure } = step.value;
        yield this.#note(end);
        if (failure !== undefined) await this.#afterFailure(failure, attempt);
        return end;
      }
      yield this.#note(step.value);
    }
  }

  /** A model's server that failed: worth another try after a while, unless that can't help. */
  async #afterFailure(failure: ExpectedError, attempt: number): Promise<void> {
    if (!failure.retryable) throw new DebateFailed(wordsFor(failure));
    const wait = WAITS_AFTER_FAILURE[attempt - 1];
    if (wait !== undefined) await this.#deps.clock.sleep(wait, this.#signal);
  }

  async #orFail<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (error) {
      if (isExpected(error)) throw new DebateFailed(wordsFor(error));
      throw error;
    }
  }

  /** Remembers what is recorded, so that later turns see it. */
  #note(event: DebateEvent): DebateEvent {
    if (isRecorded(event)) this.#events.push(event);
    return event;
  }

  #turns(): readonly SpokenTurn[] {
    return viewDebate(this.#events).turns;
  }

  #has(type: 'member-silent' | 'transcript-digested', turn: TurnKey): boolean {
    return this.#events.some((event) => event.type === type && sameTurn(event.turn, turn));
  }

  /** How many attempts at a turn were all thinking. */
  #thoughtInVain(turn: TurnKey): number {
    return this.#events.filter(
      (event) =>
        event.type === 'turn-end' &&
        sameTurn(event.turn, turn) &&
        event.outcome.status === 'rejected' &&
        ALL_THINKING.has(event.outcome.reason),
    ).length;
  }

  #whatIsMissing(): string[] {
    const named = (turn: TurnKey): string => (isAnswerTurn(this.#plan, turn) ? 'the answer' : `round ${turn.round}`);
    return viewDebate(this.#events).silent.map(
      ({ turn, reason }) => `${speakerOf(this.#plan, turn).name} was silent in ${named(turn)} (${reason})`,
    );
  }
}

function sameTurn(left: TurnKey, right: TurnKey): boolean {
  return left.round === right.round && left.seat === right.seat;
}
