import { formsOfModel, isWord, partsOfName, wholeName } from '../core/names-in-text.ts';
import { cleanSpeech } from '../debate/clean-speech.ts';
import type { Transcript } from '../debate/transcript.ts';
import type { CheckedDebate, CheckedTurn } from './fitness.ts';

/** A debate of others as a judge reads it. */
export interface BlindDebate {
  readonly transcript: Transcript;
  /** Everybody whose words belong to the debate, in the order in which they first speak; who said nothing valid comes last. */
  readonly speakers: readonly BlindSpeaker[];
  /** How many names in the words themselves were replaced. */
  readonly masked: number;
}

/** A speaker of a debate of others. */
export interface BlindSpeaker {
  /** See speakerKey. */
  readonly key: string;
  /** How the judge reads them named. */
  readonly label: string;
  /** As the file calls them. */
  readonly role: string;
  /** Null where the file names none, or several. */
  readonly model: string | null;
  /** They argue, for a side or for their own; moderators and audiences do not. */
  readonly argues: boolean;
}

/** Shorter names are words of their own (`A`). */
const LEAST_NAME = 3;
/** Roles that a sentence may begin with: as a name they can't be told from the word. */
const ORDINARY = new Set([
  'for',
  'pro',
  'con',
  'against',
  'first',
  'second',
  'third',
  'last',
  'audience',
  'user',
  'human',
]);

/**
 * The valid turns of a debate for a judge: speakers are numbers in the order in which they first speak, and the names of models, roles and
 * ensembles that the words themselves mention are replaced, as in debates of our own. A role in lower case is a word (`my opponent`) and
 * stays. Verdicts of other judges are left out.
 */
export function blindDebate({ debate, turns, answer: checkedAnswer }: CheckedDebate): BlindDebate {
  const shown = turns.filter(({ fault, part }) => fault === undefined && part.kind !== 'above');
  const speakers = speakersOf(turns, shown);
  const labels = new Map(speakers.map(({ key, label }) => [key, label]));
  const names = namesIn(turns, debate.ensemble, labels);
  let masked = 0;
  const blind = (text: string): string =>
    names.reduce(
      (blinded, { pattern, label }) =>
        blinded.replace(pattern, (name) => {
          if (isWord(name)) return name;
          masked += 1;
          return label;
        }),
      text,
    );
  const spoken = new Map<string, number>();
  const read = shown.map((checked) => {
    const key = speakerKey(checked);
    const round = checked.turn.round ?? (spoken.get(key) ?? 0) + 1;
    spoken.set(key, round);
    const text = cleanSpeech(checked.text, { name: checked.turn.role });
    return { speaker: labels.get(key) ?? '', heading: `round ${round}`, text: blind(text) };
  });
  const answer = checkedAnswer?.answer;
  const transcript: Transcript = {
    turns: read,
    answer: answer && {
      recommendation: blind(answer.recommendation),
      strongestObjection: blind(answer.strongestObjection),
      dissent: blind(answer.dissent),
    },
  };
  return { transcript, speakers, masked };
}

function speakersOf(turns: readonly CheckedTurn[], shown: readonly CheckedTurn[]): BlindSpeaker[] {
  const speakers = new Map<string, BlindSpeaker>();
  for (const turn of [...shown, ...turns]) {
    const key = speakerKey(turn);
    if (turn.part.kind === 'above' || speakers.has(key)) continue;
    const { role } = turn.turn;
    const models = new Set(turns.flatMap((other) => (speakerKey(other) === key ? [other.turn.model] : [])));
    const [model = null] = models.size === 1 ? models : [];
    speakers.set(key, { key, label: `Speaker ${speakers.size + 1}`, role, model, argues: turn.part.kind === 'side' });
  }
  return [...speakers.values()];
}

/** One speaker of a debate: a role, and where roles tell nobody apart, its model. */
export function speakerKey({ turn, part }: CheckedTurn): string {
  return part.kind === 'side' ? `${turn.role}|${part.side}` : turn.role;
}

interface Name {
  readonly pattern: RegExp;
  readonly label: string;
}

/** The longest names first: a part of a name must not take it apart. */
function namesIn(turns: readonly CheckedTurn[], ensemble: string | null, labels: ReadonlyMap<string, string>): Name[] {
  const names = new Map<string, string>();
  const note = (name: string, label: string): void => {
    if (name.length >= LEAST_NAME && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), label);
  };
  for (const checked of turns) {
    const label = labels.get(speakerKey(checked));
    if (label !== undefined) for (const name of formsOfRole(checked)) note(name, label);
    if (checked.turn.model !== null) for (const name of formsOfModel(checked.turn.model)) note(name, 'a model');
  }
  if (ensemble !== null && !isWord(ensemble.toLowerCase())) note(ensemble, 'a model');
  return [...names]
    .sort(([left], [right]) => right.length - left.length)
    .map(([name, label]) => ({ pattern: wholeName(name, 'gi'), label }));
}

/** A role, and the first and last name of somebody who has these. */
function formsOfRole({ turn, part }: CheckedTurn): string[] {
  const role = turn.role.trim();
  if (ORDINARY.has(role.toLowerCase())) return [];
  const named = part.kind === 'side' && part.side !== 'for' && part.side !== 'against' && !/^Speaker\b|\d/.test(role);
  const parts = partsOfName(role);
  return [role, ...(named && parts.length > 1 ? parts : [])];
}
