import type { DebateEvent, TurnKey } from './events.ts';
import { merge } from './merge.ts';
import { readAnswerText } from './parse-answer.ts';
import { type Member, type PlannedRound, personSeat } from './plan.ts';
import type { Running } from './running.ts';
import { stateStance } from './state-stance.ts';
import { takeTurn } from './take-turn.ts';
import { answerTask, roundTask } from './turn-prompt.ts';
import { isFollowedByStance } from './turn-to-take.ts';
import { answerTurn, isAnswerTurn, isOpenToPeople, speakerOf, speakersOf } from './turns.ts';

/**
 * The moderator, which is no model: who speaks when, who is asked what, when the time of a person is over, and how the debate ends.
 * A model's own time and words are limited where it speaks (take-turn.ts).
 */
export class Moderator {
  readonly #running: Running;
  readonly #signal: AbortSignal;
  /** Ends the turns of a round that run beside one without which the debate cannot go on. */
  readonly #failing = new AbortController();

  constructor(running: Running, signal: AbortSignal) {
    this.#running = running;
    this.#signal = AbortSignal.any([signal, this.#failing.signal]);
  }

  async *run(): AsyncGenerator<DebateEvent> {
    const { plan, history } = this.#running;
    if (history.ended) return;
    if (history.empty) yield history.note({ type: 'debate-start', plan });
    for (const round of plan.rounds) {
      if (!history.roundBegun(round.number)) {
        yield history.note({ type: 'round-start', round: round.number, heading: round.heading });
      }
      // What people did while nobody had spoken yet still belongs to this round.
      if (!history.spokenIn(round.number)) yield* this.#welcome(round.number);
      yield* this.#members(round);
      if (this.#signal.aborted) return;
      yield* this.#people(round);
      if (this.#signal.aborted) return;
    }
    yield* this.#answer();
    if (this.#signal.aborted) return;
    const reasons = this.#whatIsMissing();
    yield history.note({ type: 'debate-end', status: reasons.length === 0 ? 'complete' : 'incomplete', reasons });
  }

  /** Puts the audience's questions, and gives seats to people who came. */
  async *#welcome(round: number): AsyncGenerator<DebateEvent> {
    const { deps, history } = this.#running;
    for (const { id, name } of deps.audience.arrivals()) {
      const seat = personSeat(id);
      if (history.view.people.some((person) => person.seat === seat)) continue;
      yield history.note({ type: 'person-joined', round, seat, name });
    }
    yield* this.#questions(round);
  }

  async *#questions(round: number): AsyncGenerator<DebateEvent> {
    const { deps, history } = this.#running;
    for (;;) {
      // Looked up anew for each: while others were put it may have been deleted.
      const next = deps.audience.questions(round).find(({ id }) => !history.questionPut(id));
      if (next === undefined) return;
      yield history.note({ type: 'question-put', round, id: next.id, text: next.text });
    }
  }

  async *#members(round: PlannedRound): AsyncGenerator<DebateEvent> {
    const { plan, deps } = this.#running;
    const turns = speakersOf(plan, round.number).map((speaker) => () => this.#member(round, speaker));
    try {
      yield* merge(turns, round.sees === 'blind' ? deps.atOnce : 1);
    } catch (error) {
      this.#failing.abort();
      throw error;
    }
  }

  async *#member(round: PlannedRound, speaker: Member): AsyncGenerator<DebateEvent> {
    if (this.#signal.aborted) return;
    const { plan, history } = this.#running;
    const turn = { round: round.number, seat: speaker.seat };
    const questions = history.view.questions;
    const task = roundTask(plan, round, speaker, questions);
    const toTake = { turn, task, kind: round.writes };
    this.#preloadAfter(turn, speaker);
    const valid = yield* takeTurn(this.#running, toTake, this.#signal);
    if (valid && isFollowedByStance(round.writes)) yield* stateStance(this.#running, toTake, this.#signal);
  }

  /** People speak last, in rounds that are open to all: what they say needs no model and matches no call of the other arm. */
  async *#people(round: PlannedRound): AsyncGenerator<DebateEvent> {
    if (!isOpenToPeople(round)) return;
    for (const { seat, since } of this.#running.history.view.people) {
      if (since > round.number) continue;
      yield* this.#person({ round: round.number, seat });
      if (this.#signal.aborted) return;
    }
  }

  async *#person(turn: TurnKey): AsyncGenerator<DebateEvent> {
    const { plan, deps, history } = this.#running;
    if (history.has(turn, 'person-spoke', 'person-silent')) return;
    let until = history.askedUntil(turn);
    if (until === undefined) {
      until = deps.clock.now() + plan.limits.person;
      yield history.note({ type: 'person-asked', turn, until });
    }
    const text = (await deps.audience.words(turn, until, this.#signal))?.trim() ?? '';
    if (this.#signal.aborted) return;
    yield history.note(text === '' ? { type: 'person-silent', turn } : { type: 'person-spoke', turn, text });
  }

  async *#answer(): AsyncGenerator<DebateEvent> {
    const { plan, history } = this.#running;
    const turn = answerTurn(plan);
    const choosing = plan.format.answer.by === 'choosing';
    if (!history.hasType('answer-start')) yield history.note({ type: 'answer-start' });
    // Whoever chooses among drafts can't answer anything else.
    if (!choosing && !history.spokenIn(turn.round)) yield* this.#questions(turn.round);
    const task = answerTask(plan, history.view.questions);
    if (choosing && history.view.turns.length === 0) {
      // Nothing was drafted, so there is nothing to choose from.
      if (!history.has(turn, 'member-silent')) yield history.note({ type: 'member-silent', turn, reason: 'empty' });
      return;
    }
    const kind = choosing ? 'choice' : 'answer';
    const valid = yield* takeTurn(this.#running, { turn, task, kind }, this.#signal);
    if (!valid || history.hasType('answer-ready')) return;
    const answer = readAnswerText(history.endsOf(turn).at(-1)?.text ?? '');
    if (answer !== undefined) yield history.note({ type: 'answer-ready', answer });
  }

  /** Whoever comes next may be on another model: it is loaded while this one speaks. */
  #preloadAfter({ round, seat }: TurnKey, speaker: Member): void {
    const { plan, deps } = this.#running;
    const inRound = speakersOf(plan, round);
    const place = inRound.findIndex((member) => member.seat === seat);
    const next = inRound[place + 1] ?? speakersOf(plan, round + 1)[0];
    if (next !== undefined && next.model !== speaker.model) deps.preload(next.model);
  }

  #whatIsMissing(): string[] {
    const { plan, history } = this.#running;
    const named = (turn: TurnKey): string => (isAnswerTurn(plan, turn) ? 'the answer' : `round ${turn.round}`);
    const { silent, answer } = history.view;
    const reasons = silent.map(
      ({ turn, reason }) => `${speakerOf(plan, turn).name} was silent in ${named(turn)} (${reason})`,
    );
    const unread = answer === undefined && !silent.some(({ turn }) => isAnswerTurn(plan, turn));
    return unread ? [...reasons, 'the answer could not be read'] : reasons;
  }
}
