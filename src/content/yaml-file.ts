import { type Document, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import type { ContentProblem } from './content-error.ts';
import { fieldsAt, wordsForIssue } from './issue-words.ts';
import { readText } from './read-text.ts';
import { syntaxProblems } from './yaml-syntax.ts';

type Keys = readonly (string | number)[];

/** A parsed file that can still say on which line each of its values stands. */
export interface YamlFile<Value> {
  readonly value: Value;
  /** A problem found later, at the value that the keys lead to. */
  problemAt(keys: Keys, message: string): ContentProblem;
}

export type YamlResult<Value> =
  | { readonly ok: true; readonly file: YamlFile<Value> }
  | { readonly ok: false; readonly problems: readonly ContentProblem[] };

/**
 * Reads one YAML file and parses it with a schema.
 * @param name path from `root`, with forward slashes
 */
export async function readYaml<Schema extends z.ZodType>(
  root: string,
  name: string,
  schema: Schema,
): Promise<YamlResult<z.infer<Schema>>> {
  const read = await readText(root, name);
  if (!read.ok) return { ok: false, problems: [read.problem] };
  const lines = new LineCounter();
  const document = parseDocument(read.text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const problemAt = (keys: Keys, message: string): ContentProblem => ({
    file: name,
    line: lineOf(document, lines, keys),
    field: keys.join('.'),
    message,
  });

  const problems = syntaxProblems(document, lines, name);
  if (problems.length > 0) return { ok: false, problems };

  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (parsed.success) return { ok: true, file: { value: parsed.data, problemAt } };
  // One mistake can break several rules of one field; the first says enough.
  const reported = new Set<string>();
  return {
    ok: false,
    problems: parsed.error.issues.flatMap((issue) => {
      const keys = issue.path.filter((key) => typeof key !== 'symbol');
      if (issue.code === 'unrecognized_keys') {
        const known = fieldsAt(schema, keys);
        const advice = known.length === 0 ? '' : `: expected ${known.join(', ')}`;
        return issue.keys.map((key) => problemAt([...keys, key], `there is no field of this name${advice}`));
      }
      const field = keys.join('.');
      if (reported.has(field)) return [];
      reported.add(field);
      return [problemAt(keys, wordsForIssue(issue, valueAt(document, keys)))];
    }),
  };
}

/** The value as plain data; undefined where there is none. */
function valueAt(document: Document.Parsed, keys: Keys): unknown {
  const node = document.getIn(keys, true);
  return isNode(node) ? node.toJS(document) : node;
}

/** The line of the value, or of its key, or of the nearest thing around it that exists. */
function lineOf(document: Document.Parsed, lines: LineCounter, keys: Keys): number {
  for (let depth = keys.length; depth >= 0; depth -= 1) {
    const node = document.getIn(keys.slice(0, depth), true);
    const offset = isNode(node) ? node.range?.[0] : undefined;
    if (offset === undefined) continue;
    return lines.linePos(keyOffset(document, keys.slice(0, depth)) ?? offset).line;
  }
  return 1;
}

/** Where the key of a mapping's entry begins: a block of text begins a line later than its key. */
function keyOffset(document: Document.Parsed, keys: Keys): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Pair: (_, pair) => {
      if (!isScalar(pair.key) || pair.key.value !== keys.at(-1) || pair.value !== document.getIn(keys, true)) return;
      offset = pair.key.range?.[0];
      return visit.BREAK;
    },
  });
  return offset;
}
