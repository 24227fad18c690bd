import type { Author } from '../community/author.ts';
import type { Mark } from '../community/turn-marks.ts';
import type { ReactionMeanings } from '../content/schema.ts';
import { counted } from '../core/counted.ts';
import { ANSWER_WORDS } from './arm-words.ts';
import { byLetters, nameOfAnswer } from './author-words.ts';
import { type MarkMeaning, meaningsOn } from './mark-meanings.ts';
import { letterIn, type TrialResult } from './result.ts';
import { describeWipes } from './wipe-words.ts';

/** At the head of a trial's marks. */
export const MARKS = 'What people marked by reactions';

type Group = 'people' | 'scripted';

/**
 * Marks of one turn or answer in one line, in the meanings' order: `👍 3 (2) · 💡 1`; in brackets people's filtered count where it is another.
 * Empty where nobody of the group gave any.
 */
export function describeMarks(marks: readonly Mark[], meanings: readonly MarkMeaning[], group: Group): string {
  const signs = new Map(meanings.map(({ id, emoji }) => [id, emoji]));
  for (const { meaning } of marks) if (!signs.has(meaning)) signs.set(meaning, meaning);
  return [...signs]
    .flatMap(([id, sign]) => {
      const own = marks.filter(({ meaning }) => meaning === id);
      const count = sumOf(own, group);
      const filtered = group === 'people' ? sumOf(own, 'filtered') : count;
      return count === 0 ? [] : [`${sign} ${count}${filtered === count ? '' : ` (${filtered})`}`];
    })
    .join(' · ');
}

/** Marks of one turn or answer with those of programs apart; empty where nobody gave any. */
export function describeBothMarks(marks: readonly Mark[], meanings: readonly MarkMeaning[]): string {
  const [people, scripted] = [describeMarks(marks, meanings, 'people'), describeMarks(marks, meanings, 'scripted')];
  return [people, scripted === '' ? '' : `by scripted voters (programs) ${scripted}`]
    .filter((words) => words !== '')
    .join('; ');
}

/**
 * All marks of a trial, what matters most first: of its turns together, of each answer, what a moderator removed, what has to be known to read
 * them, and those of programs.
 */
export function describeAllMarks(result: TrialResult, reactions: ReactionMeanings): string[] {
  const { marks, plan } = result;
  const meanings = meaningsOn('answer', plan, reactions);
  const answers = marks.answers.map((answer) => ({ of: nameOf(result, answer), own: answer.marks }));
  const targets = [
    { of: 'Turns', own: marks.turns.flatMap((turn) => turn.marks) },
    ...(byLetters(marks.answers) ? answers.toSorted((one, other) => (one.of < other.of ? -1 : 1)) : answers),
  ];
  const linesOf = (group: Group, who: string): string[] =>
    targets.flatMap(({ of, own }) => {
      const words = describeMarks(own, meanings, group);
      return words === '' ? [] : [`${of}${who}: ${words}`];
    });
  const people = linesOf('people', '');
  const all = [...marks.turns, ...marks.answers].flatMap(({ marks: own }) => own);
  // What the others mean is told where the debate begins.
  const criteria = meanings.filter(({ id }) => plan.rubric.criteria.some((criterion) => criterion.id === id));
  return [
    ...(people.length === 0 ? ['none'] : people),
    ...describeWipes(result, meanings),
    ...describeCounts(all),
    ...[describeSigns(all, criteria)].filter((words) => words !== ''),
    ...linesOf('scripted', ', by scripted voters (programs, drawn at random)'),
  ];
}

/** What is to be known of the two counts of some marks. */
export function describeCounts(marks: readonly Mark[]): string[] {
  const [people, filtered, unknown] = [sumOf(marks, 'people'), sumOf(marks, 'filtered'), sumOf(marks, 'unknown')];
  const unclear = sumOf(marks, 'unclear');
  const both = `Of ${counted(unclear, 'mark')} it was not seen whether the opposite one was given later: unclear, so not in the filtered count.`;
  if (people === 0) return [];
  const ofUnclear = unclear === 0 ? [] : [both];
  if (unknown === people && filtered === people) return ['Nothing is known of who gave these: this is the raw count.'];
  return [
    filtered === people ? 'The filtered count is the same.' : 'In brackets: the filtered count, where it is another.',
    ...(unknown === 0
      ? []
      : [`Of whoever gave ${counted(unknown, 'mark')} nothing is known, so these stand in both counts.`]),
    ...ofUnclear,
  ];
}

/** What the signs of some marks mean, in one line; empty where there are none. */
export function describeSigns(marks: readonly Mark[], meanings: readonly MarkMeaning[]): string {
  const given = new Set(marks.map(({ meaning }) => meaning));
  return meanings
    .flatMap(({ id, emoji, meaning }) => (given.has(id) ? [`${emoji} ${meaning.toLowerCase()}`] : []))
    .join(', ');
}

function nameOf(result: TrialResult, author: Author): string {
  const letter = letterIn(result, author);
  if (letter !== undefined) return nameOfAnswer({ ...author, letter }, result.community?.ratings.answers ?? []);
  return 'arm' in author ? `Answer (${ANSWER_WORDS[author.arm]})` : 'A member’s own answer';
}

function sumOf(marks: readonly Mark[], count: Exclude<keyof Mark, 'meaning'>): number {
  return marks.reduce((sum, mark) => sum + mark[count], 0);
}
