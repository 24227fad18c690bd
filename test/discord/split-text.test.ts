import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FENCE_ROOM, splitText, withWholeFences } from '../../src/discord/thread/split-text.ts';

/** Texts as models write them: words, sentences, paragraphs, emojis, fences that may never close. */
const piece = fc.oneof(
  { weight: 8, arbitrary: fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...'abcdefgh') }) },
  { weight: 4, arbitrary: fc.constant(' ') },
  fc.constantFrom('. ', '\n', '\n\n', '😀', '😀😀😀😀', 'x'.repeat(150), '\n```ts\n', '\n```\n', '\n````\n'),
);
const text = fc.array(piece, { maxLength: 160 }).map((pieces) => pieces.join(''));
const limit = fc.integer({ min: 60, max: 200 });

/** Without fences and space, which a split may add or leave out. */
function bare(words: string): string {
  return words.replace(/^ {0,3}`{3,}\w*/gm, '').replace(/\s+/g, '');
}

/** The fence that a reader of the text would still be inside of. */
function openAtEnd(part: string): string | undefined {
  let open: string | undefined;
  for (const line of part.split('\n')) {
    const [, marks = '', after = ''] = /^ {0,3}(`{3,})(.*)/.exec(line) ?? [];
    if (marks === '') continue;
    if (open === undefined) open = marks;
    else if (after.trim() === '' && marks.startsWith(open)) open = undefined;
  }
  return open;
}

it('loses no word and keeps every part within the limit', () => {
  fc.assert(
    fc.property(text, limit, (words, most) => {
      const parts = splitText(words, most);
      for (const part of parts) expect(part.length).toBeLessThanOrEqual(most);
      expect(bare(parts.join('\n'))).toBe(bare(words));
    }),
    { numRuns: 300 },
  );
});

it('closes each block of code in the part in which it is open', () => {
  fc.assert(
    fc.property(text, limit, (words, most) => {
      for (const part of splitText(words, most).slice(0, -1)) expect(openAtEnd(part)).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

it('leaves the parts that stand when the text grows', () => {
  fc.assert(
    fc.property(text, text, limit, (start, more, most) => {
      const before = splitText(start, most);
      const after = splitText(start + more, most);
      expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
    }),
    { numRuns: 300 },
  );
});

it('cuts no character in two and posts no empty part', () => {
  fc.assert(
    fc.property(text, limit, (words, most) => {
      const parts = splitText(words, most);
      for (const part of parts) expect(part).not.toMatch(/\p{Surrogate}/u);
      if (parts.length > 1) for (const part of parts) expect(part.trim()).not.toBe('');
    }),
    { numRuns: 300 },
  );
});

it('prefers paragraphs to sentences and sentences to words', () => {
  const sentence = 'One two three four five six seven.';
  const paragraphs = `${sentence} ${sentence}\n\n${sentence} ${sentence}`;
  expect(splitText(paragraphs, 100)).toEqual([`${sentence} ${sentence}`, `${sentence} ${sentence}`]);
  expect(splitText(`${sentence} ${sentence} ${sentence}`, 100)).toEqual([`${sentence} ${sentence}`, sentence]);
});

it('opens a block of code again with its language', () => {
  const code = `Look:\n\`\`\`ts\n${'const a = 1;\n'.repeat(20)}\`\`\``;
  const parts = splitText(code, 120);
  expect(parts.length).toBeGreaterThan(2);
  for (const part of parts.slice(1)) expect(part).toMatch(/^```ts\n/);
  for (const part of parts) expect(part).toMatch(/\n```$/);
});

it('keeps the indentation of code', () => {
  const parts = splitText(`\`\`\`\n${'if (a)\n    b();\n'.repeat(12)}\`\`\``, 100);
  for (const part of parts) expect(part).toMatch(/^ {4}b\(\);$/m);
  expect(parts.join('\n').match(/^ {4}b/gm)).toHaveLength(12);
});

it('comes to an end with a block of code that is one long word', () => {
  const parts = splitText(`\`\`\`ts\n${'x'.repeat(500)}`, 100);
  expect(parts.length).toBeLessThan(10);
  for (const part of parts) expect(part).toMatch(/^```ts\nx+/);
});

it('closes a block of code that is still being written, and shows none that has only begun', () => {
  expect(withWholeFences('words', ' |')).toBe('words |');
  expect(withWholeFences('words\n```ts\ncode', ' |')).toBe('words\n```ts\ncode |\n```');
  expect(withWholeFences('words\n````\ncode\n```', ' |')).toBe('words\n````\ncode\n``` |\n````');
  expect(withWholeFences('words\n```ts', ' |')).toBe('words\n |');
  expect(withWholeFences('```ts', ' |')).toBe(' |');
  expect(withWholeFences('words\n```ts\ncode')).toBe('words\n```ts\ncode\n```');
  expect(withWholeFences('```ts\ncode\n```')).toBe('```ts\ncode\n```');
  fc.assert(
    fc.property(text, (words) => {
      const shown = withWholeFences(words, '|');
      expect(openAtEnd(shown)).toBeUndefined();
      expect(shown.length).toBeLessThanOrEqual(words.length + 1 + FENCE_ROOM);
      expect(withWholeFences(words) === '').toBe(words === '');
    }),
  );
});
