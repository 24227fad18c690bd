import { formsOfModel, isWord, partsOfName, wholeName } from '../core/names-in-text.ts';
import type { Answer } from './events.ts';
import type { DebatePlan, Member, Person, Seat } from './plan.ts';
import type { DebateView } from './view.ts';

/** A debate as others read it who must not know who took part. */
export interface Transcript {
  readonly turns: readonly { readonly speaker: string; readonly heading: string; readonly text: string }[];
  readonly answer: Answer | undefined;
}

/**
 * The transcript for judges and ballots: speakers are letters in the order of their seats (with their stance, which a reader needs),
 * and every name that the words themselves mention is replaced too. It shows neither models nor personas nor the arm.
 */
export function blindTranscript(view: DebateView): Transcript {
  const { plan } = view;
  if (plan === undefined) return { turns: [], answer: undefined };
  const labels = labelsOf(plan, view.people);
  const asked = view.questions.map(({ round, text }) => ({ round, speaker: 'The audience', text }));
  const spoken = view.turns.map(({ round, speaker, text }) => ({
    round,
    speaker: withStance(labels.seats.get(speaker.seat) ?? 'Speaker', speaker),
    text,
  }));
  return {
    turns: [...asked, ...spoken]
      .sort((left, right) => left.round - right.round)
      .map(({ round, speaker, text }) => ({
        speaker,
        heading: plan.rounds.find(({ number }) => number === round)?.heading ?? 'before the answer',
        text: blindText(text, labels),
      })),
    answer: blindAnswer(view),
  };
}

/** An answer to a debate without the names of those who took part; undefined where there is none. */
export function blindAnswer({
  plan,
  people,
  answer,
}: Pick<DebateView, 'plan' | 'people' | 'answer'>): Answer | undefined {
  if (plan === undefined || answer === undefined) return undefined;
  const labels = labelsOf(plan, people);
  return {
    recommendation: blindText(answer.recommendation, labels),
    strongestObjection: blindText(answer.strongestObjection, labels),
    dissent: blindText(answer.dissent, labels),
  };
}

/** What the members are called in their debate's blinded transcript, in the order of their seats. */
export function blindMembers<Seated extends Pick<Member, 'stance'>>({
  members,
}: {
  readonly members: readonly Seated[];
}): { readonly member: Seated; readonly speaker: string }[] {
  return members.map((member, place) => ({ member, speaker: withStance(speakerAt(place), member) }));
}

/** Shorter names are words of their own. */
const LEAST_NAME = 3;
/** Several of those whom a baseline numbers. */
const NUMBERED = /(?<!\p{L})(?:speakers|drafts)\s+\d+(?:(?:\s*,\s*|\s+(?:and|or|&)\s+|\s*,\s*(?:and|or)\s+)\d+)*/giu;

/** What stands in place of names: by seat, and by each name or part of one, the longest first. */
interface Labels {
  readonly seats: ReadonlyMap<Seat, string>;
  readonly names: readonly (readonly [name: string, label: string])[];
}

function labelsOf(plan: DebatePlan, people: readonly Person[]): Labels {
  const table = [...plan.members, ...people].map(({ seat, name }, place) => ({
    seat,
    name,
    label: speakerAt(place),
  }));
  const names = [...table, { name: plan.chair.name, label: 'the chair' }].flatMap(({ name, label }) =>
    [name, ...partsOf(name)].map((part) => [part, label] as const),
  );
  const models = new Set([...plan.members, plan.chair].map(({ model }) => model));
  const ofModels = [...models].flatMap(formsOfModel).map((form) => [form, 'a model'] as const);
  return {
    seats: new Map(table.map(({ seat, label }) => [seat, label])),
    names: [...names, ...ofModels]
      .filter(([name]) => name.length >= LEAST_NAME)
      .sort(([left], [right]) => right.length - left.length),
  };
}

/** Speaker A, B, ... Z, then A2, B2, ... */
function speakerAt(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26));
  return `Speaker ${place < 26 ? letter : `${letter}${1 + Math.floor(place / 26)}`}`;
}

function withStance(label: string, { stance }: Pick<Member, 'stance'>): string {
  return stance === 'none' ? label : `${label} (${stance})`;
}

/** Names of members, people and models in a text become `Speaker A`, `the chair`, `a model`, however they are spelt; words stay. */
function blindText(text: string, { names }: Labels): string {
  const lettered = text.replace(NUMBERED, (found) => letteredList(found, names));
  return names.reduce(
    (blinded, [name, label]) => blinded.replace(wholeName(name, 'gi'), (found) => (isWord(found) ? found : label)),
    lettered,
  );
}

/** `Speakers 1 and 2` become `Speakers A and B`. */
function letteredList(found: string, names: Labels['names']): string {
  return found.replace(/\d+/g, (number) => {
    const label = names.find(([name]) => name === `Speaker ${number}` || name === `Draft ${number}`)?.[1];
    return label?.replace('Speaker ', '') ?? number;
  });
}

/** Of a name that has several; the labels of a baseline's speakers are no names. */
function partsOf(name: string): string[] {
  const parts = partsOfName(name);
  return parts.length > 1 && !/^(?:Speaker|Chair)\b/.test(name) ? parts : [];
}
