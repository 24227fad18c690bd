import * as document from '../../audit/block.ts';
import { withoutUnseen } from '../../content/unseen.ts';
import type { Block, Report, Words } from './document.ts';

/**
 * A report as Markdown (GitHub's): charts are left to their tables, what is folded on the page is left to it, and links lead there.
 * @param page the page's file name
 */
export function reportMarkdown({ title, opening, sections, footer }: Report, page: string): string {
  const blocks = (some: readonly Block[]): document.Block[] => some.flatMap((one) => blockOf(one, page));
  return document.markdownOf([
    { type: 'title', text: escaped(title) },
    ...blocks(opening),
    ...sections.flatMap((section): document.Block[] => [
      { type: 'heading', text: escaped(section.title) },
      ...blocks(section.blocks),
    ]),
    { type: 'text', text: line(footer, page) },
  ]);
}

function blockOf(block: Block, page: string): document.Block[] {
  const text = (words: string): document.Block => ({ type: 'text', text: words });
  const lines = (some: readonly Words[]): string[] => some.map((words) => line(words, page));
  switch (block.kind) {
    case 'heading':
      return [text(`### ${line(block.words, page)}`)];
    case 'paragraph': {
      const words = line(block.words, page);
      return [text(block.tone === 'lead' ? `**${words}**` : words)];
    }
    case 'notice':
      return [
        text([`> **${escaped(block.title)}**`, '>', ...lines(block.items).map((item) => `> - ${item}`)].join('\n')),
      ];
    case 'list':
      return [{ type: 'list', items: lines(block.items) }];
    case 'table':
      return [
        text(`**${escaped(block.caption)}**`),
        { type: 'table', columns: block.columns.map(escaped), rows: block.rows.map(lines) },
      ];
    case 'code':
      return [text(fenced(withoutUnseen(block.text)))];
    case 'chart':
    case 'folded':
      return [];
  }
}

/** Words with their marks. Links to the page's own parts lead to the page. */
function line(words: Words, page: string): string {
  if (typeof words === 'string') return escaped(words);
  if (!('mark' in words)) return words.map((one) => line(one, page)).join('');
  switch (words.mark) {
    case 'code':
      return inCode(words.text);
    case 'bar':
      return escaped(words.text);
    case 'strong':
      return `**${escaped(words.text)}**`;
    case 'link':
      return `[${escaped(words.text)}](${words.to.startsWith('#') ? `${page}${words.to}` : words.to})`;
  }
}

/** A text on one line of which nothing is a mark. (CommonMark, "Backslash escapes"; the bar ends a table's cell, and is escaped there.) */
function escaped(text: string): string {
  return withoutUnseen(text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_[\]<>~&]/g, '\\$&')
    .replace(/^ ?(?=(?:#+|[+-]|-+)(?: |$))/, '\\')
    .replace(/^ ?\d{1,9}(?=[.)](?: |$))/, '$&\\')
    .replaceAll(/(https?):\/\//g, '$1:\\/\\/');
}

/** The fence is longer than any run of backticks inside (CommonMark, "Code spans"). */
function inCode(text: string): string {
  const seen = withoutUnseen(text).replaceAll(/\s+/g, ' ');
  const fence = '`'.repeat(longestRun(seen) + 1);
  const room = seen.startsWith('`') || seen.endsWith('`') ? ' ' : '';
  return `${fence}${room}${seen}${room}${fence}`;
}

function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}\n${text.trimEnd()}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
