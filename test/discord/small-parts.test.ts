import { DiscordAPIError } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trialIdSchema } from '../../src/core/ids.ts';
import { createLog } from '../../src/core/log.ts';
import { offer } from '../../src/discord/autocomplete.ts';
import {
  draftIdOf,
  type FormId,
  formIdOf,
  parseDraftId,
  parseFormId,
  parsePositionId,
  parseVoteId,
  positionIdOf,
  type VoteButton,
  voteIdOf,
} from '../../src/discord/custom-id.ts';
import { deadlineWords } from '../../src/discord/deadline-words.ts';
import { DurationError } from '../../src/discord/duration-error.ts';
import { explainError } from '../../src/discord/explain-error.ts';
import { LIMITS } from '../../src/discord/limits.ts';
import { parseDuration } from '../../src/discord/parse-duration.ts';
import { PermissionMissingError } from '../../src/discord/permission-missing-error.ts';
import { shorten } from '../../src/discord/shorten.ts';

describe('a length of time', () => {
  it.each([
    ['1s', 1000],
    ['90s', 90_000],
    ['30m', 1_800_000],
    [' 2H ', 7_200_000],
    ['2 h', 7_200_000],
    ['7d', 604_800_000],
    ['168h', 604_800_000],
    ['007m', 420_000],
  ])('is read: %j', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  it.each([
    ...[
      '',
      ' ',
      '30',
      'm',
      '0s',
      '0d',
      '8d',
      '169h',
      '604801s',
      '999999d',
      '1000000s',
      '-5m',
      '+5m',
      '1.5h',
      '1,5h',
      '1e3s',
    ],
    ...['5min', '5 minutes', '1h30m', '٣h', 'constructor', '1w', '∞h'],
  ])('is refused with an example of how to write it: %j', (text) => {
    expect(() => parseDuration(text)).toThrow(DurationError);
    expect(() => parseDuration(text)).toThrow(/is no length of time/);
  });
});

describe('when a ballot closes', () => {
  it('is counted down and told as a time of day, or of which day where that is not clear, as each reader’s Discord shows it', () => {
    const opensAt = 1_800_000_000_000;
    const hours = (count: number): string => deadlineWords({ opensAt, closesAt: opensAt + count * 3_600_000 });
    expect(hours(1)).toBe('<t:1800003600:R>, at <t:1800003600:T>');
    expect(hours(48)).toBe('<t:1800172800:R>, at <t:1800172800:F>');
  });
});

describe('the id of a button', () => {
  const action: fc.Arbitrary<VoteButton> = fc.record({
    trial: fc.stringMatching(/^t-[a-z0-9]{6,32}$/).map((id) => trialIdSchema.parse(id)),
    item: fc.constantFrom('answer', 'guess'),
    choice: fc.constantFrom('A', 'B', 'tie', 'all-bad', 'unsure'),
  });

  it('says what the button does, within the length that Discord takes', () => {
    fc.assert(
      fc.property(action, (pressed) => {
        const id = voteIdOf(pressed);
        expect(id.length).toBeLessThanOrEqual(LIMITS.customId);
        expect(parseVoteId(id)).toEqual(pressed);
      }),
    );
  });

  it('is nothing to us when it is foreign, of another version, or has more to it', () => {
    const own = voteIdOf({ trial: trialIdSchema.parse('t-abcdef'), item: 'answer', choice: 'A' });
    for (const id of [
      '',
      'vote',
      own.replace('v1', 'v2'),
      `${own}:more`,
      own.replace('answer', 'other'),
      own.replace('t-', 'd-'),
    ])
      expect(parseVoteId(id)).toBeUndefined();
    fc.assert(fc.property(fc.string(), (id) => parseVoteId(id) === undefined));
  });
});

describe('the id of a form', () => {
  const form: fc.Arbitrary<FormId> = fc.record({
    kind: fc.constantFrom('persona', 'scenario', 'ensemble'),
    id: fc.option(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,39}$/)),
  });

  it('says what it is about, within the length that Discord takes', () => {
    fc.assert(
      fc.property(form, (opened) => {
        const id = formIdOf(opened);
        expect(id.length).toBeLessThanOrEqual(LIMITS.customId);
        expect(parseFormId(id)).toEqual(opened);
        expect(parseVoteId(id)).toBeUndefined();
      }),
    );
    expect(parseDraftId(draftIdOf('0123456789abcdef'))).toBe('0123456789abcdef');
  });

  it('is nothing to us when it is foreign or of another version', () => {
    for (const id of ['', 'v2:form:persona:', 'v1:form:format:', 'v1:form:persona:A', 'v1:form:persona:a:b'])
      expect(parseFormId(id)).toBeUndefined();
    for (const id of ['', 'v1:draft:', 'v1:draft:xyz', 'v2:draft:0123456789abcdef'])
      expect(parseDraftId(id)).toBeUndefined();
  });
});

describe('the id of a menu', () => {
  const trial = trialIdSchema.parse(`t-${'a'.repeat(32)}`);

  it.each(['before', 'after'] as const)(
    'says that people are asked %s the debate, within the length that Discord takes',
    (time) => {
      const id = positionIdOf({ trial, time });
      expect(id.length).toBeLessThanOrEqual(LIMITS.customId);
      expect(parsePositionId(id)).toEqual({ trial, time });
      expect(parseVoteId(id)).toBeUndefined();
    },
  );

  it('is nothing to us when it is foreign, of another version, or has more to it', () => {
    const own = positionIdOf({ trial, time: 'before' });
    for (const id of [
      '',
      own.replace('v1', 'v2'),
      `${own}:more`,
      own.replace('before', 'during'),
      own.replace('t-', 'd-'),
    ])
      expect(parsePositionId(id)).toBeUndefined();
  });
});

describe('what is offered while somebody types', () => {
  const choices = [
    { name: 'A robot that refuses', value: 'care-robot-refusal' },
    { name: 'Housework', value: 'care-of-home' },
    { name: 'Old people and robots', value: 'old-age' },
    { name: 'Taxes', value: 'taxes' },
  ];

  it('is everything at first, then what fits, what begins so before the rest', () => {
    expect(offer('', choices)).toEqual(choices);
    expect(offer(' CARE', choices).map(({ value }) => value)).toEqual(['care-robot-refusal', 'care-of-home']);
    expect(offer('a robot', choices).map(({ value }) => value)).toEqual(['care-robot-refusal']);
    expect(offer('robot', choices).map(({ value }) => value)).toEqual(['care-robot-refusal', 'old-age']);
    expect(offer('o', choices).map(({ value }) => value)).toEqual(['old-age', 'care-robot-refusal', 'care-of-home']);
    expect(offer('nothing like it', choices)).toEqual([]);
  });

  it('is never more than Discord takes', () => {
    const choice = fc.record({
      name: fc.string({ minLength: 1, maxLength: 300, unit: 'grapheme' }),
      value: fc.string({ minLength: 1, maxLength: 40 }),
    });
    fc.assert(
      fc.property(fc.string({ maxLength: 3 }), fc.array(choice, { maxLength: 60 }), (typed, all) => {
        const offered = offer(typed, all);
        expect(offered.length).toBeLessThanOrEqual(25);
        for (const { name, value } of offered) {
          expect(name.length).toBeLessThanOrEqual(100);
          expect(name).not.toBe('');
          expect(all.map((one) => one.value)).toContain(value);
        }
      }),
    );
  });
});

describe('a text that is too long', () => {
  it('is cut with an ellipsis, never inside a character; a shorter one is left alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, limit) => {
        const short = shorten(text, limit);
        expect(short.length).toBeLessThanOrEqual(limit);
        if (text.length <= limit) expect(short).toBe(text);
        else {
          expect(short.endsWith('…')).toBe(true);
          expect(text.startsWith(short.slice(0, -1))).toBe(true);
        }
        expect(short).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});

describe('an error in words', () => {
  function explained(error: unknown): { text: string; logged: string } {
    const lines: string[] = [];
    const log = createLog('debug', { write: (line) => void lines.push(line) });
    const text = explainError(error, { log, entropy: { hex: (bytes) => 'ab'.repeat(bytes) } });
    return { text, logged: lines.join('') };
  }
  const refused = (code: number): DiscordAPIError =>
    new DiscordAPIError(
      { code, message: 'Refused' },
      code,
      403,
      'POST',
      'https://discord.com/api/v10/webhooks/123456789012345678/secret-token/messages',
      {},
    );

  it('says what happened and what to do, and needs no report, when it was expected', () => {
    const { text, logged } = explained(new PermissionMissingError(['Add Reactions'], 'debates'));
    expect(text).toBe(
      "The bot lacks a permission in #debates: Add Reactions. Somebody who manages the server can grant it in the channel's settings, under Permissions.",
    );
    expect(logged).not.toContain('"report"');
  });

  it.each([
    [50013, 'lacks a permission'],
    [50001, 'cannot see that channel'],
    [10003, 'cannot see that channel'],
    [50035, 'Something went wrong'],
  ])('names a report that the log has whole, without a token: code %i', (code, words) => {
    const { text, logged } = explained(refused(code));
    expect(text).toContain(words);
    expect(text).toContain('(report abababab)');
    expect(logged).toContain('"report":"abababab"');
    expect(logged).toContain(`"code":${code}`);
    expect(logged).not.toContain('secret-token');
  });

  it('shows nothing of an error that is none of ours', () => {
    const { text, logged } = explained(new Error('/home/somebody/secret.ts broke'));
    expect(text).not.toContain('secret');
    expect(logged).toContain('/home/somebody/secret.ts broke');
  });
});
