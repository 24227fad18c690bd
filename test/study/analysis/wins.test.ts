import { describe, expect, it } from 'vitest';
import { blindMembers } from '../../../src/debate/transcript.ts';
import { bradleyTerry, chanceOf } from '../../../src/statistics/bradley-terry.ts';
import type { StudyData } from '../../../src/study/data/study-data.ts';
import type { DebateRow, PairRow } from '../../../src/study/data/study-rows.ts';
import { makeStudy } from '../made-study.ts';
import { findingsIn, found, mean } from './findings-of.ts';

const data = makeStudy({ scenarios: 12, ensembles: 5, incomplete: 0.2, difference: 0.3 });
const findings = await findingsIn(data);

type Compared = Extract<PairRow['judgement']['outcome'], { status: 'compared' }>;

/** By the mean over the judges in each order, as the panel goes. */
function panelVerdict(rows: readonly PairRow[]): 'one' | 'other' | 'tie' | 'unscored' {
  const compared = rows.flatMap(({ judgement: { outcome } }): Compared[] =>
    outcome.status === 'compared' ? [outcome] : [],
  );
  if (compared.length === 0) return 'unscored';
  const [aFirst, bFirst] = [
    mean(compared.map(({ orders }) => orders[0].a)),
    mean(compared.map(({ orders }) => orders[1].a)),
  ];
  if (aFirst > 0.5 && bFirst > 0.5) return 'one';
  return aFirst < 0.5 && bFirst < 0.5 ? 'other' : 'tie';
}

function count<One>(all: readonly One[], holds: (one: One) => boolean): number {
  return all.filter(holds).length;
}

describe('preferences', () => {
  const trials = [...new Set(data.pairs.map(({ trial }) => trial))];
  const verdicts = trials.map((trial) => panelVerdict(data.pairs.filter((row) => row.trial === trial)));

  it('of the panel are its verdicts over both orders, a tie half for each', () => {
    const panel = found(findings.preferences.rows, ({ by }) => by === 'panel');
    const [one, other, ties] = [
      count(verdicts, (verdict) => verdict === 'one'),
      count(verdicts, (verdict) => verdict === 'other'),
      count(verdicts, (verdict) => verdict === 'tie'),
    ];
    expect(panel).toMatchObject({
      one,
      other,
      ties,
      flipped: ties,
      unscored: count(verdicts, (one) => one === 'unscored'),
    });
    expect(panel.unscored).toBeGreaterThan(0);
    expect(panel.share).toMatchObject({ value: expect.closeTo((one + ties / 2) / (one + other + ties), 12), n: 12 });
    expect(panel.conclusion.verdict).toBe('one-preferred');
  });

  it('of each judge are its own, with how often the place decided', () => {
    for (const judge of ['judge-1', 'judge-2']) {
      const own = data.pairs.filter((row) => row.judgement.judge === judge).map((row) => row.judgement.outcome);
      const told = found(findings.preferences.rows, ({ by }) => by === judge);
      expect(told.flipped).toBe(count(own, (outcome) => outcome.status === 'compared' && outcome.flipped));
      expect(told.one).toBe(count(own, (outcome) => outcome.status === 'compared' && outcome.better === 'a'));
    }
  });

  it('do not depend on which answer was called the first', async () => {
    const swapped: StudyData = { ...data, pairs: data.pairs.map(swap) };
    expect((await findingsIn(swapped)).preferences).toEqual(findings.preferences);
  });

  it('say that none is shown where the interval holds a half, and little where scenarios are few', async () => {
    const even = await findingsIn(makeStudy({ scenarios: 12, ensembles: 2, difference: 0, seed: 5 }));
    expect(found(even.preferences.rows, ({ by }) => by === 'panel').conclusion.verdict).toBe('no-preference-shown');
    const few = await findingsIn(makeStudy({ scenarios: 3 }));
    const panel = found(few.preferences.rows, ({ by }) => by === 'panel');
    expect(panel.conclusion).toEqual({
      verdict: 'too-little-data',
      words: 'Too little data on which answers are preferred: too few scenarios: fewer than 6.',
    });
  });
});

function swap(row: PairRow): PairRow {
  const { judgement, arms } = row;
  const { a, b, outcome } = judgement;
  const other = { a: 'b', b: 'a', tie: 'tie' } as const;
  return {
    ...row,
    arms: { a: arms.b, b: arms.a },
    judgement: {
      ...judgement,
      a: b,
      b: a,
      outcome:
        outcome.status === 'compared'
          ? {
              ...outcome,
              better: other[outcome.better],
              a: 1 - outcome.a,
              orders: [
                { ...outcome.orders[1], first: 'a', a: 1 - outcome.orders[1].a },
                { ...outcome.orders[0], first: 'b', a: 1 - outcome.orders[0].a },
              ],
            }
          : outcome,
    },
  };
}

describe('strengths', () => {
  it('hold all ensembles together through the single model that they were measured against', () => {
    expect(findings.strengths.groups).toHaveLength(1);
    const [group = []] = findings.strengths.groups;
    expect(group.map(({ name }) => name).sort()).toEqual([
      'Made ensemble 1',
      'Made ensemble 2',
      'Made ensemble 3',
      'Made ensemble 4',
      'Made ensemble 5',
      'made-oak:7b',
    ]);
    expect(group.at(-1)).toMatchObject({ arm: 'baseline', name: 'made-oak:7b' });
    const chances = group.map(({ chance }) => (chance.status === 'estimated' ? chance.value : Number.NaN));
    expect(chances).toEqual(chances.toSorted((one, other) => other - one));
    const panel = found(findings.preferences.rows, ({ by }) => by === 'panel');
    expect(group.at(-1)?.comparisons).toBe(panel.one + panel.other + panel.ties);
  });

  it('are Bradley-Terry’s of the same verdicts', () => {
    const duels = data.debates.flatMap((row) => {
      const verdict = panelVerdict(data.pairs.filter(({ trial }) => trial === row.trial));
      if (row.arm !== 'ensemble' || verdict === 'unscored') return [];
      const wins = { one: 1, tie: 0.5, other: 0 }[verdict];
      return [{ one: row.ensemble, other: 'baseline', wins, losses: 1 - wins }];
    });
    const strengths = bradleyTerry(duels);
    for (const { arm, name, chance } of findings.strengths.groups[0] ?? []) {
      const id = arm === 'baseline' ? 'baseline' : name.replace('Made ensemble ', 'made-');
      expect(chance).toMatchObject({ value: expect.closeTo(chanceOf(strengths.get(id) ?? Number.NaN), 6) });
    }
  });
});

describe('contributions', () => {
  /** Overall by both judges, of each member in order of the seats; undefined where any is unscored. */
  function scoresIn(row: DebateRow): number[] | undefined {
    const each = blindMembers(row).map(({ speaker }) => {
      const values = data.scores.flatMap(({ judgement: { debate, object, score } }) =>
        debate === row.debate &&
        object?.kind === 'contribution' &&
        object.speaker === speaker &&
        score.status === 'scored'
          ? [score.value]
          : [],
      );
      return values.length === 14 ? mean(values) : undefined;
    });
    const known = each.filter((value) => value !== undefined);
    return known.length === each.length ? known : undefined;
  }

  it.each(['ensemble', 'baseline'] as const)(
    'of the %s say who won, by side, by seat, and whether it spoke last',
    (arm) => {
      const debates = data.debates.filter((row) => row.arm === arm);
      const scored = debates.flatMap((row) => {
        const scores = scoresIn(row);
        return scores === undefined ? [] : [{ row, scores }];
      });
      const told = found(findings.contributions.arms, (one) => one.arm === arm);
      expect([told.debates, told.unscored]).toEqual([scored.length, debates.length - scored.length]);
      const sides = scored.map(({ row, scores }) => {
        const of = (side: string): number => mean(scores.filter((_, place) => row.members[place]?.stance === side));
        return of('for') - of('against');
      });
      expect(told.sides).toMatchObject({
        for: count(sides, (lead) => lead > 0),
        against: count(sides, (lead) => lead < 0),
        ties: 0,
      });
      const winner = (scores: readonly number[]): number => scores.indexOf(Math.max(...scores));
      expect(told.seats.map(({ wins }) => wins)).toEqual(
        [0, 1, 2, 3].map((place) => count(scored, ({ scores }) => winner(scores) === place)),
      );
      const last = scored.filter(({ row, scores }) => row.members[winner(scores)]?.seat === row.turns.at(-1)?.seat);
      expect(told.lastSpeaker.wins).toBe(last.length);
      expect(told.lastSpeaker.chance).toMatchObject({
        value: expect.closeTo(mean(scored.map(({ scores }) => 1 / scores.length)), 12),
      });
      expect(told.spokeLast.for + told.spokeLast.against).toBe(scored.length);
    },
  );
});
