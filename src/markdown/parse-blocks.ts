import type { BlockNode } from './nodes.ts';
import { parseInline } from './parse-inline.ts';
import { buildList, readListLine } from './parse-list.ts';

const FENCE = '```';

/** Reads a message's text as Discord does. An unclosed fence is text; quotes don't nest. */
export function parseMarkdown(text: string): readonly BlockNode[] {
  return parseBlocks(text, true);
}

function parseBlocks(text: string, quotesAllowed: boolean): readonly BlockNode[] {
  const blocks: BlockNode[] = [];
  let paragraph: string[] = [];
  const endParagraph = (): void => {
    const joined = paragraph.join('\n');
    paragraph = [];
    if (joined.trim() !== '') blocks.push({ kind: 'paragraph', children: parseInline(trimLines(joined)) });
  };
  let rest: string | null = text;
  while (rest !== null) {
    const restOfMessage: string | null = quotesAllowed && rest.startsWith('>>> ') ? rest.slice(4) : null;
    const quoted: Lead | null = quotesAllowed ? leadingQuote(rest) : null;
    const lineEnd: number = rest.indexOf('\n');
    const line: string = lineEnd === -1 ? rest : rest.slice(0, lineEnd);
    const block = lineBlock(line);
    const list = leadingList(rest);
    const fence: Fence | null = restOfMessage === null && quoted === null ? fenceInLine(rest, line) : null;
    if (restOfMessage !== null) {
      endParagraph();
      blocks.push({ kind: 'quote', children: parseBlocks(restOfMessage, false) });
      rest = null;
    } else if (quoted !== null) {
      endParagraph();
      blocks.push({ kind: 'quote', children: parseBlocks(quoted.text, false) });
      rest = quoted.rest;
    } else if (fence !== null) {
      if (fence.before !== '') paragraph.push(fence.before);
      endParagraph();
      blocks.push({ kind: 'code-block', language: fence.language, text: fence.text });
      rest = fence.rest;
    } else if (block !== null) {
      endParagraph();
      blocks.push(block);
      rest = lineEnd === -1 ? null : rest.slice(lineEnd + 1);
    } else if (list !== null) {
      endParagraph();
      blocks.push(list.node);
      rest = list.rest;
    } else {
      paragraph.push(line);
      rest = lineEnd === -1 ? null : rest.slice(lineEnd + 1);
    }
  }
  endParagraph();
  return blocks;
}

function trimLines(text: string): string {
  return text.replace(/^\n+|\n+$/g, '');
}

function lineBlock(line: string): BlockNode | null {
  const heading = /^(#{1,3}) +(\S.*)$/.exec(line);
  if (heading) {
    const marks = heading[1]?.length ?? 1;
    return {
      kind: 'heading',
      level: marks === 1 ? 1 : marks === 2 ? 2 : 3,
      children: parseInline(heading[2] ?? ''),
    };
  }
  const subtext = /^-# +(\S.*)$/.exec(line);
  return subtext ? { kind: 'subtext', children: parseInline(subtext[1] ?? '') } : null;
}

interface Lead {
  readonly text: string;
  readonly rest: string | null;
}

/** The lines at the start that begin with `> `, without it. */
function leadingQuote(text: string): Lead | null {
  if (!/^> /.test(text)) return null;
  const lines = text.split('\n');
  let end = 0;
  while (end < lines.length && /^> |^>$/.test(lines[end] ?? '')) end += 1;
  const quoted = lines.slice(0, end).map((line) => line.replace(/^> ?/, ''));
  return { text: quoted.join('\n'), rest: end < lines.length ? lines.slice(end).join('\n') : null };
}

function leadingList(text: string): { readonly node: BlockNode; readonly rest: string | null } | null {
  if (!/^ *(?:[-*]|\d{1,9}\.) /.test(text)) return null;
  const lines = text.split('\n');
  const items = [];
  for (const line of lines) {
    const item = readListLine(line);
    if (item === null) break;
    items.push(item);
  }
  if (items.length === 0) return null;
  return {
    node: buildList(items),
    rest: items.length < lines.length ? lines.slice(items.length).join('\n') : null,
  };
}

interface Fence {
  readonly before: string;
  readonly language: string;
  readonly text: string;
  readonly rest: string | null;
}

/** A code block that opens on the first line and is closed somewhere after. */
function fenceInLine(text: string, firstLine: string): Fence | null {
  const open = firstLine.indexOf(FENCE);
  if (open === -1) return null;
  const close = text.indexOf(FENCE, open + FENCE.length);
  if (close === -1) return null;
  const inner = text.slice(open + FENCE.length, close);
  if (inner.trim() === '') return null;
  const named = /^([A-Za-z0-9_+\-.#]+)\n([\s\S]*)$/.exec(inner);
  const after = text.slice(close + FENCE.length).replace(/^\n/, '');
  return {
    before: firstLine.slice(0, open),
    language: named?.[1] ?? '',
    text: (named?.[2] ?? inner).replace(/^\n+|\s+$/g, ''),
    rest: after === '' ? null : after,
  };
}
