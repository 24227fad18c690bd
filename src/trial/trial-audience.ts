import type { Clock } from '../core/clock.ts';
import { isAbort } from '../core/errors.ts';
import type { VoterId } from '../core/ids.ts';
import type { Audience } from '../debate/audience.ts';
import type { TurnKey } from '../debate/events.ts';
import { personSeat } from '../debate/plan.ts';
import { AudienceError } from './audience-error.ts';
import { AUDIENCE_LIMITS } from './audience-limits.ts';
import type { TrialEvent } from './events.ts';
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

  /** Has a question put to all members in their next round. @throws AudienceError */
  async ask(by: VoterId, text: string): Promise<void> {
    this.#requireDebating('Questions can be asked as long as the ensemble debates.');
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
    await this.#record.append({ type: 'question-asked', id: `q${this.#asked.length + 1}`, text, by });
  }

  /** Gives a person a seat from the next round on. @throws AudienceError */
  async join(by: VoterId, name: string): Promise<void> {
    this.#requireDebating('A seat can be taken as long as the ensemble debates.');
    if (this.#seated.some((person) => person.by === by)) {
      throw new AudienceError('You have a seat at this table already.', 'When it is your turn, press Speak.');
    }
    if (this.#seated.length >= AUDIENCE_LIMITS.seats) {
      throw new AudienceError(
        `${this.#seated.length} people sit at this table, and it has no more seats for people.`,
        'Put a question with /debate ask instead.',
      );
    }
    await this.#record.append({ type: 'seat-taken', id: String(this.#seated.length + 1), name, by });
  }

  /** Takes a person's words in a turn that is theirs; empty words pass. @throws AudienceError */
  async speak(by: VoterId, turn: TurnKey, text: string): Promise<void> {
    const events = this.#record.debateEvents('ensemble');
    const ofTurn = events.filter((event) => 'turn' in event && same(event.turn, turn));
    const asked = ofTurn.find((event) => event.type === 'person-asked');
    const holder = this.#seated.find(({ id }) => personSeat(id) === turn.seat);
    if (asked?.type !== 'person-asked' || holder === undefined || holder.by !== by) {
      throw new AudienceError('This is not your turn.', 'Take a seat with /debate join.');
    }
    const given = this.#given(turn) !== undefined || ofTurn.some(({ type }) => type !== 'person-asked');
    if (given || this.#clock.now() >= asked.until) {
      throw new AudienceError('This turn is over.', 'You have the word again in the next round.');
    }
    await this.#record.append({ type: 'words-given', turn, text });
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
        this.#clock.sleep(Math.max(0, until - this.#clock.now()), either).then(() => undefined),
      ]);
    } catch (error) {
      if (signal.aborted && isAbort(error)) return undefined;
      throw error;
    } finally {
      done.abort();
    }
  }

  get #asked(): readonly Asked[] {
    return this.#record.events.filter((event): event is Asked => event.type === 'question-asked');
  }

  get #seated(): readonly Seated[] {
    return this.#record.events.filter((event): event is Seated => event.type === 'seat-taken');
  }

  #given(turn: TurnKey): string | undefined {
    return this.#record.events.flatMap((event) => (isGiven(event, turn) ? [event.text] : []))[0];
  }

  #isPut(id: string): boolean {
    return this.#record.debateEvents('ensemble').some((event) => event.type === 'question-put' && event.id === id);
  }

  #requireDebating(advice: string): void {
    if (this.#record.debateEvents('ensemble').some(({ type }) => type === 'debate-end' || type === 'answer-ready')) {
      throw new AudienceError('The members have ended this debate.', advice);
    }
  }
}

/** The baseline is put the same questions as the ensemble, in the same rounds; nobody sits at its table. */
export function baselineAudience(record: TrialRecord): Audience {
  return {
    questions: (round) =>
      record
        .debateEvents('ensemble')
        .flatMap((event) => (event.type === 'question-put' && event.round <= round ? [event] : [])),
    arrivals: () => [],
    words: async () => undefined,
  };
}

function same(left: TurnKey, right: TurnKey): boolean {
  return left.round === right.round && left.seat === right.seat;
}

function isGiven(event: TrialEvent, turn: TurnKey): event is Extract<TrialEvent, { type: 'words-given' }> {
  return event.type === 'words-given' && same(event.turn, turn);
}
