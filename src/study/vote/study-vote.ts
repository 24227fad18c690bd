import type { ActingRole } from '../../core/acting-role.ts';
import { canonicalHash } from '../../core/hash.ts';
import type { Log } from '../../core/log.ts';
import type { EventLog } from '../../store/event-log.ts';
import { TypedStream } from '../../store/typed-stream.ts';
import { TrialRecord } from '../../trial/trial-record.ts';
import type { StudyPlan } from '../plan/study-plan.ts';
import { StudyRecord } from '../run/study-record.ts';
import { drawSample } from './draw-sample.ts';
import { type SampledTrial, sampledTrial } from './sampled-trial.ts';
import { type VoteEvent, type VotePlace, voteEventSchema } from './vote-events.ts';

/** A plan that asks people, under the name by which it is run. */
export interface AskingPlan {
  readonly name: string;
  readonly plan: StudyPlan & { readonly community: NonNullable<StudyPlan['community']> };
}

/** Where people's vote on a study's sample stands. */
export interface VoteStanding {
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
export class StudyVote {
  readonly asking: AskingPlan;
  readonly #events: EventLog;
  readonly #stream: TypedStream<VoteEvent>;

  private constructor(asking: AskingPlan, events: EventLog, stream: TypedStream<VoteEvent>) {
    this.asking = asking;
    this.#events = events;
    this.#stream = stream;
  }

  /** An entry that can't be read is left out and logged. @throws StoreFailedError */
  static async open(asking: AskingPlan, events: EventLog, log: Log): Promise<StudyVote> {
    const { plan } = asking;
    const name = `study-vote/${plan.id}-${canonicalHash(plan).slice(0, 16)}` as const;
    const stream = await TypedStream.open(events, name, voteEventSchema, (error) =>
      log.error({ err: error, study: asking.name }, 'an entry of the vote on a study cannot be read and is left out'),
    );
    return new StudyVote(asking, events, stream);
  }

  /** The newest; undefined before the study had a thread. */
  get place(): VotePlace | undefined {
    return this.#stream.events.findLast((event) => event.type === 'vote-placed')?.place;
  }

  get paused(): boolean {
    return (
      this.#stream.events.findLast(({ type }) => type === 'vote-placed' || type === 'vote-paused')?.type ===
      'vote-paused'
    );
  }

  get ended(): boolean {
    return this.#stream.events.some(({ type }) => type === 'vote-ended');
  }

  /** That it is over was shown. */
  get shown(): boolean {
    return this.#stream.events.some(({ type }) => type === 'vote-shown');
  }

  /** It begins, or goes on, in this place. @throws StoreFailedError */
  async goOnIn(place: VotePlace): Promise<void> {
    const { place: known } = this;
    if (!this.paused && known?.threadId === place.threadId) return;
    await this.#stream.append({ type: 'vote-placed', place });
  }

  /** @throws StoreFailedError */
  async pause(): Promise<void> {
    if (!this.paused) await this.#stream.append({ type: 'vote-paused' });
  }

  /** @throws StoreFailedError */
  async end(by: ActingRole): Promise<void> {
    if (!this.ended) await this.#stream.append({ type: 'vote-ended', by });
  }

  /** @throws StoreFailedError */
  async noteShown(): Promise<void> {
    await this.#stream.append({ type: 'vote-shown' });
  }

  /** Undefined for a study that was not begun. @throws StoreFailedError, CorruptRecordError */
  async standing(): Promise<VoteStanding | undefined> {
    const { plan } = this.asking;
    const { begun } = await StudyRecord.open(this.#events, plan);
    if (begun === undefined) return undefined;
    const trials = drawSample(
      plan,
      begun.trials.map(({ trial }) => trial),
    );
    const { paused, ended } = this;
    const sample: SampledTrial[] = [];
    for (const trial of trials) {
      const sampled = sampledTrial(await TrialRecord.open(this.#events, trial));
      sample.push(sampled);
    }
    return { sample, paused, ended, over: sample.every((one) => isOver(one, ended)) };
  }
}

function isOver({ status }: SampledTrial, ended: boolean): boolean {
  if (status === 'open') return false;
  return ended || (status !== 'to come' && status !== 'not judged');
}
