import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BlockNode, InlineNode, ListNode } from '../../src/markdown/nodes.ts';
import { parseMarkdown } from '../../src/markdown/parse-blocks.ts';
import { relativeTime } from '../../src/markdown/timestamp.ts';

const text = (value: string): InlineNode => ({ kind: 'text', text: value });

/** The nodes of a text that is one paragraph. */
function inline(source: string): readonly InlineNode[] {
  const [first, ...rest] = parseMarkdown(source);
  expect(rest).toEqual([]);
  return first?.kind === 'paragraph' ? first.children : expect.fail(`no paragraph: ${first?.kind}`);
}

function inlinesOf(block: BlockNode): readonly InlineNode[] {
  const ofList = (list: ListNode): readonly InlineNode[] =>
    list.items.flatMap(({ children, nested }) => [...children, ...(nested === null ? [] : ofList(nested))]);
  switch (block.kind) {
    case 'code-block':
      return [];
    case 'quote':
      return block.children.flatMap(inlinesOf);
    case 'list':
      return ofList(block);
    default:
      return block.children;
  }
}

function everyInline(nodes: readonly InlineNode[]): readonly InlineNode[] {
  return nodes.flatMap((node) => ('children' in node ? [node, ...everyInline(node.children)] : [node]));
}

describe('text of a message', () => {
  it.each<[string, InlineNode[]]>([
    ['**a** b', [{ kind: 'bold', children: [text('a')] }, text(' b')]],
    ['***a***', [{ kind: 'bold', children: [{ kind: 'italic', children: [text('a')] }] }]],
    ['__a__ _b_', [{ kind: 'underline', children: [text('a')] }, text(' '), { kind: 'italic', children: [text('b')] }]],
    ['~~a~~ ||b||', [{ kind: 'strike', children: [text('a')] }, text(' '), { kind: 'spoiler', children: [text('b')] }]],
    ['`**a**`', [{ kind: 'code', text: '**a**' }]],
    ['a_b_c and 2 * 3 * 4', [text('a_b_c and 2 * 3 * 4')]],
    ['\\*not\\* **open', [text('*not* **open')]],
    ['<@12> <#34>', [{ kind: 'user-mention', id: '12' }, text(' '), { kind: 'channel-mention', id: '34' }]],
    ['<t:60:R>', [{ kind: 'timestamp', seconds: 60, style: 'R' }]],
    ['<b>hi</b>', [text('<b>hi</b>')]],
  ])('reads %j as Discord does', (source, nodes) => {
    expect(inline(source)).toEqual(nodes);
  });

  it('makes links of http and https only, and leaves the sentence its punctuation', () => {
    expect(inline('(see https://example.org/a_(b).)')).toEqual([
      text('(see '),
      { kind: 'link', href: 'https://example.org/a_(b)', children: [text('https://example.org/a_(b)')] },
      text('.)'),
    ]);
    expect(inline('[x](javascript:alert(1))')).toEqual([text('[x](javascript:alert(1))')]);
  });

  it('reads headings, quotes, lists in lists and code blocks', () => {
    expect(
      parseMarkdown('## Title\n> said\n1. one\n   - inner\n2. two\n```ts\nlet **a**;\n```\n-# small').map(
        ({ kind }) => kind,
      ),
    ).toEqual(['heading', 'quote', 'list', 'code-block', 'subtext']);
    expect(parseMarkdown('3. one\n   - inner')).toMatchObject([
      { ordered: true, start: 3, items: [{ nested: { ordered: false, items: [{ children: [text('inner')] }] } }] },
    ]);
    expect(parseMarkdown('```ts\nlet **a**;\n```')).toEqual([
      { kind: 'code-block', language: 'ts', text: 'let **a**;' },
    ]);
  });

  it('shows a text that still grows without losing what came before', () => {
    expect(parseMarkdown('```\nunclosed')).toEqual([{ kind: 'paragraph', children: [text('```\nunclosed')] }]);
    expect(inline('so **very')).toEqual([text('so **very')]);
  });

  it('takes any input, keeps plain words, and never makes a link to anything but the web', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '**',
        '*',
        '_',
        '__',
        '~~',
        '||',
        '`',
        '```',
        '> ',
        '>>> ',
        '- ',
        '1. ',
        '# ',
        '\n',
        '[a](',
        ')',
        '<',
        '>',
        '\\',
      ),
      fc.constantFrom('javascript:alert(1)', 'https://example.org', 'data:text/html,x', '<@1>', '<t:1:R>', '@everyone'),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const source = `${pieces.join('')}\nlast-word`;
        const blocks = parseMarkdown(source);
        expect(JSON.stringify(blocks)).toContain('last-word');
        for (const node of everyInline(blocks.flatMap(inlinesOf))) {
          if (node.kind === 'link') expect(node.href).toMatch(/^https?:\/\//);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('says how far a moment is in its largest whole unit', () => {
    expect(relativeTime(1800, 0)).toBe('in 30 minutes');
    expect(relativeTime(0, 7_300_000)).toBe('2 hours ago');
  });
});
