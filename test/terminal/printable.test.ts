import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../src/terminal/printable.ts';

/** Pieces of which attacks on terminals are made, and other text. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\u001b',
        '\u009b',
        '\u001b[2J',
        '\u001b]0;title\u0007',
        '\r',
        '\b',
        '\u007f',
        '\u202e',
        '\t',
        '\n',
      ),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
    ),
  )
  .map((parts) => parts.join(''));

describe('text of models and people in a terminal', () => {
  it('holds no control character but the line break, whatever it was', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(printable(text).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/u);
        expect(printable(printable(text))).toBe(printable(text));
      }),
    );
  });

  it('grows as the text itself grows', () => {
    fc.assert(
      fc.property(nasty, nasty, (text, more) => {
        expect(printable(text + more).startsWith(printable(text))).toBe(true);
      }),
    );
  });

  it('shows what was there', () => {
    expect(printable('a\u001b[31mb\u0007\u0000\u007f\u009bc')).toBe('a␛[31mb␇␀␡�c');
    expect(printable('Ça va 👩‍👩‍👧 漢字 “—”\r\nnext\tcell')).toBe('Ça va 👩‍👩‍👧 漢字 “—”\nnext    cell');
  });
});
