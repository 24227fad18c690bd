import type { Clock } from '../core/clock.ts';
import { isAbort } from '../core/errors.ts';
import type { VoterId } from '../core/ids.ts';
import { type Audience, NO_AUDIENCE } from '../debate/audience.ts';
import type { RecordedDebateEvent, TurnKey } from '../debate/events.ts';
import { type Arm, type DebatePlan, personSeat } from '../debate/plan.ts';
import { isOpenToPeople, sameTurn } from '../debate/turns.ts';
import { AudienceError } from './audience-error.ts';
import { AUDIENCE_LIMITS } from './audience-limits.ts';
import { recordedConsent } from './consent.ts';
import type { TrialEvent } from './events.ts';
import { DELETED_WORDS } from './redaction.ts';
import type { TrialRecord } from './trial-record.ts';

type Asked = Extract<TrialEvent, { type: 'question-asked' }>;
type Seated = Extract<TrialEvent, { type: 'seat-taken' }>;

/**
 * What people do to a running trial's debate: they ask, take a seat, speak. All of it is stored in the trial's stream first; the debate takes
 * it from there when its time has come.
 */
export class TrialAudience implements Audience {
  readonly #record: TrialRecord;
  readonly #clock: Clock;

  constructor(record: TrialRecord, clock: Clock) {
    this.#record = record;
    this.#clock = clock;
  }

  /**
   * Has a question put to all members in their next round.
   * @param publish whether it may be in published data
   * @returns that round; one after the last is the answer's, when the chair alone is asked
   * @throws AudienceError
   */
  async ask(by: VoterId, text: string, publish = false): Promise<number> {
    let round = 0;
    await this.#record.decide(() => {
      round = this.#nextRound('Questions can be asked as long as the members debate.');
      const waiting = this.#asked.filter(({ id }) => !this.#isPut(id));
      if (waiting.some((question) => question.by === by)) {
        throw new AudienceError('Your last question has not been put yet.', 'Ask again when the next round has begun.');
      }
      if (waiting.length >= AUDIENCE_LIMITS.waitingQuestions) {
        throw new AudienceError(
          `${waiting.length} questions wait for the next round, as many as fit into one.`,
          'Ask again when it has begun.',
        );
      }
      return { type: 'question-asked', id: `q${this.#lastQuestion + 1}`, text, by, ...recordedConsent(publish) };
    });
    return round;
  }

  /**
   * Gives a person a seat from the next round on.
   * @param publish whether what they say may be in published data
   * @returns the name under which all read them, and the first round in which they speak
   * @throws AudienceError
   */
  async join(by: VoterId, publish = false): Promise<{ readonly name: string; readonly round: number }> {
    let seated = { name: '', round: 0 };
    await this.#record.decide(() => {
      const next = this.#nextRound('A seat can be taken as long as the members debate.');
      if (this.#seated.some((person) => person.by === by)) {
        throw new AudienceError('You have a seat at this table already.', 'When it is your turn, press Speak.');
      }
      if (this.#seated.length >= AUDIENCE_LIMITS.seats) {
        throw new AudienceError(
          `${this.#seated.length} people sit at this table, and it has no more seats for people.`,
          'Put a question with /debate ask instead.',
        );
      }
      const first = this.#plan.rounds.find((round) => round.number >= next && isOpenToPeople(round));
      if (first === undefined) {
        throw new AudienceError(
          'No round is left in which people speak.',
          'Put a question to the chair with /debate ask instead.',
        );
      }
      const number = this.#seated.length + 1;
      seated = { name: `Guest ${number}`, round: first.number };
      return { type: 'seat-taken', id: String(number), name: seated.name, by, ...recordedConsent(publish) };
    });
    return seated;
  }

  /** A turn that is a person's now. @returns about how many words members have in it @throws AudienceError when it is not theirs, or over */
  requireTurn(by: VoterId, turn: TurnKey): number {
    const ofTurn = this.#debate.filter((event) => 'turn' in event && sameTurn(event.turn, turn));
    const asked = ofTurn.find((event) => event.type === 'person-asked');
    const holder = this.#seated.find(({ id }) => personSeat(id) === turn.seat);
    if (asked?.type !== 'person-asked' || holder === undefined || holder.by !== by) {
      throw new AudienceError('This is not your turn.', 'Take a seat of your own with /debate join.');
    }
    const given = this.#given(turn) !== undefined || ofTurn.some(({ type }) => type !== 'person-asked');
    if (this.#isOver) throw new AudienceError('This debate is over.', '/results shows it.');
    if (given || this.#clock.now() >= asked.until) {
      throw new AudienceError('This turn is over.', 'If there is another open round, you have the word again in it.');
    }
    return this.#plan.rounds.find(({ number }) => number === turn.round)?.words ?? 0;
  }

  /** Takes a person's words in a turn that is theirs; empty words pass. @throws AudienceError */
  speak(by: VoterId, turn: TurnKey, text: string): Promise<void> {
    return this.#record.decide(() => {
      this.requireTurn(by, turn);
      return { type: 'words-given', turn, text };
    });
  }

  questions(): readonly { readonly id: string; readonly text: string }[] {
    return this.#asked;
  }

  arrivals(): readonly { readonly id: string; readonly name: string }[] {
    return this.#seated;
  }

  async words(turn: TurnKey, until: number, signal: AbortSignal): Promise<string | undefined> {
    const done = new AbortController();
    const either = AbortSignal.any([signal, done.signal]);
    try {
      return await Promise.race([
        this.#record.until((event) => (isGiven(event, turn) ? event.text : undefined), either),
        // No longer than a turn takes, also when the clock was set back since.
        this.#clock
          .sleep(Math.min(this.#plan.limits.person, Math.max(0, until - this.#clock.now())), either)
          .then(() => undefined),
      ]);
    } catch (error) {
      if (signal.aborted && isAbort(error)) return undefined;
      throw error;
    } finally {
      done.abort();
    }
  }

  get #plan(): DebatePlan {
    const start = this.#record.events.find((event) => event.type === 'trial-start');
    if (start === undefined) throw new TypeError('A trial that runs has a plan');
    return start.plan.ensemble;
  }

  get #debate(): readonly RecordedDebateEvent[] {
    return this.#record.debateEvents('ensemble');
  }

  get #asked(): readonly Asked[] {
    return this.#record.events.filter((event): event is Asked => event.type === 'question-asked');
  }

  get #seated(): readonly Seated[] {
    return this.#record.events.filter((event): event is Seated => event.type === 'seat-taken');
  }

  /** The number of the last question: of those before it some may have been deleted. */
  get #lastQuestion(): number {
    return Number(this.#asked.at(-1)?.id.slice(1) ?? 0);
  }

  #given(turn: TurnKey): string | undefined {
    return this.#record.events.flatMap((event) => (isGiven(event, turn) ? [event.text] : []))[0];
  }

  #isPut(id: string): boolean {
    return this.#debate.some((event) => event.type === 'question-put' && event.id === id);
  }

  /** The debate has ended or is being stopped. */
  get #isOver(): boolean {
    const ended = this.#debate.some(({ type }) => type === 'debate-end');
    return ended || this.#record.events.some(({ type }) => type === 'stop-asked' || type === 'trial-end');
  }

  /** The round before which what people do now is taken up; the answer's when the last one has begun. @throws AudienceError */
  #nextRound(advice: string): number {
    const plan = this.#plan;
    const begun = this.#debate.flatMap((event) => (event.type === 'round-start' ? [event.round] : []));
    const next = Math.max(0, ...begun) + 1;
    const answering = this.#debate.some(({ type }) => type === 'answer-start');
    const nobodyLeft = next > plan.rounds.length && plan.format.answer.by === 'choosing';
    if (this.#isOver || answering || nobodyLeft) {
      throw new AudienceError('The members have ended this debate.', advice);
    }
    return next;
  }
}

/**
 * A baseline is put the same questions as the ensemble: a debate in the same rounds, drafts in the one round that they have. Nobody sits at
 * its table. What was deleted meanwhile is passed over: its placeholder is no question.
 */
export function baselineAudience(record: TrialRecord, arm: Exclude<Arm, 'ensemble'>): Audience {
  return {
    ...NO_AUDIENCE,
    questions: (round) =>
      record
        .debateEvents('ensemble')
        .flatMap((event) =>
          event.type === 'question-put' &&
          event.text !== DELETED_WORDS &&
          (arm === 'self-consistency' || event.round <= round)
            ? [event]
            : [],
        ),
  };
}

function isGiven(event: TrialEvent, turn: TurnKey): event is Extract<TrialEvent, { type: 'words-given' }> {
  return event.type === 'words-given' && sameTurn(event.turn, turn);
}
