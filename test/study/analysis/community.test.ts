import { describe, expect, it } from 'vitest';
import type { PeopleRow } from '../../../src/study/analysis/findings/people.ts';
import type { StudyFindings } from '../../../src/study/analysis/findings.ts';
import { studyFindingsSchema } from '../../../src/study/analysis/findings.ts';
import type { StudyData } from '../../../src/study/data/study-data.ts';
import { type MadeOptions, makeStudy } from '../made-study.ts';
import { asking, spreadTrials, withVerdicts, withVote } from '../made-votes.ts';
import { findingsIn, found } from './findings-of.ts';

const small: Partial<MadeOptions> = { scenarios: 8, ensembles: 2, judged: ['debate', 'pair'], incomplete: 0, gaps: 0 };
const data = makeStudy(small);

function rowBy(findings: StudyFindings, by: PeopleRow['by'], other = 'baseline'): PeopleRow {
  return found(findings.community.rows, (row) => row.by === by && row.arms.other === other);
}

function wordsOf(findings: StudyFindings, id: StudyFindings['caveats'][number]['id']): string | undefined {
  return findings.caveats.find((caveat) => caveat.id === id)?.words;
}

describe('people’s preference', () => {
  it.each<[string, StudyData, string]>([
    ['whose plan asks nobody', data, 'The plan does not ask people.'],
    [
      'that was run where nobody votes',
      asking(data),
      'The plan asks people, who vote on Discord: this was run without.',
    ],
    [
      'of which no ballot has closed',
      withVote(data, { closed: 0, votes: () => ({}), open: 2, toCome: 1 }),
      'No ballot has closed yet, of 3 trials in the sample.',
    ],
    [
      'of which no ballot could be held',
      withVote(data, { closed: 0, votes: () => ({}), withoutVote: 3 }),
      'No ballot was held to its end, of 3 trials in the sample, and none is to come.',
    ],
    [
      'on which nobody voted',
      withVote(data, { closed: 2, votes: () => ({}), open: 1 }),
      'Nobody voted: of 3 trials in the sample 2 ballots have closed without a vote.',
    ],
  ])('is missing, and said why, in a study %s', async (_, study, missing) => {
    const { community, conclusions } = await findingsIn(study);
    expect(community).toMatchObject({ rows: [], agreement: [], missing });
    expect(conclusions.map(({ about }) => about)).not.toContain('people');
  });

  it('changes no other figure by being absent, asked for or not', async () => {
    const { community: none, ...without } = await findingsIn(data);
    const { community: asked, ...others } = await findingsIn(asking(data));
    expect(others).toEqual(without);
    expect([none.sample, asked.sample]).toEqual([null, null]);
  });

  it('changes no figure of the judges where all trials stand in the tables', async () => {
    const { community: _, ...before } = await findingsIn(data);
    const { community: __, ...after } = await findingsIn(
      withVote(data, { closed: 16, votes: () => ({ baseline: 9 }) }),
    );
    const { conclusions, ...others } = after;
    expect({ ...others, conclusions: conclusions.filter(({ about }) => about !== 'people') }).toEqual(before);
  });

  it('is the ensemble’s where all votes are for it, in a sentence of its own after the judges’', async () => {
    const findings = await findingsIn(withVote(data, { closed: 12, votes: () => ({ ensemble: 6 }) }));
    expect(studyFindingsSchema.parse(findings)).toEqual(findings);
    const row = rowBy(findings, 'people');
    expect(row).toMatchObject({ one: 72, other: 0, ties: 0, allBad: 0, votes: 72, pairs: 12 });
    expect(row.share).toMatchObject({ status: 'estimated', value: 1, high: 1, n: 8 });
    expect(row.conclusion.verdict).toBe('one-preferred');
    const about = findings.conclusions.map((one) => one.about);
    expect(about.indexOf('people')).toBe(about.indexOf('preferences') + 1);
    expect(found(findings.conclusions, (one) => one.about === 'people').words).toMatch(
      /^On the 12 pairs that people voted on: people prefer answers of the ensemble: the ensemble's in 100% of votes, ties counted half \(95% interval \d+% to 100%; 72 for the ensemble's, 0 for the single model's, 0 tied\)\.$/,
    );
    expect(findings.community.missing).toBe('');
  });

  it('counts a tie half for each and leaves out who found all bad', async () => {
    const votes = () => ({ ensemble: 3, baseline: 4, ties: 2, allBad: 5 });
    const row = rowBy(await findingsIn(withVote(data, { closed: 8, votes })), 'people');
    expect(row).toMatchObject({ one: 24, other: 32, ties: 16, allBad: 40, votes: 112, pairs: 8 });
    expect(row.share).toMatchObject({ value: expect.closeTo((24 + 8) / 72, 12), n: 8 });
  });

  it.each([
    [{ ensemble: 5, baseline: 4 }, /^No preference of people is shown: the ensemble's in 56% of votes, /],
    [
      { ensemble: 40, baseline: 60 },
      /^People prefer answers of the single model: the ensemble's in 40% of votes, ties counted half \(95% interval \d+% to 4\d%; /,
    ],
  ])('is shown where the whole interval of %j is on one side of a half', async (each, words) => {
    const findings = await findingsIn(withVote(data, { closed: 8, votes: () => each }));
    expect(rowBy(findings, 'people').conclusion.words).toMatch(words);
  });

  it('has all people beside those whom the ballots’ rules leave in', async () => {
    const vote = { closed: 8, votes: () => ({ ensemble: 5 }), leftOut: { baseline: 20, allBad: 1 } };
    const findings = await findingsIn(withVote(data, vote));
    expect(rowBy(findings, 'people')).toMatchObject({ one: 40, other: 0, votes: 40 });
    expect(rowBy(findings, 'people-unfiltered')).toMatchObject({ one: 40, other: 160, allBad: 8, votes: 208 });
    expect(rowBy(findings, 'people-unfiltered').conclusion.verdict).toBe('other-preferred');
    // The filtered count goes beside the panel.
    const won = withVerdicts(withVote(data, vote), () => 'ensemble');
    expect((await findingsIn(won)).community.agreement).toMatchObject([{ pairs: 8, same: 8 }]);
  });

  it('is too little to say anything on few scenarios', async () => {
    const few = makeStudy({ ...small, scenarios: 5 });
    const findings = await findingsIn(withVote(few, { closed: 10, votes: () => ({ ensemble: 9 }) }));
    expect(rowBy(findings, 'people').conclusion).toEqual({
      verdict: 'too-little-data',
      words: 'Too little data on which answers people prefer: too few scenarios: fewer than 6.',
    });
    expect(rowBy(findings, 'people').share).toMatchObject({ value: 1, n: 5 });
  });

  it('has no share where all that anybody said is that all answers are bad', async () => {
    const findings = await findingsIn(withVote(data, { closed: 8, votes: () => ({ allBad: 7 }) }));
    expect(rowBy(findings, 'people')).toMatchObject({ one: 0, other: 0, ties: 0, allBad: 56, votes: 56, pairs: 0 });
    expect(rowBy(findings, 'people').share).toEqual({
      status: 'undefined',
      reason: 'no vote that counts is for either answer',
      n: 0,
    });
    expect(findings.community.agreement).toMatchObject([{ pairs: 8, tooFewVotes: 8 }]);
    expect(found(findings.conclusions, ({ about }) => about === 'people').words).toBe(
      'On the 8 pairs that people voted on: too little data on which answers people prefer: no vote that counts is for either answer.',
    );
  });

  it('is told of each two arms of three, whose votes for the third are in neither’s share', async () => {
    const three = makeStudy({ ...small, arms: ['ensemble', 'baseline', 'self-consistency'] });
    const votes = () => ({ ensemble: 4, baseline: 1, 'self-consistency': 12, ties: 2 });
    const findings = await findingsIn(withVote(three, { closed: 8, votes }));
    expect(findings.community.rows.map(({ by, arms }) => `${by} ${arms.other}`)).toEqual([
      'people baseline',
      'people-unfiltered baseline',
      'panel baseline',
      'people self-consistency',
      'people-unfiltered self-consistency',
      'panel self-consistency',
    ]);
    expect(rowBy(findings, 'people')).toMatchObject({ one: 32, other: 8, ties: 16, votes: 152 });
    expect(rowBy(findings, 'people').share).toMatchObject({ value: expect.closeTo(40 / 56, 12) });
    expect(rowBy(findings, 'people', 'self-consistency')).toMatchObject({ one: 32, other: 96, ties: 16, votes: 152 });
    expect(rowBy(findings, 'people', 'self-consistency').conclusion.verdict).toBe('other-preferred');
    expect(findings.conclusions.filter(({ about }) => about === 'people')).toHaveLength(2);
  });
});

describe('the panel beside people', () => {
  it('is read on the pairs that somebody voted on, and on no other', async () => {
    const trials = spreadTrials(data);
    const judged = withVerdicts(data, (trial) => (trials.indexOf(trial) < 10 ? 'ensemble' : 'other'));
    // Nobody votes on the first two.
    const votes = (place: number) => (place < 2 ? {} : { ensemble: 5 });
    const findings = await findingsIn(withVote(judged, { closed: 10, votes }));
    expect(rowBy(findings, 'panel')).toMatchObject({ one: 8, other: 0, ties: 0, pairs: 8, unscored: 0 });
    expect(rowBy(findings, 'people')).toMatchObject({ pairs: 8 });
    expect(found(findings.preferences.rows, ({ by }) => by === 'panel')).toMatchObject({ one: 10, other: 6 });
  });

  it('agrees with people, differs, or has nobody to differ with, pair by pair', async () => {
    const trials = spreadTrials(data);
    const verdicts = ['ensemble', 'other', 'other', 'ensemble', 'neither', 'ensemble', 'ensemble', undefined] as const;
    const votes = [
      { ensemble: 4, baseline: 1 },
      { ensemble: 2, baseline: 3, ties: 9 },
      { ensemble: 9 },
      { baseline: 9 },
      { ensemble: 9 },
      { ensemble: 4, baseline: 4 },
      { ensemble: 4, ties: 9, allBad: 9 },
      { ensemble: 9 },
    ];
    const judged = withVerdicts(data, (trial) => verdicts[trials.indexOf(trial)]);
    const findings = await findingsIn(withVote(judged, { closed: 8, votes: (place) => votes[place] ?? {} }));
    expect(findings.community.agreement).toEqual([
      {
        arms: { one: 'ensemble', other: 'baseline' },
        pairs: 8,
        same: 2,
        different: 2,
        noPreference: 2,
        tooFewVotes: 1,
        noVerdict: 1,
      },
    ]);
    expect(rowBy(findings, 'panel')).toMatchObject({ one: 4, other: 2, ties: 1, pairs: 7, unscored: 1 });
  });

  it('has a row without a verdict where the plan compares no answers', async () => {
    const unpaired = makeStudy({ ...small, judged: ['debate'] });
    const findings = await findingsIn(withVote(unpaired, { closed: 8, votes: () => ({ ensemble: 5 }) }));
    expect(rowBy(findings, 'panel')).toMatchObject({ pairs: 0, unscored: 8, share: { status: 'undefined' } });
    expect(findings.community.agreement).toMatchObject([{ pairs: 8, noVerdict: 8 }]);
  });
});

describe('a study on which people vote', () => {
  const votes = () => ({ ensemble: 5, baseline: 4 });

  it('that lacks nothing but the trials under the vote says so, and not that it goes on', async () => {
    const findings = await findingsIn(withVote(data, { closed: 6, votes, open: 1, toCome: 3, withoutVote: 1 }));
    expect(findings.community.sample).toEqual({
      sampled: 11,
      closed: 6,
      open: 1,
      toCome: 3,
      withoutVote: 1,
      notJudged: 0,
      withheld: 4,
      withheldDebates: 8,
    });
    expect(found(findings.caveats, ({ id }) => id === 'withheld')).toEqual({
      id: 'withheld',
      weight: 'caution',
      words:
        '4 of 16 trials are left out of all figures until people’s vote on them is over, so that whoever votes has not read them. Then figures will change.',
    });
    expect(wordsOf(findings, 'partial')).toBeUndefined();
    expect(findings.counts).toMatchObject({
      whole: false,
      missing: ['8 of 32 planned debates are left out until people’s vote on them is over.'],
    });
  });

  it('and that still runs besides says both, and counts only what is not left out', async () => {
    const withheld = withVote(data, { closed: 6, votes, open: 1 });
    const running = { ...withheld, debates: withheld.debates.slice(0, -3) };
    const findings = await findingsIn(running);
    expect(wordsOf(findings, 'withheld')).toMatch(
      /^1 of 16 trials is left out of all figures until people’s vote on it/,
    );
    expect(wordsOf(findings, 'partial')).toMatch(
      /^The study is not finished: leaving out the trials that people vote on, 27 of 30 debates have been run, /,
    );
    expect(findings.counts.missing).toContain('3 of 32 planned debates have not been run.');
  });

  it('of which nothing is in sight yet is not finished as long as one of its debates is to be run, or one of its trials to be judged', async () => {
    const all = withVote(data, { closed: 0, votes, toCome: 16 });
    const { vote: sample } = all;
    if (sample === undefined) throw new Error('It has a vote');
    const half = await findingsIn({ ...all, vote: { ...sample, notJudged: 16, withheldDebates: 16 } });
    expect(wordsOf(half, 'partial')).toMatch(
      /^The study is not finished: leaving out .*, 0 of 16 debates have been run\./,
    );
    expect(half.counts.missing).toEqual([
      '16 of 32 planned debates are left out until people’s vote on them is over.',
      '16 of 32 planned debates have not been run.',
    ]);
    const unjudged = await findingsIn({ ...all, vote: { ...sample, notJudged: 1 } });
    expect(wordsOf(unjudged, 'partial')).toMatch(
      /^The study is not finished: 1 trial of people’s sample is not judged yet\./,
    );
    expect((await findingsIn(all)).caveats.map(({ id }) => id)).not.toContain('partial');
  });

  it('whose judging goes on is not finished either', async () => {
    const withheld = withVote(data, { closed: 6, votes, open: 2 });
    const findings = await findingsIn({ ...withheld, scores: withheld.scores.slice(1) });
    expect(wordsOf(findings, 'partial')).toContain('28 of 28 debates have been run, with ');
  });

  it('of which every trial is left out says of no arm that none was run', async () => {
    const findings = await findingsIn(withVote(data, { closed: 0, votes, open: 1, toCome: 15 }));
    expect(findings.conclusions.filter(({ about }) => about === 'validity').map(({ words }) => words)).toEqual([
      'Debates of the ensemble: none stands here yet.',
      'Debates of the single model: none stands here yet.',
    ]);
    expect(wordsOf(findings, 'partial')).toBeUndefined();
  });

  it('warns of a part of the sample, for as long as it is one', async () => {
    const part = await findingsIn(withVote(data, { closed: 6, votes, open: 1, toCome: 2, withoutVote: 1 }));
    expect(found(part.caveats, ({ id }) => id === 'part-of-sample')).toEqual({
      id: 'part-of-sample',
      weight: 'caution',
      words:
        'People voted on 6 of the 10 pairs of the sample so far. They are put to the vote in the order in which a vote tells most, so their mean is not the sample’s.',
    });
    const left = await findingsIn(withVote(data, { closed: 6, votes, withoutVote: 1 }));
    expect(wordsOf(left, 'part-of-sample')).toBe(
      'People voted on 6 of the 7 pairs of the sample, and no other will be put to the vote. What is lacking was not chosen by chance, so their mean is not the sample’s.',
    );
    const whole = await findingsIn(withVote(data, { closed: 6, votes }));
    expect(whole.caveats.map(({ id }) => id)).not.toContain('part-of-sample');
    expect(whole.caveats.map(({ id }) => id)).not.toContain('withheld');
    expect(whole.counts.whole).toBe(true);
    const none = await findingsIn(withVote(data, { closed: 0, votes, open: 1 }));
    expect(none.caveats.map(({ id }) => id)).not.toContain('part-of-sample');
  });
});
