import { EventEmitter, once } from 'node:events';
import type { ActingRole } from '../../core/acting-role.ts';
import { canonicalHash } from '../../core/hash.ts';
import type { Log } from '../../core/log.ts';
import type { EventLog } from '../../store/event-log.ts';
import { TypedStream } from '../../store/typed-stream.ts';
import { TrialRecord } from '../../trial/trial-record.ts';
import type { StudyPlan } from '../plan/study-plan.ts';
import { StudyRecord } from '../run/study-record.ts';
import { drawSample } from './draw-sample.ts';
import { type PollEvent, type PollPlace, pollEventSchema } from './poll-events.ts';
import { type SampledTrial, sampledTrial } from './sampled-trial.ts';

/** A plan that asks people, under the name by which it is run. */
export interface PolledPlan {
  readonly name: string;
  readonly plan: StudyPlan & { readonly community: NonNullable<StudyPlan['community']> };
}

/** Where people's vote on a study's sample stands. */
export interface PollStanding {
  /** In the order in which it was drawn. */
  readonly sample: readonly SampledTrial[];
  /** Nothing more is put to the vote: the study is parked. */
  readonly paused: boolean;
  /** Nothing more will be put to the vote: a person said so. */
  readonly ended: boolean;
  /** Nobody votes now, and nobody will. */
  readonly over: boolean;
}

/** People's vote on one study's sample, as it is stored. This process is the only one that writes it. */
export class StudyPoll {
  readonly polled: PolledPlan;
  /** Why nothing can be put to the vote now, for people; null where it can. Whoever runs it sets it. */
  trouble: string | null = null;
  readonly #changes = new EventEmitter<{ change: [] }>();
  readonly #events: EventLog;
  readonly #stream: TypedStream<PollEvent>;

  private constructor(polled: PolledPlan, events: EventLog, stream: TypedStream<PollEvent>) {
    this.polled = polled;
    this.#events = events;
    this.#stream = stream;
  }

  /** An entry that can't be read is left out and logged. @throws StoreFailedError */
  static async open(polled: PolledPlan, events: EventLog, log: Log): Promise<StudyPoll> {
    const { plan } = polled;
    const name = `study-poll/${plan.id}-${canonicalHash(plan).slice(0, 16)}`;
    const stream = await TypedStream.open(events, name, pollEventSchema, (error) =>
      log.error({ err: error, study: polled.name }, 'an entry of a poll cannot be read and is left out'),
    );
    return new StudyPoll(polled, events, stream);
  }

  /** The newest; undefined before the study had a thread. */
  get place(): PollPlace | undefined {
    return this.#stream.events.findLast((event) => event.type === 'poll-placed')?.place;
  }

  get paused(): boolean {
    return (
      this.#stream.events.findLast(({ type }) => type === 'poll-placed' || type === 'poll-paused')?.type ===
      'poll-paused'
    );
  }

  get ended(): boolean {
    return this.#stream.events.some(({ type }) => type === 'poll-ended');
  }

  /** Whatever may go on because of it looks again: its study has gone on, or what is stored of it has changed. */
  nudge(): void {
    this.#changes.emit('change');
  }

  /** Resolves at the next nudge. @throws the signal's reason */
  async nudged(signal: AbortSignal): Promise<void> {
    await once(this.#changes, 'change', { signal });
  }

  /** That it is over was shown. */
  get shown(): boolean {
    return this.#stream.events.some(({ type }) => type === 'poll-shown');
  }

  /** It begins, or goes on, in this place. @throws StoreFailedError */
  async resumeIn(place: PollPlace): Promise<void> {
    const { place: known } = this;
    if (!this.paused && known?.threadId === place.threadId) return;
    await this.#stream.append({ type: 'poll-placed', place });
  }

  /** @throws StoreFailedError */
  async pause(): Promise<void> {
    await this.#stream.append({ type: 'poll-paused' });
  }

  /** @throws StoreFailedError */
  async end(by: ActingRole): Promise<void> {
    if (!this.ended) await this.#stream.append({ type: 'poll-ended', by });
  }

  /** @throws StoreFailedError */
  async noteShown(): Promise<void> {
    await this.#stream.append({ type: 'poll-shown' });
  }

  /** Undefined for a study that was not begun. @throws StoreFailedError, CorruptRecordError */
  async standing(): Promise<PollStanding | undefined> {
    const { plan } = this.polled;
    const { begun } = await StudyRecord.open(this.#events, plan);
    if (begun === undefined) return undefined;
    const trials = drawSample(
      plan,
      begun.trials.map(({ trial }) => trial),
    );
    const { paused, ended } = this;
    const sample: SampledTrial[] = [];
    for (const trial of trials) sample.push(sampledTrial(await TrialRecord.open(this.#events, trial)));
    return { sample, paused, ended, over: sample.every((one) => isOver(one, ended)) };
  }
}

function isOver({ status }: SampledTrial, ended: boolean): boolean {
  if (status === 'open') return false;
  return ended || (status !== 'to come' && status !== 'not judged');
}
