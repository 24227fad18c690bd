import type { ListItem, ListNode } from './nodes.ts';
import { parseInline } from './parse-inline.ts';

interface ListLine {
  readonly indent: number;
  readonly ordered: boolean;
  readonly number: number;
  readonly text: string;
}

const MAX_LEVELS = 6;

/** The line as an item of a list (`- x`, `* x`, `3. x`), or null. */
export function readListLine(line: string): ListLine | null {
  const match = /^( *)(?:[-*]|(\d{1,9})\.) +(\S.*)$/.exec(line);
  if (match === null) return null;
  return {
    indent: (match[1] ?? '').length,
    ordered: match[2] !== undefined,
    number: Number(match[2] ?? 1),
    text: match[3] ?? '',
  };
}

/** Builds the list that begins with the first of these lines; deeper lines become lists inside its items. */
export function buildList(lines: readonly ListLine[], level = 0): ListNode {
  const first = lines[0];
  const base = first?.indent ?? 0;
  const items: ListItem[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index];
    if (line === undefined) break;
    let end = index + 1;
    while (end < lines.length && level < MAX_LEVELS && (lines[end]?.indent ?? 0) > base + 1) end += 1;
    const deeper = lines.slice(index + 1, end);
    items.push({
      children: parseInline(line.text),
      nested: deeper.length > 0 ? buildList(deeper, level + 1) : null,
    });
    index = end;
  }
  return { kind: 'list', ordered: first?.ordered ?? false, start: first?.number ?? 1, items };
}
