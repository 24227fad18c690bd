import { describe, expect, it } from 'vitest';
import type { StudyFindings } from '../../../src/study/analysis/findings.ts';
import type { StudyData } from '../../../src/study/data/study-data.ts';
import { type MadeOptions, makeStudy } from '../made-study.ts';
import { withVerdicts } from '../made-votes.ts';
import { changed, findingsIn, found } from './findings-of.ts';

type Caveat = StudyFindings['caveats'][number];
const small: Partial<MadeOptions> = { scenarios: 6, ensembles: 3, judged: ['debate'], incomplete: 0, gaps: 0 };

async function caveatsOf(data: StudyData): Promise<readonly Caveat[]> {
  return (await findingsIn(data)).caveats;
}

function withJudges(data: StudyData, change: Partial<StudyData['head']['judges'][number]>): StudyData {
  return { ...data, head: { ...data.head, judges: data.head.judges.map((seat) => ({ ...seat, ...change })) } };
}

describe('caveats', () => {
  it('come first where a judge is a model that debates', async () => {
    const caveats = await caveatsOf(makeStudy({ ...small, oneModel: true, judges: 1 }));
    expect(caveats[0]).toEqual({
      id: 'judge-debates',
      weight: 'grave',
      words:
        'The only judge debates itself: judge-1 (made-oak:7b). Models favour their own words, so a score of this judge cannot tell what is good from what is its own.',
    });
    expect(caveats[1]).toMatchObject({
      id: 'judge-not-fit',
      weight: 'grave',
      words: expect.stringContaining('judge-1 (made-oak:7b) failed'),
    });
    expect(found(caveats, ({ id }) => id === 'one-model').words).toBe(
      'All 3 ensembles are one model, made-oak:7b, in several personas: a difference is one of personas, and says nothing of ensembles of unlike models.',
    );
  });

  it('name a judge of a family that debates, and one that nobody has audited', async () => {
    const data = makeStudy({ ...small, judges: 1 });
    const related = await caveatsOf(
      withJudges(data, { sameFamily: true, audit: { status: 'not audited', digest: null } }),
    );
    expect(found(related, ({ id }) => id === 'judge-of-the-family')).toMatchObject({ weight: 'caution' });
    expect(found(related, ({ id }) => id === 'judge-not-audited')).toMatchObject({ weight: 'grave' });
    const unread = await caveatsOf(withJudges(data, { audit: undefined }));
    expect(unread.map(({ id }) => id)).toContain('judge-not-audited');
  });

  it('say nothing against a judge that is fit and of another family', async () => {
    const data = makeStudy({ ...small, judges: 1 });
    const [seat] = data.head.judges;
    if (seat?.audit?.status !== 'audited') throw new Error('the made judge is audited');
    const caveats = await caveatsOf(withJudges(data, { audit: { ...seat.audit, verdict: 'fit', fitFor: [] } }));
    expect(caveats.map(({ id }) => id)).toEqual(['one-baseline']);
  });

  it('say that ensembles share one baseline, and how that was analysed', async () => {
    const shared = found(await caveatsOf(makeStudy(small)), ({ id }) => id === 'one-baseline');
    expect(shared.words).toBe(
      'Made ensemble 1, Made ensemble 2 and Made ensemble 3 are measured against one and the same condition (made-oak:7b at a table of 2), with 3 seeds: their baselines on a scenario are runs of one thing, not 3 things, and the ensembles’ differences from it are not independent of each other. Intervals are over scenarios, which allows for that.',
    );
    const alone = await caveatsOf(makeStudy({ ...small, ensembles: 1 }));
    expect(alone.map(({ id }) => id)).not.toContain('one-baseline');
  });

  it('have the caution of small models word for word', async () => {
    const caution = 'Very small models (made-oak:7b) write fluent English and reason poorly.';
    expect(await caveatsOf(makeStudy({ ...small, caution }))).toContainEqual({
      id: 'small-models',
      weight: 'grave',
      words: caution,
    });
  });

  it('say of a study that runs how far it is', async () => {
    const [first] = await caveatsOf(makeStudy({ ...small, done: 0.5 }));
    expect(first).toMatchObject({ id: 'partial', weight: 'grave' });
    expect(first?.words).toMatch(
      /^The study is not finished: 17 of 36 debates have been run, with 238 of the 238 scores that these take\./,
    );
    const judging = makeStudy(small);
    const unjudged = await caveatsOf({ ...judging, scores: judging.scores.slice(1) });
    expect(unjudged[0]?.words).toContain('36 of 36 debates have been run, with 503 of the 504 scores');
  });

  it('name few scenarios, incomplete debates in the headline, much that is unscored, and arms of unlike length', async () => {
    expect((await caveatsOf(makeStudy({ ...small, scenarios: 5 }))).map(({ id }) => id)).toContain('few-scenarios');
    const incomplete = await findingsIn(makeStudy({ ...small, incomplete: 0.4 }));
    const counted = found(incomplete.caveats, ({ id }) => id === 'incomplete-counted').words;
    expect(counted).toContain(`In ${incomplete.headline.incompleteIn} of the headline’s 18 pairs`);
    const unscored = await caveatsOf(makeStudy({ ...small, gaps: 0.02 }));
    expect(found(unscored, ({ id }) => id === 'unscored').weight).toBe('caution');
    const longer = changed(makeStudy(small), {
      debate: (row) => ({
        ...row,
        attempts: row.attempts.map((one) => ({
          ...one,
          completionTokens: row.arm === 'ensemble' ? 200 : 100,
        })),
      }),
    });
    expect(found(await caveatsOf(longer), ({ id }) => id === 'tokens-differ').words).toContain(
      'wrote unlike many tokens',
    );
  });

  it('put the grave ones before the others', async () => {
    const weights = (await caveatsOf(makeStudy({ ...small, done: 0.5, caution: 'Small.' }))).map(
      ({ weight }) => weight,
    );
    expect(weights).toEqual([...weights.filter((one) => one === 'grave'), ...weights.filter((one) => one !== 'grave')]);
    expect(weights[0]).toBe('grave');
  });

  it('say of a panel that prefers the same place in most pairs that it goes by the place', async () => {
    const data = makeStudy({ ...small, judged: ['debate', 'answer', 'pair'], judges: 1 });
    const trials = new Set(data.pairs.map(({ trial }) => trial));
    const flippedIn = (count: number): StudyData => {
      const flipped = new Set([...trials].slice(0, count));
      return withVerdicts(data, (trial) => (flipped.has(trial) ? 'neither' : 'ensemble'));
    };
    expect(trials.size).toBe(18);
    expect(found(await caveatsOf(flippedIn(10)), ({ id }) => id === 'by-place')).toEqual({
      id: 'by-place',
      weight: 'caution',
      words:
        'In 10 of 18 pairs of answers the judges preferred the one in the same place in both orders: they go by the place, and their comparisons say next to nothing of the answers.',
    });
    expect((await caveatsOf(flippedIn(9))).map(({ id }) => id)).not.toContain('by-place');
  });
});
