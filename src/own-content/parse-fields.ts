import type { z } from 'zod';
import { wordsForIssue } from '../content/issue-words.ts';
import { tidy } from '../content/tidy.ts';
import { FIELDS, type FormProblem, type Read } from './form.ts';
import type { Kind } from './own-item.ts';

/** Before an entry of a list, as people write them. */
const BULLET = /^(?:[-*•]|\d{1,2}[.)])\s+/;

/** The entries of a field with one a line. */
export function entriesOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(/\r\n?|\n/)
    .map((line) => tidy(line).replace(BULLET, ''))
    .filter((line) => line !== '');
}

/** A text that may have paragraphs. */
export function paragraphsOf(text: string | undefined): string {
  return (text ?? '')
    .split(/\r\n?|\n/)
    .map(tidy)
    .filter((line) => line !== '')
    .join('\n');
}

/** Parses what the fields of a form were made into. Whatever does not fit is told with the label of its field, where the value's key is the field's. */
export function parseFields<Schema extends z.ZodType>(
  kind: Kind,
  value: object,
  schema: Schema,
): Read<z.infer<Schema>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, item: parsed.data };
  const reported = new Set<string>();
  const problems = parsed.error.issues.flatMap((issue): FormProblem[] => {
    const { path } = issue;
    const place = path.join('.');
    // One mistake can break several rules of one field; the first says enough.
    if (reported.has(place)) return [];
    reported.add(place);
    const [key, index] = path;
    const line = typeof index === 'number' ? index + 1 : null;
    const given = path.reduce<unknown>(
      (inner, step) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined),
      value,
    );
    return [
      {
        field: labelOf(kind, String(key)),
        line,
        message: wordsForIssue(issue, given),
      },
    ];
  });
  return { ok: false, problems };
}

/** What people call a field. */
export function labelOf(kind: Kind, id: string): string {
  return FIELDS[kind].find((field) => field.id === id)?.label ?? id;
}

/** The same name, however it is written. */
export function sameName(left: string, right: string): boolean {
  const bare = (name: string): string => tidy(name).normalize('NFKC').toLowerCase();
  return bare(left) === bare(right);
}
