import { z } from 'zod';

/** A mistake found by a schema, as it reads after the field's name: what was expected, and what stands there. */
export function wordsForIssue(issue: z.core.$ZodIssue, given: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return given === undefined
        ? `missing: expected ${kind(issue.expected)}`
        : `expected ${kind(issue.expected)}, not ${kindOf(given)}`;
    case 'too_small':
      return `expected ${issue.exact ? 'exactly' : 'at least'} ${amount(issue.origin, issue.minimum)}${found(given)}`;
    case 'too_big':
      return `expected ${issue.exact ? 'exactly' : 'at most'} ${amount(issue.origin, issue.maximum)}${found(given)}`;
    case 'invalid_value':
      return `${given === undefined ? 'missing: ' : ''}expected ${oneOf(issue.values.map(String))}`;
    case 'invalid_format':
      return issue.format === 'date' ? 'expected a date like "2026-01-31"' : issue.message;
    default:
      return given === undefined ? `missing: ${issue.message}` : issue.message;
  }
}

/** The names of the fields that a schema has at the end of the path; empty where it has none, or several shapes. */
export function fieldsAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const bare = schema instanceof z.ZodDefault ? schema.unwrap() : schema;
  const [key, ...rest] = path;
  if (bare instanceof z.ZodObject) {
    if (key === undefined) return Object.keys(bare.shape);
    const inner = bare.shape[String(key)];
    return inner === undefined ? [] : fieldsAt(inner, rest);
  }
  return bare instanceof z.ZodArray && key !== undefined ? fieldsAt(bare.element, rest) : [];
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list (lines that begin with -)',
  object: 'fields with values (lines like name: value)',
};

function kind(expected: string): string {
  return KINDS[expected] ?? expected;
}

function kindOf(given: unknown): string {
  if (given === null) return 'nothing';
  if (Array.isArray(given)) return 'a list';
  if (typeof given === 'object') return 'fields with values';
  if (typeof given === 'string') return `the text "${given.length > 30 ? `${given.slice(0, 29)}…` : given}"`;
  return String(given);
}

function amount(origin: string, count: number | bigint): string {
  const many = Number(count) === 1 ? '' : 's';
  if (origin === 'string') return `${count} character${many}`;
  if (origin === 'array') return `${count} ${many === '' ? 'entry' : 'entries'}`;
  return String(count);
}

function found(given: unknown): string {
  if (typeof given === 'string') return `, found ${[...given.trim()].length}`;
  if (Array.isArray(given)) return `, found ${given.length}`;
  return typeof given === 'number' ? `, not ${given}` : '';
}

function oneOf(values: readonly string[]): string {
  return values.length === 1 ? (values[0] ?? '') : `one of ${values.join(', ')}`;
}
