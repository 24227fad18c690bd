import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../src/markdown/parse-blocks.ts';
import { type Block, code, heading, link, paragraph, soft, strong, table } from '../../../src/study/report/document.ts';
import { reportMarkdown } from '../../../src/study/report/report-markdown.ts';

/** What stands between the title and the footer. */
function write(...opening: readonly Block[]): string {
  const text = reportMarkdown({ title: 'T', opening, sections: [], footer: 'F' }, 'page.html');
  return text.replace(/^# T\n\n/, '').replace(/\n\nF\n$/, '');
}

describe('a report as Markdown', () => {
  it('marks what is marked and nothing else', () => {
    expect(
      write(paragraph('a ', strong('b'), ' ', code('c'), ' ', link('d', '#e'), ' ', link('f', 'https://g.org/'))),
    ).toBe('a **b** `c` [d](page.html#e) [f](https://g.org/)');
    expect(write(heading('Part *one*'))).toBe('### Part \\*one\\*');
  });

  it.each([
    '# no heading',
    '- no list',
    '+ no list',
    '1. no list',
    '12) no list',
    '---',
    '> no quote',
    '*no* _marks_ `at` ~~all~~',
    '[no](https://evil.example) ![picture](x)',
    '<b>no markup</b>',
    'two\n\nparagraphs\n# and a heading',
  ])('takes %j for words', (text) => {
    const written = write(paragraph(text));
    expect(written).not.toContain('\n');
    const [block, ...more] = parseMarkdown(written);
    expect(more).toEqual([]);
    expect(block).toMatchObject({ kind: 'paragraph', children: [{ kind: 'text', text: text.replace(/\s+/g, ' ') }] });
  });

  it('takes what would be a character of HTML for what it is', () => {
    expect(write(paragraph('&amp; &#60;'))).toBe('\\&amp; \\&#60;');
  });

  it('leaves numbers and signs as they are read', () => {
    expect(write(soft('+0.66 (−0.10 to 1.20); 0.007, p < 0.001'))).toBe('+0.66 (−0.10 to 1.20); 0.007, p \\< 0.001');
  });

  it('keeps a code with backticks whole, and a cell with a bar one cell', () => {
    expect(write(paragraph(code('a `` b`')))).toBe('``` a `` b` ```');
    expect(write(...table('C', ['one', 'two'], [['a | b', code('c|d')]]))).toBe(
      '**C**\n\n| one | two |\n| --- | --- |\n| a \\| b | `c\\|d` |',
    );
  });

  it('fences a text that has fences', () => {
    expect(write({ kind: 'code', text: 'a\n```\nb\n' })).toBe('````\na\n```\nb\n````');
  });
});
