import { expect, it } from 'vitest';
import { trialIdSchema } from '../../src/core/ids.ts';
import { boardText } from '../../src/leaderboard/board-text.ts';
import type { BoardReport } from '../../src/leaderboard/leaderboards.ts';
import { entryWords, plain, standingWords } from '../../src/leaderboard/standing-words.ts';

const empty = { groups: [], tooFew: [], pairs: [] };
const report = (changed: Partial<BoardReport>): BoardReport => ({
  counts: { ballots: 2, voted: 1, judged: 1, voters: 7, allBad: 0, unscored: 0, leftOut: 0, own: 0 },
  ensembles: empty,
  models: empty,
  personas: empty,
  seed: 1,
  guildId: null,
  unreadable: [],
  seats: [],
  cautions: [],
  ...changed,
});
const textsOf = (changed: Partial<BoardReport>): string =>
  boardText('ensembles', report(changed), 'this server').texts.join('\n');

it('all bad is counted apart, and said only where somebody voted so', () => {
  expect(textsOf({})).not.toContain('all answers bad');
  const counts = { ...report({}).counts, allBad: 3 };
  expect(textsOf({ counts })).toContain(
    '7 votes by people in filtered counts (scripted voters are left out); 3 found all answers bad, which counts in no pair.',
  );
});

it('what cannot be read is named, also where nothing else is there', () => {
  const unreadable = [trialIdSchema.parse('t-abcdef')];
  expect(textsOf({ unreadable })).toContain("Left out, since they can't be read: t-abcdef.");
  expect(textsOf({ unreadable, counts: { ...report({}).counts, ballots: 0 } })).toBe(
    "No ballot of this server was closed yet, so there is nothing to rank.\nLeft out, since they can't be read: t-abcdef.",
  );
});

it.each([
  [{ kind: 'ensemble', id: 'e', owner: null, models: ['m', 'm'], chair: 'm' }, 'e on m'],
  [{ kind: 'ensemble', id: 'e', owner: null, models: ['m', 'n'], chair: 'm' }, 'e on m, n; chair m'],
  [
    { kind: 'ensemble', id: 'our-e', owner: '7', models: ['m', 'm'], chair: 'n' },
    'our-e of the server 7 on m, m; chair n',
  ],
  [{ kind: 'model', model: 'm', by: 'debate' }, 'm alone'],
  [{ kind: 'model', model: 'm', by: 'drafts' }, 'm by its drafts'],
  [{ kind: 'model', model: 'm', by: 'member' }, 'm as a member'],
  [{ kind: 'persona', id: 'p', owner: null }, 'p'],
  [{ kind: 'persona', id: 'our-p', owner: '7' }, 'our-p of the server 7'],
] as const)('%j is called %s', (entry, words) => {
  expect(entryWords(entry, { code: plain, owners: true })).toBe(words);
  expect(entryWords(entry, { code: plain, owners: false })).toBe(words.replace(' of the server 7', ''));
});

it.each([
  [
    { status: 'ranked', rank: 2, of: 3, chance: 0.6249, low: 0.5, high: 0.999, ballots: 14 },
    'rank 2 of 3, 62% (50 to 100%), 14 ballots',
  ],
  [{ status: 'unranked', chance: 0.5, reason: 'why', ballots: 12 }, '50%, 12 ballots; no rank: why'],
  [{ status: 'too-few', ballots: 1, least: 5 }, 'not enough votes (1 ballot, 5 are needed)'],
] as const)('%j is told as %s', (standing, words) => {
  expect(standingWords(standing, 'not enough votes')).toBe(words);
});
