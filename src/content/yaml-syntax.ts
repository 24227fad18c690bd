import { type Document, isPair, isScalar, isSeq, type LineCounter, Scalar, visit, type YAMLError } from 'yaml';
import type { ContentProblem } from './content-error.ts';

/**
 * What is wrong with a file as YAML, or is YAML that content does not use because it hides what is meant (aliases and anchors, merge
 * keys, tags, other versions, several documents): the first mistake of each line.
 */
export function syntaxProblems(document: Document.Parsed, lines: LineCounter, file: string): ContentProblem[] {
  const problems = new Map<number, ContentProblem>();
  const report = (offset: number, message: string): void => {
    const { line } = lines.linePos(offset);
    if (!problems.has(line)) problems.set(line, { file, line, field: fieldAt(document, offset), message });
  };

  for (const error of [...document.errors, ...document.warnings]) report(startOf(error, document), wordsFor(error));
  if (document.directives.yaml.explicit) report(0, 'remove the line %YAML: every file is read as YAML 1.2');
  visit(document, {
    Alias: (_, { source, range }) => {
      report(range?.[0] ?? 0, `write the value out: aliases (*${source}) are not read`);
    },
    Pair: (_, { key }) => {
      if (!isScalar(key)) return;
      if (key.value === '<<') report(key.range?.[0] ?? 0, 'write the fields out: merge keys (<<) are not read');
    },
    Collection: (_, { anchor, range }) => {
      if (anchor !== undefined) report(range?.[0] ?? 0, `remove &${anchor}: anchors are not read`);
    },
    Scalar: (_, { anchor, range, type, source }) => {
      if (anchor !== undefined) report(range?.[0] ?? 0, `remove &${anchor}: anchors are not read`);
      if (type === Scalar.PLAIN && range && lines.linePos(range[0]).line < lines.linePos(range[1]).line) {
        const start = source === undefined ? '' : ` (${source.slice(0, 24)}…)`;
        report(
          range[0],
          `this text${start} runs on into the next line: indent that line rightly, or begin the text with >-`,
        );
      }
    },
  });
  return [...problems.values()];
}

/** A quotation mark that is never closed is found at the end of the file, but the mistake is where it stands. */
function startOf(error: YAMLError, document: Document.Parsed): number {
  const [offset] = error.pos;
  if (error.code !== 'MISSING_CHAR') return offset;
  let start = offset;
  visit(document, {
    Scalar: (_, { range, type }) => {
      const quoted = type === Scalar.QUOTE_DOUBLE || type === Scalar.QUOTE_SINGLE;
      if (quoted && range && range[0] < offset && offset <= range[2]) start = range[0];
    },
  });
  return start;
}

function wordsFor({ code, message }: YAMLError): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'indent with spaces: tabs are not allowed here';
    case 'DUPLICATE_KEY':
      return 'this field is given twice: keep one of the two';
    case 'MULTIPLE_DOCS':
      return 'remove the line ---: a file holds one document';
    case 'TAG_RESOLVE_FAILED':
      return 'write the value without a tag (!name): tags are not read';
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return 'put a text that holds a colon into quotation marks, and check the indentation of this line';
    case 'MISSING_CHAR':
      return `not readable as YAML: a quotation mark, bracket or colon is missing (${firstLine(message)})`;
    case 'BAD_SCALAR_START':
      return `put this text into quotation marks (${firstLine(message)})`;
    default:
      return `not readable as YAML: ${firstLine(message)}`;
  }
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').trim();
}

/** The keys that lead to the innermost value at this place, or else to the next one after it, joined by dots. */
function fieldAt(document: Document.Parsed, offset: number): string {
  let here: string | undefined;
  let next: string | undefined;
  visit(document, {
    Node: (_, node, path) => {
      if (!node.range || node.range[1] < offset) return;
      if (node.range[0] <= offset) here = keysOf([...path, node]);
      else next ??= keysOf([...path, node]);
    },
  });
  return here || next || '';
}

function keysOf(path: readonly unknown[]): string {
  const keys = path.flatMap((step, depth) => {
    if (isPair(step)) return isScalar(step.key) ? [String(step.key.value)] : [];
    const next = path[depth + 1];
    return isSeq(step) && next !== undefined ? [String(step.items.indexOf(next))] : [];
  });
  return keys.join('.');
}
