import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeText } from '../../src/discord/safe-text.ts';

/** A text as a reader sees it. */
function seen(text: string): string {
  return text.replaceAll('\u200b', '');
}

/** Pieces of which texts that mean harm are made. */
const pieces = fc.constantFrom(
  ...[
    '@everyone',
    '@here',
    '@',
    'every',
    'one',
    '<@1234567890123456789>',
    '<@!12>',
    '<@&12>',
    '<#12>',
    '<',
    '</a:1>',
    '<:x:1>',
  ],
  ...[
    '<a:x:1>',
    '<t:1>',
    '<id:home>',
    '<sound:0:1>',
    '[a](https://e.example)',
    ']',
    '(',
    '[',
    '# ',
    '## ',
    '-# ',
    '> ',
    '- ',
  ],
  ...[
    '1. ',
    '\n',
    ' ',
    'words',
    '```',
    '```ansi\n',
    '\u001b[31m',
    '\u202e',
    '\u2066',
    '\u200b',
    '\ufeff',
    '\u2028',
    '\ud83d',
  ],
  ...[
    'discord.gg/',
    'https://discord.com/invite/abc',
    'discordapp.com/',
    'invite',
    '/',
    '||',
    '**',
    '\\',
    '👩‍👧',
    'العربية',
  ],
);
const nasty = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''));

describe('text of models and people', () => {
  it.each([
    ['@everyone and @here'],
    ['<@1234567890123456789> <@!1234567890123456789> <@&1234567890123456789> <#1234567890123456789>'],
    ['</debate start:1234567890123456789>'],
    ['<:party:1234567890123456789> <a:party:1234567890123456789> <sound:0:1234567890123456789>'],
    ['<t:1700000000:R> <id:customize>'],
    ['[a present](https://evil.example) [x](<https://evil.example>)'],
    ['https://discord.gg/abcdef discord.com/invite/abc https://discord.gift/abc'],
    ['# Results (complete)\n## The answer\n-# Both debates are done\n> # quoted\n- ## listed\n1. # numbered'],
  ])('reads the same and does nothing: %s', (text) => {
    const safe = safeText(text);
    expect(seen(safe)).toBe(text);
    expect(safe).not.toBe(text);
  });

  it.each([
    ['plain words, an e-mail ada@example.org and 3 < 4'],
    ['a [note] (in brackets), C# and #1, 5 - 3, `code`, **bold**, ||hidden||, > said'],
    ['https://example.org/a?b=c#d and https://discord.com/developers'],
    ['👩‍👧 שלום العربية日本語 e\u0301'],
    ['one\n\ntwo\tthree'],
  ])('is left alone where it does nothing: %s', (text) => {
    expect(safeText(text)).toBe(text);
  });

  it('loses what is not seen', () => {
    expect(safeText('a\u001b[31mb\u0000c\rd')).toBe('a[31mbcd');
    expect(safeText('evil\u202etxt.exe\u202c \u2066x\u2069')).toBe('eviltxt.exe x');
    expect(safeText('\u200b\u2060\ufeff\u180e')).toBe('');
    expect(safeText('half \ud83d of it')).toBe('half  of it');
    expect(safeText('one\u2028two')).toBe('one\ntwo');
  });

  it('mentions nobody, hides no address, draws no card and heads nothing, whatever it is made of', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const safe = safeText(text);
        expect(safe).not.toMatch(/@(everyone|here)/i);
        expect(safe).not.toMatch(/<[@#:/]|<a:|<t:|<id:|<sound:/i);
        expect(safe).not.toContain('](');
        expect(safe).not.toMatch(/discord\.(gg|gift)\/|discord(app)?\.com\/invite\//i);
        expect(safe).not.toMatch(/^[ \t]*(?:(?:>{1,3}|[-*+]|\d+[.)])[ \t]+)*[ \t]*(#{1,3}|-#)[ \t]/m);
        expect(safe).not.toMatch(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
      }),
      { numRuns: 2000 },
    );
  });

  it('is safe already when it was made safe before', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(safeText(safeText(text))).toBe(safeText(text));
      }),
    );
  });

  it('takes no long time over long lines that are almost something', () => {
    const began = performance.now();
    for (const piece of ['-  ', '> ', '[x] (', '1. ', '@every ', '<', 'discord.com/']) safeText(piece.repeat(20_000));
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('changes only at its end while it grows', () => {
    /** Longer than anything that is found by what follows it. */
    const REACH = 24;
    fc.assert(
      fc.property(nasty, fc.nat(), (text, cut) => {
        const part = text.slice(0, cut % (text.length + 1));
        const stands = safeText(part);
        expect(safeText(text).startsWith(stands.slice(0, Math.max(0, stands.length - REACH)))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
