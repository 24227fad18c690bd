import { describe, expect, it } from 'vitest';
import type { CriterionId } from '../../../src/content/schema.ts';
import type { ScoreDifference } from '../../../src/study/analysis/findings/difference.ts';
import type { StudyData } from '../../../src/study/data/study-data.ts';
import { found, madeFindings, mean } from './findings-of.ts';

const whole = await madeFindings({ gaps: 0, incomplete: 0, difference: 0.15 });
const gaps = await madeFindings({ difference: 0.15 });

/** By plain arithmetic on the rows: a criterion is the mean over the judges, overall the mean over the seven; null where any is missing. */
function overallOfDebate({ scores, head }: StudyData, debate: string, judges = head.judges.length): number | null {
  const criteria = head.rubric.criteria.map(({ id }): number | null => {
    const values = scores.flatMap(({ judgement: { object, criterion, score, ...of } }) =>
      of.debate === debate && object?.kind === 'debate' && criterion === id && score.status === 'scored'
        ? [score.value]
        : [],
    );
    return values.length === judges ? mean(values) : null;
  });
  const known = criteria.filter((value) => value !== null);
  return known.length === 7 ? mean(known) : null;
}

function pairsOf(data: StudyData): { readonly scenario: string; readonly one: number; readonly other: number }[] {
  return data.debates.flatMap((row) => {
    const other = data.debates.find(({ trial, arm }) => trial === row.trial && arm === 'baseline');
    if (row.arm !== 'ensemble' || other === undefined) return [];
    const values = [overallOfDebate(data, row.debate), overallOfDebate(data, other.debate)] as const;
    return values[0] === null || values[1] === null
      ? []
      : [{ scenario: row.scenario, one: values[0], other: values[1] }];
  });
}

function criterion(scores: readonly ScoreDifference[], id: CriterionId): ScoreDifference {
  return found(scores, ({ score }) => score.id === id);
}

describe('the headline', () => {
  it.each([
    ['every score', whole, 75],
    ['gaps', gaps, 68],
  ])('of a study with %s is the mean paired difference, recomputed from its rows', (_, { data, findings }, count) => {
    const pairs = pairsOf(data);
    const { difference, means, pairs: n, scenarios } = findings.headline.difference;
    expect([n, pairs.length, scenarios]).toEqual([count, count, 15]);
    expect(means.one).toMatchObject({ value: expect.closeTo(mean(pairs.map(({ one }) => one)), 10), n: 15 });
    expect(means.other).toMatchObject({ value: expect.closeTo(mean(pairs.map(({ other }) => other)), 10), n: 15 });
    expect(difference).toMatchObject({
      status: 'estimated',
      value: expect.closeTo(mean(pairs.map(({ one, other }) => one - other)), 10),
      n: 15,
    });
  });

  // pandas 3.1.1 and scipy 1.17.1 on the rows of `whole`, with t = scores.groupby(['debate', 'criterion']).value.mean().unstack().mean(axis=1)
  // pivoted to a column an arm, and diff = t.ensemble - t.baseline.
  it('agrees with pandas and scipy where every pair is there', () => {
    const { difference, wilcoxon, welch, means } = whole.findings.headline.difference;
    expect(means).toMatchObject({ one: { value: expect.closeTo(4.081476855047619, 10) } });
    expect(means).toMatchObject({ other: { value: expect.closeTo(3.8175777161904763, 10) } });
    // diff.mean()
    expect(difference).toMatchObject({ value: expect.closeTo(0.2638991388571429, 10) });
    // scipy.stats.wilcoxon(t.ensemble, t.baseline)
    expect(wilcoxon).toMatchObject({ status: 'tested', w: 736, p: expect.closeTo(0.00027443974949151883, 10), n: 75 });
    // scipy.stats.ttest_ind(t.ensemble, t.baseline, equal_var=False)
    expect(welch).toMatchObject({
      status: 'tested',
      t: expect.closeTo(2.3843022367730926, 10),
      freedom: expect.closeTo(146.51046131665422, 8),
      p: expect.closeTo(0.018391838691266527, 10),
      n: 150,
    });
    // r = scipy.stats.ttest_1samp(diff.groupby('scenario').mean(), 0); r.confidence_interval(0.95): with as many pairs in every scenario CR2 is this.
    const student = found(whole.findings.sensitivity, ({ id }) => id === 'by-student').difference;
    expect(student.p).toMatchObject({ value: expect.closeTo(0.0018919996964918938, 12) });
    expect(student.difference).toMatchObject({
      low: expect.closeTo(0.11555515077603404, 10),
      high: expect.closeTo(0.4122431269382517, 10),
    });
  });

  it('has d and g as numpy has them', () => {
    const { cohensD, hedgesG } = whole.findings.headline.difference;
    // d = diff.mean() / numpy.sqrt((t.ensemble.var() + t.baseline.var()) / 2);
    // g = d * numpy.exp(gammaln(74) - gammaln(73.5)) / numpy.sqrt(74), with gammaln of scipy.special and 2 * 75 - 2 = 148 degrees of freedom
    expect(cohensD).toMatchObject({ status: 'estimated', value: expect.closeTo(0.3893549248447124, 8), n: 15 });
    expect(hedgesG).toMatchObject({ status: 'estimated', value: expect.closeTo(0.387377945639789, 10), n: 15 });
  });

  it('agrees with pandas and scipy where scores are missing: a debate with one unscored criterion is in no pair', () => {
    const { difference, wilcoxon, welch } = gaps.findings.headline.difference;
    expect(difference).toMatchObject({ value: expect.closeTo(0.30512813939075634, 10) });
    expect(wilcoxon).toMatchObject({ w: 523, p: expect.closeTo(7.135263335645747e-5, 10), n: 68 });
    expect(welch).toMatchObject({
      t: expect.closeTo(2.59910959841842, 10),
      p: expect.closeTo(0.010398602344214105, 10),
    });
  });

  it('is the same when it is drawn again', async () => {
    const few = { scenarios: 8, ensembles: 2 };
    expect((await madeFindings(few)).findings).toEqual((await madeFindings(few)).findings);
  });

  it('finds the difference that the study was made with, and none where there is none', async () => {
    const judged = ['debate'] as const;
    const { headline } = (await madeFindings({ difference: 0.6, gaps: 0, judged })).findings;
    expect(headline.difference.conclusion.verdict).toBe('one-higher');
    const same = (await madeFindings({ difference: 0, gaps: 0, seed: 11, judged })).findings;
    expect(same.headline.difference.conclusion.verdict).toBe('no-difference-shown');
    const lower = (await madeFindings({ difference: -0.6, gaps: 0, judged })).findings;
    expect(lower.headline.difference.conclusion.verdict).toBe('other-higher');
  });

  it('leaves out incomplete debates where the plan says so, and counts them', async () => {
    const { data, findings } = await madeFindings({ exclusions: ['incomplete-debates'], difference: 0.15 });
    const incomplete = new Set(data.debates.flatMap(({ trial, status }) => (status === 'complete' ? [] : [trial])));
    expect(findings.headline.leftOut).toEqual([
      { pairs: gaps.findings.headline.incompleteIn, because: 'a debate of theirs lacks a turn' },
    ]);
    expect(findings.headline.incompleteIn).toBe(0);
    expect(findings.headline.difference.pairs).toBe(60);
    expect(incomplete.size).toBeGreaterThan(0);
    // pandas: the same as above over debates[debates.status == 'complete']
    expect(findings.headline.difference.difference).toMatchObject({ value: expect.closeTo(0.27838341142857154, 10) });
    expect(found(findings.sensitivity, ({ id }) => id === 'with-incomplete').difference.pairs).toBe(68);
    expect(findings.scores[0]?.scores[0]?.difference).toEqual(findings.headline.difference.difference);
  });

  it('can be a criterion or a view, of the debate or of the answer', async () => {
    const { findings } = await madeFindings({ primary: { of: 'answer', score: 'paper-five' }, difference: 0.15 });
    const { of, score, difference } = findings.headline.difference;
    expect([of, score.kind, score.id]).toEqual(['answer', 'view', 'paper-five']);
    const table = found(findings.scores, (one) => one.of === 'answer');
    expect(difference).toEqual(found(table.scores, (one) => one.score.id === 'paper-five').difference);
  });
});

describe('the criteria', () => {
  const scores = found(whole.findings.scores, ({ of }) => of === 'debate').scores;

  it('stand between the overall score and the views, in the order of the rubric', () => {
    expect(scores.map(({ score }) => score.kind)).toEqual(['overall', ...Array(7).fill('criterion'), 'view']);
    expect(scores.slice(1, 8).map(({ score }) => score.id)).toEqual(
      whole.data.head.rubric.criteria.map(({ id }) => id),
    );
  });

  it('agree with pandas, the view by the paper’s weights', () => {
    expect(criterion(scores, 'safety').difference).toMatchObject({ value: expect.closeTo(0.3134719326666666, 10) });
    expect(criterion(scores, 'coherence').difference).toMatchObject({ value: expect.closeTo(0.18854712933333337, 10) });
    // five = .25 * argument-quality + .25 * alignment-focus + .2 * reasoning-depth + .2 * safety + .1 * coherence
    expect(scores.at(-1)?.difference).toMatchObject({ value: expect.closeTo(0.26078736816666664, 10) });
  });

  it('are corrected by Holm over all seven, and only they', () => {
    const ps = scores.slice(1, 8).map(({ p }) => (p.status === 'value' ? p.value : Number.NaN));
    const order = [...ps.keys()].sort((one, other) => (ps[one] ?? 0) - (ps[other] ?? 0));
    let largest = 0;
    for (const [rank, place] of order.entries()) {
      largest = Math.max(largest, (7 - rank) * (ps[place] ?? 0));
      expect(scores[place + 1]?.pHolm).toMatchObject({ value: expect.closeTo(Math.min(1, largest), 12), n: 15 });
    }
    expect(scores[0]?.pHolm).toBeNull();
    expect(scores.at(-1)?.pHolm).toBeNull();
  });

  it('show no difference where only the correction takes it away, and say so', () => {
    const coherence = criterion(scores, 'coherence');
    expect(coherence.difference).toMatchObject({ low: expect.closeTo(0.004, 2) });
    expect(coherence.conclusion.verdict).toBe('no-difference-shown');
    expect(coherence.conclusion.words).toMatch(
      /Its own interval leaves out 0, but .* \(p = 0\.066 with Holm’s correction\)\.$/,
    );
    expect(criterion(scores, 'truthfulness').conclusion.verdict).toBe('one-higher');
  });
});

describe('groups', () => {
  const table = (by: string) => found(whole.findings.groups, (group) => group.by === by);

  it('have values only where they hold too few scenarios', () => {
    const { rows, valuesOnly } = table('topic');
    expect(rows).toHaveLength(10);
    for (const { difference, conclusion } of rows) {
      expect(difference).toMatchObject({ status: 'no-interval', reason: expect.stringContaining('too few scenarios') });
      expect(conclusion.verdict).toBe('too-little-data');
    }
    expect(valuesOnly).toContain('too few scenarios');
  });

  it('add up to the headline', () => {
    for (const { rows } of whole.findings.groups) {
      const sum = rows.reduce((total, { pairs, difference }) => {
        if (difference.status === 'undefined') throw new Error('a group without a value');
        return total + pairs * difference.value;
      }, 0);
      expect(rows.reduce((total, { pairs }) => total + pairs, 0)).toBe(75);
      expect(sum / 75).toBeCloseTo(0.2638991388571429, 10);
    }
  });

  it('have intervals by ensemble, format and family, over scenarios', () => {
    expect(table('ensemble').rows.map(({ name, pairs, scenarios }) => [name, pairs, scenarios])).toEqual(
      [1, 2, 3, 4, 5].map((place) => [`Made ensemble ${place}`, 15, 15]),
    );
    expect(table('family').rows.map(({ name, pairs }) => [name, pairs])).toEqual([
      ['made-elm', 15],
      ['made-elm, made-oak', 30],
      ['made-oak', 30],
    ]);
    for (const by of ['ensemble', 'format', 'family'])
      for (const { difference } of table(by).rows) expect(difference).toMatchObject({ status: 'estimated', n: 15 });
    expect(table('ensemble').valuesOnly).toBe('');
    expect(table('ensemble').rows[0]?.conclusion.words).toContain('on the debate overall (Made ensemble 1): ');
  });
});
