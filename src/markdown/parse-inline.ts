import type { InlineNode } from './nodes.ts';
import { parseAngle } from './parse-angle.ts';
import { safeLink } from './safe-link.ts';

interface InlineContext {
  readonly depth: number;
  /** Inside a masked link's label no further link may stand. */
  readonly insideLink: boolean;
}

const MAX_DEPTH = 10;
const ESCAPABLE = /[\\`*_~|[\]()<>#\-+.!@:/]/;
const BARE_LINK = /^https?:\/\/[^\s<>]+/i;

/** Longest first, so that `**` is tried before `*`. */
const STYLES = [
  { mark: '**', kind: 'bold' },
  { mark: '__', kind: 'underline' },
  { mark: '~~', kind: 'strike' },
  { mark: '||', kind: 'spoiler' },
  { mark: '*', kind: 'italic' },
  { mark: '_', kind: 'italic' },
] as const;

/** Reads the markdown inside a line or paragraph. What isn't markdown is text: no input is refused, nothing is lost. */
export function parseInline(
  text: string,
  context: InlineContext = { depth: 0, insideLink: false },
): readonly InlineNode[] {
  const nodes: InlineNode[] = [];
  let plain = '';
  let position = 0;
  const flush = (): void => {
    if (plain !== '') nodes.push({ kind: 'text', text: plain });
    plain = '';
  };
  while (position < text.length) {
    const found = nodeAt(text, position, context);
    if (found === null) {
      plain += text[position];
      position += 1;
    } else if (typeof found.node === 'string') {
      plain += found.node;
      position = found.end;
    } else {
      flush();
      nodes.push(found.node);
      position = found.end;
    }
  }
  flush();
  return nodes;
}

/** A node, or text to be taken as it is, with the position behind it. */
interface Found {
  readonly node: InlineNode | string;
  readonly end: number;
}

function nodeAt(text: string, position: number, context: InlineContext): Found | null {
  switch (text[position]) {
    case '\\': {
      const next = text[position + 1] ?? '';
      return ESCAPABLE.test(next) ? { node: next, end: position + 2 } : null;
    }
    case '`':
      return codeAt(text, position);
    case '<':
      return parseAngle(text, position, context.insideLink);
    case '[':
      return context.insideLink ? null : maskedLinkAt(text, position, context);
    case 'h':
    case 'H':
      return context.insideLink ? null : bareLinkAt(text, position);
    case '@': {
      const everyone = /^@(?:everyone|here)\b/.exec(text.slice(position, position + 10))?.[0];
      return everyone === undefined
        ? null
        : { node: { kind: 'everyone', text: everyone }, end: position + everyone.length };
    }
    case '*':
    case '_':
    case '~':
    case '|':
      return styledAt(text, position, context);
    default:
      return null;
  }
}

function codeAt(text: string, position: number): Found | null {
  const fence = /^`+/.exec(text.slice(position))?.[0] ?? '`';
  const start = position + fence.length;
  for (let end = text.indexOf(fence, start); end !== -1; end = text.indexOf(fence, end + 1)) {
    const exactRun = text[end - 1] !== '`' && text[end + fence.length] !== '`';
    if (exactRun && end > start) {
      const inner = text.slice(start, end);
      // A space on both sides only keeps an inner backtick away from the fence.
      const trimmed = /^ .*[^ ].* $/.test(inner) || /^ `|` $/.test(inner) ? inner.trim() : inner;
      return { node: { kind: 'code', text: trimmed }, end: end + fence.length };
    }
  }
  return { node: fence, end: start };
}

function maskedLinkAt(text: string, position: number, context: InlineContext): Found | null {
  const match = /^\[([^[\]\n]{1,1000})\]\(\s*<?(https?:\/\/[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?\s*\)/i.exec(
    text.slice(position, position + 3000),
  );
  const href = safeLink(match?.[2] ?? '');
  if (match === null || href === null || context.depth >= MAX_DEPTH) return null;
  const children = parseInline(match[1] ?? '', { depth: context.depth + 1, insideLink: true });
  return { node: { kind: 'link', href, children }, end: position + match[0].length };
}

function bareLinkAt(text: string, position: number): Found | null {
  if (/[\p{L}\p{N}]/u.test(text[position - 1] ?? '')) return null;
  let address = BARE_LINK.exec(text.slice(position, position + 3000))?.[0];
  if (address === undefined) return null;
  // Punctuation at the end belongs to the sentence, and a closing bracket to whoever opened it.
  while (/[.,:;"'!?*_~|]$/.test(address) || (address.endsWith(')') && count(address, ')') > count(address, '('))) {
    address = address.slice(0, -1);
  }
  const href = safeLink(address);
  if (href === null) return null;
  return { node: { kind: 'link', href, children: [{ kind: 'text', text: address }] }, end: position + address.length };
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function styledAt(text: string, position: number, context: InlineContext): Found | null {
  if (context.depth >= MAX_DEPTH) return null;
  for (const { mark, kind } of STYLES) {
    if (!text.startsWith(mark, position) || !opens(text, position, mark)) continue;
    const start = position + mark.length;
    const end = closerOf(text, start, mark);
    if (end === -1) continue;
    const children = parseInline(text.slice(start, end), { ...context, depth: context.depth + 1 });
    return { node: { kind, children }, end: end + mark.length };
  }
  // A run of marks that opens nothing is skipped whole, so that "**" does not become two single stars that might.
  const run = /^(.)\1*/.exec(text.slice(position))?.[0] ?? '';
  return run.length > 1 ? { node: run, end: position + run.length } : null;
}

function opens(text: string, position: number, mark: string): boolean {
  const after = text[position + mark.length] ?? ' ';
  if (mark === '*') return !/\s/.test(after);
  // snake_case is a word, not emphasis.
  if (mark === '_') return !/[\p{L}\p{N}_]/u.test(text[position - 1] ?? ' ');
  return true;
}

/** Where the mark that closes a style begins, or -1. Escapes, code and the double form of a single mark are stepped over. */
function closerOf(text: string, start: number, mark: string): number {
  const single = mark.length === 1;
  let position = start;
  while (position < text.length) {
    const character = text[position];
    if (character === '\\') {
      position += 2;
    } else if (character === '`') {
      position = codeAt(text, position)?.end ?? position + 1;
    } else if (single && text.startsWith(mark + mark, position)) {
      position += 2;
    } else if (text.startsWith(mark, position) && position > start && closes(text, position, mark)) {
      // Of three stars in a row the inner style takes the first.
      return !single && text[position + mark.length] === mark[0] && text[position + mark.length + 1] !== mark[0]
        ? position + 1
        : position;
    } else {
      position += 1;
    }
  }
  return -1;
}

function closes(text: string, position: number, mark: string): boolean {
  if (mark === '*') return !/\s/.test(text[position - 1] ?? ' ');
  if (mark === '_') return !/[\p{L}\p{N}]/u.test(text[position + 1] ?? ' ');
  return true;
}
