import { letterOf } from '../community/ballot.ts';
import type { ReactionTarget } from '../community/reaction.ts';
import { isOwnQuestion } from '../content/own-question.ts';
import { debateIdOf, type TrialId, type VoterId } from '../core/ids.ts';
import { type DebateEvent, debateEventSchema } from '../debate/events.ts';
import { ARMS, personSeat } from '../debate/plan.ts';
import type { EventLog } from '../store/event-log.ts';
import { TypedStream } from '../store/typed-stream.ts';
import { type TrialEvent, trialEventSchema } from '../trial/events.ts';
import { mentions } from './mentions.ts';
import type { People } from './people.ts';

/** One thing that is stored of somebody. */
export interface PersonalRecord {
  /** The debate that it belongs to; null for what belongs to none. */
  readonly debate: TrialId | null;
  /** When it was stored, as ISO 8601. */
  readonly at: string;
  /** As it is stored; of what is stored together with others', their part. */
  readonly event: unknown;
}

/** All that is stored of somebody. */
export interface PersonalData {
  /** Under which they are stored: an HMAC-SHA256 of their Discord id with the bot's key, cut to 128 bits. */
  readonly you: VoterId;
  readonly records: readonly PersonalRecord[];
}

/**
 * Reads every trial, one after the other; of one that can't be read as a whole, what can be.
 * @throws StoreFailedError
 */
export async function personalData(
  voter: VoterId,
  deps: { readonly people: People; readonly trials: readonly TrialId[]; readonly events: EventLog },
): Promise<PersonalData> {
  const { people, trials, events } = deps;
  const records: PersonalRecord[] = [];
  for (const trial of trials) records.push(...(await recordsIn(trial, voter, events)));
  const others = people.recordsOf(voter).map(({ at, event }) => {
    const own = event.type === 'deletion-asked' ? { type: event.type, voter } : event;
    return { debate: null, at: iso(at), event: own };
  });
  return { you: voter, records: [...records, ...others] };
}

async function recordsIn(trial: TrialId, voter: VoterId, events: EventLog): Promise<PersonalRecord[]> {
  const passOver = (): void => {};
  const name = `trial/${trial}`;
  if (!(await events.read(name)).some(({ event }) => mentions(event, voter))) return [];
  const own = await TypedStream.open(events, name, trialEventSchema, passOver);
  const context = contextOf(own.events, voter);
  const records = own.logged.flatMap(({ at, event }) => {
    const theirs = partOf(event, voter, context);
    return theirs === undefined ? [] : [{ debate: trial, at: iso(at), event: theirs }];
  });
  if (records.length === 0) return [];
  for (const arm of ARMS) {
    const debate = await TypedStream.open(events, `debate/${debateIdOf(trial, arm)}`, debateEventSchema, passOver);
    for (const { at, event } of debate.logged)
      if (isOfDebate(event, context)) records.push({ debate: trial, at: iso(at), event });
  }
  return records;
}

interface Context {
  readonly questions: ReadonlySet<string>;
  readonly seats: ReadonlySet<string>;
  /** A reaction's target as its owner may see it: as long as a ballot is sealed, whose answer it was stays so. */
  seen(target: ReactionTarget): unknown;
}

function contextOf(events: readonly TrialEvent[], voter: VoterId): Context {
  const isClosed = events.some(({ type }) => type === 'ballot-closed');
  const opened = events.find((event) => event.type === 'ballot-open');
  return {
    questions: new Set(
      events.flatMap((event) => (event.type === 'question-asked' && event.by === voter ? [event.id] : [])),
    ),
    seats: new Set(
      events.flatMap((event) => (event.type === 'seat-taken' && event.by === voter ? [personSeat(event.id)] : [])),
    ),
    seen(target) {
      if (target.kind !== 'answer' || isClosed) return target;
      const letter = opened && letterOf(opened.ballot.seal, target);
      return { kind: 'answer', letter: letter ?? 'not told before the ballot closes' };
    },
  };
}

/** What of an event is somebody's; undefined where nothing is. */
function partOf(event: TrialEvent, voter: VoterId, { seats, seen }: Context): unknown {
  switch (event.type) {
    case 'trial-start': {
      const { trial, startedBy, origin, ensemble, publish } = event.plan;
      const question = isOwnQuestion(ensemble.scenario) ? { question: ensemble.scenario.motion, publish } : {};
      return startedBy === voter ? { type: event.type, plan: { trial, startedBy, origin, ...question } } : undefined;
    }
    case 'vote-cast':
      return event.vote.voter === voter ? event : undefined;
    case 'rating-given':
      return event.rating.voter === voter ? event : undefined;
    case 'position-taken':
      return event.position.voter === voter ? event : undefined;
    case 'reaction-changed': {
      const { reaction } = event;
      return reaction.voter === voter
        ? { ...event, reaction: { ...reaction, target: seen(reaction.target) } }
        : undefined;
    }
    case 'reactions-counted': {
      const counts = event.counts.flatMap((count) => {
        const voters = count.voters.filter((one) => one.voter === voter);
        return voters.length === 0 ? [] : [{ ...count, target: seen(count.target), voters }];
      });
      return counts.length === 0 ? undefined : { ...event, counts };
    }
    case 'question-asked':
    case 'seat-taken':
      return event.by === voter ? event : undefined;
    case 'words-given':
      return seats.has(event.turn.seat) ? event : undefined;
    default:
      return undefined;
  }
}

function isOfDebate(event: DebateEvent, { questions, seats }: Context): boolean {
  switch (event.type) {
    case 'question-put':
      return questions.has(event.id);
    case 'person-joined':
      return seats.has(event.seat);
    case 'person-asked':
    case 'person-spoke':
    case 'person-silent':
      return seats.has(event.turn.seat);
    default:
      return false;
  }
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
