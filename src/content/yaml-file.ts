import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Document, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import type { ContentProblem } from './content-error.ts';

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
 * Reads one YAML file and parses it with a schema. Aliases, unknown tags and keys given twice are mistakes like any other.
 * @param name path from `root`, with forward slashes
 */
export async function readYaml<Schema extends z.ZodType>(
  root: string,
  name: string,
  schema: Schema,
): Promise<YamlResult<z.infer<Schema>>> {
  let source: string;
  try {
    source = await readFile(path.join(root, name), 'utf8');
  } catch {
    return { ok: false, problems: [{ file: name, line: 1, field: '', message: 'expected a file that can be read' }] };
  }
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
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
  return {
    ok: false,
    problems: parsed.error.issues.flatMap((issue) => {
      const keys = issue.path.filter((key) => typeof key !== 'symbol');
      if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((key) => problemAt([...keys, key], 'there is no field of this name'));
      }
      const missing = document.getIn(keys) === undefined;
      return [problemAt(keys, missing ? `missing, ${plain(issue.message)}` : plain(issue.message))];
    }),
  };
}

function syntaxProblems(document: Document.Parsed, lines: LineCounter, file: string): ContentProblem[] {
  const at = (offset: number, field: string, message: string): ContentProblem => ({
    file,
    line: lines.linePos(offset).line,
    field,
    message,
  });
  const problems = [...document.errors, ...document.warnings].map((error) =>
    at(error.pos[0], '', (error.message.split('\n')[0] ?? '').trim()),
  );
  visit(document, {
    Alias: (_, node) => {
      problems.push(at(node.range?.[0] ?? 0, '', `write the value out: aliases (*${node.source}) are not read`));
    },
  });
  return problems;
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

/** Zod's message without its opening words, so that it reads on after the field's name. */
function plain(message: string): string {
  return message.replace(/^[A-Z][\w ]*: (?=expected )/, '').replace(/, received undefined$/, '');
}
