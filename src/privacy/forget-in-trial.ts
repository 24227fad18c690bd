import { type KnownPerson, leastFacts } from '../community/left-out.ts';
import { standingRatings } from '../community/rating.ts';
import { personKey } from '../community/reaction-key.ts';
import { onlyFacts, type PersonFacts, type VoterFacts } from '../community/voter-facts.ts';
import { isOwnQuestion, scenarioOfMotion } from '../content/own-question.ts';
import type { VoterId } from '../core/ids.ts';
import { type DebatePlan, personSeat, type Seat } from '../debate/plan.ts';
import { withoutConsent } from '../trial/consent.ts';
import type { TrialEvent, TrialUpdate } from '../trial/events.ts';
import { countingOf, type TrialPlan } from '../trial/plan.ts';
import { DELETED_WORDS, type Redaction } from '../trial/redaction.ts';
import { type TrialView, viewTrial } from '../trial/view-trial.ts';

const DELETED_QUESTION = scenarioOfMotion('[a question that was deleted by the person who asked it]');

/**
 * What is left of a trial when somebody is forgotten. A ballot that was closed keeps its counts: what counts of theirs stands under an id that
 * nobody else has and that says nothing of them, with no more facts than the filtered count needs. Of any other ballot nothing of theirs is left.
 * Their words make room for DELETED_WORDS. Asked of what is left it changes nothing, and neither does it matter where it was broken off.
 * @param anonymous the id in their place: the same for all of this trial, and of no other
 */
export function forgetInTrial(person: VoterId, anonymous: VoterId): Redaction {
  const questions = new Set<string>();
  return (updates) => {
    const view = viewTrial(updates);
    const known: Known = {
      view,
      anonymous,
      isTheirs: (voter) => voter === person || voter === anonymous,
      kept: keptOf(view, (voter) => voter === person || voter === anonymous),
      put: new Set(updates.flatMap(({ event }) => (event.type === 'question-put' ? [event.id] : []))),
      questions,
      seats: new Set(),
    };
    // What was asked, and who sat where, is known before what follows from it is looked at.
    for (const { event } of updates) noteTheirs(event, known);
    return updates.map((update) => leftOf(update, known));
  };
}

interface Known {
  readonly view: TrialView;
  readonly anonymous: VoterId;
  isTheirs(voter: VoterId): boolean;
  /** Votes, ratings, positions and reactions of theirs on which a closed result depends. */
  readonly kept: ReadonlySet<unknown>;
  /** Questions, by id, that members have been asked. */
  readonly put: ReadonlySet<string>;
  readonly questions: Set<string>;
  readonly seats: Set<Seat>;
}

function keptOf(view: TrialView, isTheirs: (voter: VoterId) => boolean): ReadonlySet<unknown> {
  if (!view.ballotClosed) return new Set();
  const theirs = <Given extends { readonly voter: VoterId }>(given: readonly Given[]): Given[] =>
    given.filter(({ voter }) => isTheirs(voter));
  const lastBy = <Given>(given: readonly Given[], key: (one: Given) => string): Given[] => [
    ...new Map(given.map((one) => [key(one), one])).values(),
  ];
  return new Set<unknown>([
    ...lastBy(theirs(view.votes), ({ item }) => item),
    ...standingRatings(theirs(view.ratings)),
    ...lastBy(theirs(view.positions), ({ time }) => time),
    // Where the lists at the close could not be had, what was seen is the result.
    ...(view.reactionsAtClose?.type === 'reactions-not-counted'
      ? lastBy(theirs(view.reactions), personKey).filter(({ given }) => given)
      : []),
  ]);
}

function noteTheirs(event: TrialUpdate['event'], { isTheirs, questions, seats }: Known): void {
  if (event.type === 'question-asked' && isTheirs(event.by)) questions.add(event.id);
  if (event.type === 'seat-taken' && isTheirs(event.by)) seats.add(personSeat(event.id));
}

function leftOf(update: TrialUpdate, known: Known): TrialUpdate {
  if (update.source === 'trial') {
    const event = leftOfOwn(update.event, known);
    return event === update.event ? update : { ...update, event };
  }
  const { event } = update;
  const { questions, seats } = known;
  const deleted = 'text' in event && event.text === DELETED_WORDS;
  if (event.type === 'question-put' && questions.has(event.id) && !deleted)
    return { ...update, event: { ...event, text: DELETED_WORDS } };
  if (event.type === 'person-spoke' && seats.has(event.turn.seat) && !deleted)
    return { ...update, event: { ...event, text: DELETED_WORDS } };
  if (event.type === 'debate-start' && asksTheirs(event.plan, known))
    return { ...update, event: { ...event, plan: { ...event.plan, scenario: DELETED_QUESTION } } };
  return update;
}

function leftOfOwn(event: TrialEvent, known: Known): TrialEvent {
  const { isTheirs, anonymous, kept, put, seats } = known;
  switch (event.type) {
    case 'trial-start':
      return isTheirs(event.plan.startedBy) ? leftOfStart(event, known) : event;
    case 'vote-cast':
      if (!isTheirs(event.vote.voter)) return event;
      return kept.has(event.vote) ? same(event, { ...event, vote: leftOfVoter(event.vote, known) }) : gone(event);
    case 'rating-given':
      if (!isTheirs(event.rating.voter)) return event;
      return kept.has(event.rating) ? same(event, { ...event, rating: leftOfVoter(event.rating, known) }) : gone(event);
    case 'position-taken':
      if (!isTheirs(event.position.voter)) return event;
      return kept.has(event.position)
        ? same(event, { ...event, position: leftOfPerson(event.position, known) })
        : gone(event);
    case 'reaction-changed':
      if (!isTheirs(event.reaction.voter)) return event;
      return kept.has(event.reaction)
        ? same(event, { ...event, reaction: leftOfPerson(event.reaction, known) })
        : gone(event);
    case 'reactions-counted':
      return leftOfCounts(event, known);
    case 'question-asked':
      if (!isTheirs(event.by)) return event;
      return put.has(event.id)
        ? same(event, { ...withoutConsent(event), text: DELETED_WORDS, by: anonymous })
        : gone(event);
    case 'seat-taken':
      return isTheirs(event.by) ? same(event, { ...withoutConsent(event), by: anonymous }) : event;
    case 'words-given':
      return seats.has(event.turn.seat) && event.text !== '' ? same(event, { ...event, text: DELETED_WORDS }) : event;
    default:
      return event;
  }
}

/** The event itself where nothing of it changes, so that what was done already is not done again. */
function same<Event extends TrialEvent>(event: Event, left: Event): Event {
  return JSON.stringify(event) === JSON.stringify(left) ? event : left;
}

function gone({ type }: TrialEvent): TrialEvent {
  return { type: 'deleted', what: type };
}

/** Whether they asked what a debate is about, and nobody has to read it any more. */
function asksTheirs({ scenario }: Pick<DebatePlan, 'scenario'>, { view, isTheirs }: Known): boolean {
  const { plan, ballot, end, stopAskedBy } = view;
  const isOver = ballot !== null || end !== null || stopAskedBy !== null;
  const isDeleted = scenario.motion === DELETED_QUESTION.motion;
  return plan !== null && isTheirs(plan.startedBy) && isOver && isOwnQuestion(scenario) && !isDeleted;
}

function leftOfStart(event: Extract<TrialEvent, { type: 'trial-start' }>, known: Known): TrialEvent {
  const { plan } = event;
  const leftOfDebate = (debate: DebatePlan): DebatePlan =>
    asksTheirs(debate, known) ? { ...debate, scenario: DELETED_QUESTION } : debate;
  const left: TrialPlan = {
    ...withoutConsent(plan),
    ensemble: leftOfDebate(plan.ensemble),
    baselines: plan.baselines.map(leftOfDebate),
    startedBy: known.anonymous,
  };
  return same(event, { ...event, plan: left });
}

/** What is left of a vote or a rating that counts. */
function leftOfVoter<Given extends VoterFacts>(given: Given, known: Known): Given {
  const { castAt: _, holdsRole: __, ...rest }: Given & { readonly castAt?: number } = given;
  const left = { ...rest, voter: known.anonymous, ...leftOfFacts(given, known) };
  // The same fields as before, but for those that may be absent.
  return left as unknown as Given;
}

/** What is left of a position or a reaction that counts. */
function leftOfPerson<Given extends KnownPerson>(given: Given, known: Known): Given {
  const { facts, scripted } = given;
  const left = facts === undefined ? {} : { facts: leftOfFacts({ scripted, ...facts }, known) };
  return { ...given, voter: known.anonymous, ...left };
}

/** Of the facts about somebody those alone for which they are left out of the filtered count, if they are. */
function leftOfFacts(
  given: PersonFacts & Pick<VoterFacts, 'scripted'>,
  { view: { plan, ballot } }: Known,
): PersonFacts {
  if (plan === null || ballot === null) throw new TypeError('A ballot that was closed was opened');
  return onlyFacts(leastFacts(given, countingOf(plan, ballot)));
}

function leftOfCounts(event: Extract<TrialEvent, { type: 'reactions-counted' }>, known: Known): TrialEvent {
  const { view, isTheirs } = known;
  const counts = event.counts.map((count) => ({
    ...count,
    voters: view.ballotClosed
      ? count.voters.map((voter) => (isTheirs(voter.voter) ? leftOfPerson(voter, known) : voter))
      : count.voters.filter(({ voter }) => !isTheirs(voter)),
  }));
  return same(event, { ...event, counts });
}
