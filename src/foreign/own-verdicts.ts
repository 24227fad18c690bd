import { ungrouped } from './debates-in-entries.ts';
import { type Fields, isFields, looksLikeDebate } from './entry-fields.ts';
import type { JsonEntry } from './json-entries.ts';

/** A number that a file itself gives as a score. */
export interface OwnScore {
  /** The fields that lead to it, with dots between: `scores.safety`. */
  readonly field: string;
  readonly value: number;
}

/** What a file itself says of how one of its debates ended. */
export interface OwnVerdict {
  /** The debate's place in the file. */
  readonly place: string;
  /** Undefined: the debate has no such field. Null: the field names nobody. */
  readonly winner: string | null | undefined;
  readonly scores: readonly OwnScore[];
}

/** A mean that a file states of its own debates. */
export interface OwnMean extends OwnScore {
  readonly of: 'ensemble' | 'baseline';
}

export interface OwnVerdicts {
  readonly debates: readonly OwnVerdict[];
  readonly means: readonly OwnMean[];
}

/** What a field of a score, and of a mean, is called, word by word, and what shows that it is none. */
const SCORE = words('score scores rating ratings grade grades evaluation evaluations metric metrics quality');
const NO_SCORE = words('max min scale weight weights count num number time seconds confidence round rounds');
const MEAN = words('mean means average averages avg');
const NO_MEAN = words('time seconds words length tokens turns std sd difference diff gain improvement count');
const NOBODY = /^(?:|unknown|none|null|n\/?a|undefined|undetermined|no winner|error)$/i;
/** Deeper fields are not looked into. */
const DEEPEST = 6;

/** What a file of JSON says of its own debates: who won, their scores, and means that it publishes of them. */
export function ownVerdicts(entries: readonly JsonEntry[]): OwnVerdicts {
  const debates = entries.flatMap(ungrouped).flatMap(({ place, value }): OwnVerdict[] => {
    if (!looksLikeDebate(value)) return [];
    const scores = numbersIn(value).flatMap(({ path, value: number }) => {
      const field = path.join('.');
      return has(field, SCORE) && !has(field, NO_SCORE) ? [{ field, value: number }] : [];
    });
    return [{ place, winner: winnerIn(value), scores }];
  });
  const means = entries.flatMap(({ value }) =>
    looksLikeDebate(value) ? [] : numbersIn(value).flatMap(({ path, value: number }) => meanAt(path, number)),
  );
  return { debates, means };
}

function winnerIn(debate: Fields): string | null | undefined {
  const winner = debate['winner'];
  if (winner === undefined) return undefined;
  return typeof winner === 'string' && !NOBODY.test(winner.trim()) ? winner.trim() : null;
}

/** `ensemble_mean`, `summary.baseline.average_score`. */
function meanAt(path: readonly string[], value: number): OwnMean[] {
  const field = path.join('.');
  const of = /ensemble/i.test(field) ? 'ensemble' : /baseline|single/i.test(field) ? 'baseline' : undefined;
  if (of === undefined || !has(field, MEAN) || has(field, NO_MEAN)) return [];
  return [{ of, field, value }];
}

interface NumberAt {
  readonly path: readonly string[];
  readonly value: number;
}

/** All numbers of an object, but for those of debates within it. Those of a list go by the list's name. */
function numbersIn(value: unknown, path: readonly string[] = []): NumberAt[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [{ path, value }] : [];
  if (path.length > DEEPEST || (path.length > 0 && looksLikeDebate(value))) return [];
  if (Array.isArray(value)) return value.flatMap((inner) => numbersIn(inner, path));
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => numbersIn(inner, [...path, name]));
}

function has(field: string, known: ReadonlySet<string>): boolean {
  const said =
    field
      .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .toLowerCase()
      .match(/[a-z]+/g) ?? [];
  return said.some((word) => known.has(word));
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
