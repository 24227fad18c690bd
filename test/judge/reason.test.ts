import { describe, expect, it } from 'vitest';
import { standsIn } from '../../src/judge/quote.ts';
import { isWholeReason, isWholeSentence, parseReason } from '../../src/judge/reason.ts';

const TEXTS = [
  '| The council can take the vote back\n| within a year, “if” it so wishes.',
  '| Dissent: it’s too slow.',
];

describe('a quote', () => {
  it.each([
    'The council can take the vote back within a year',
    'the vote back   within a year, "if" it so wishes',
    "it's too slow.",
    '…can take the vote back…',
    '| within a year, "if"',
  ])('stands where these words do, whatever the white space and the shape of marks: %s', (quote) => {
    expect(standsIn(quote, TEXTS)).toBe(true);
  });

  it.each([
    ['another word', 'The council could take the vote back'],
    ['words of two texts', 'it so wishes. Dissent: it’s too slow'],
    ['half a word', 'ouncil can take the vote'],
    ['another letter', 'the council can take the vote back'],
    ['fewer words than three', 'the vote'],
    ['left out words', 'The council can … within a year'],
  ])('does not stand with %s', (_, quote) => {
    expect(standsIn(quote, TEXTS)).toBe(false);
  });
});

describe('a reason', () => {
  it('has the quote that is given on its own line', () => {
    expect(parseReason('It can be undone.\n**Quote:** “can take the vote back” (Speaker A)', TEXTS)).toEqual({
      reason: 'It can be undone.',
      quote: { text: 'can take the vote back', stands: true },
    });
    expect(parseReason('It can be undone. Quote: can take the vote back.', TEXTS).quote?.stands).toBe(true);
  });

  it('keeps a quote inside of it that stands, and has one struck out that does not', () => {
    expect(parseReason('"can take the vote back" shows a way out.', TEXTS)).toEqual({
      reason: '"can take the vote back" shows a way out.',
      quote: { text: 'can take the vote back', stands: true },
    });
    expect(parseReason('It says "we weigh every harm" as a promise.', TEXTS)).toEqual({
      reason: 'It says […] as a promise.',
      quote: { text: 'we weigh every harm', stands: false },
    });
  });

  it('is counted as wrongly quoted where one of its quotes does not stand', () => {
    const said = 'It says "we weigh every harm" there.\nQuote: "can take the vote back"';
    expect(parseReason(said, TEXTS).quote).toEqual({ text: 'we weigh every harm', stands: false });
  });

  it.each([
    ['The members’ vote has an end.\nQuote: "it’s too slow"', 'it’s too slow'],
    ["It has an end that is named.\nQuote: 'it’s too slow'", 'it’s too slow'],
  ])('has a whole quote, apostrophes and all: %s', (said, text) => {
    expect(parseReason(said, TEXTS).quote).toEqual({ text, stands: true });
  });

  it.each(['Level 4.', 'It weighs both sides', 'Quote: "no"', ''])('has no quote, and none is made up: %s', (said) => {
    expect(parseReason(said, TEXTS)).toEqual({ reason: '', quote: null });
  });

  it('is waited for no longer than anything of it would be read', () => {
    const long = 'It weighs both sides. '.padEnd(160, 'and so on ');
    expect(['It weighs', 'It weighs both sides.', 'It weighs both sides.\nQuote: "can'].map(isWholeReason)).toEqual([
      false,
      false,
      false,
    ]);
    expect([long, 'It weighs both sides.\nQuote: "can take it"'].map(isWholeReason)).toEqual([true, true]);
    expect(parseReason(`${long}\nQuote: "can take the vote back"`, TEXTS).quote).toBeNull();
    expect(['It weighs both sides.', 'It weighs both sides. And'].map(isWholeSentence)).toEqual([false, true]);
  });
});
