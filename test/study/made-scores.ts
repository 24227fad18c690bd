import type { CriterionId } from '../../src/content/schema.ts';
import { deriveSeed, type Random, seededRandom } from '../../src/core/random.ts';
import { blindMembers } from '../../src/debate/transcript.ts';
import { type JudgedObject, objectKey, objectsOfKinds } from '../../src/judge/judged-object.ts';
import type { Measure } from '../../src/judge/measure.ts';
import { preferenceOf } from '../../src/judge/preference.ts';
import { rubricHash } from '../../src/judge/rubric-hash.ts';
import type { Score } from '../../src/judge/score.ts';
import type { DebateRow, PairRow, ScoreRow } from '../../src/study/data/study-rows.ts';
import { content } from '../support/content.ts';
import { happens, normal } from './made-debate.ts';
import type { MadeOptions } from './made-study.ts';

interface MadeJudge {
  readonly judge: string;
  readonly model: string;
}

const MEASURE: Measure = { off: 0.02, tokens: [], alternatives: 20, samples: null, thinking: false };
const UNSCORED = { status: 'unscored', reason: 'answer-is-no-score', detail: 'made up' } as const;
const RUBRIC_HASH = rubricHash(content.rubric);

/** How good a debate truly is on a criterion, in points: what all judges see, each with an error of their own. */
function truth(row: DebateRow, criterion: CriterionId, { seed, difference, spread }: MadeOptions): number {
  const drawn = (...labels: string[]): number => normal(seededRandom(deriveSeed(seed, 'truth', ...labels)));
  return (
    4 +
    spread * drawn(row.scenario) +
    0.2 * drawn(row.ensemble) +
    0.3 * drawn(criterion) +
    0.4 * drawn(row.debate) +
    (row.arm === 'ensemble' ? difference : 0)
  );
}

export function makeScores(row: DebateRow, judges: readonly MadeJudge[], options: MadeOptions): ScoreRow[] {
  const speakers = row.arm === 'self-consistency' ? [] : blindMembers(row).map(({ speaker }) => speaker);
  const objects = objectsOfKinds(options.judged, speakers);
  return judges.flatMap(({ judge, model }, place) =>
    objects.flatMap((object) =>
      content.rubric.criteria.map(({ id }) => {
        const random = seededRandom(deriveSeed(options.seed, row.debate, objectKey(object), judge, id));
        const value = truth(row, id, options) + 0.3 * place + 0.5 * normal(random) + extra(object, row, random);
        return {
          trial: row.trial,
          arm: row.arm,
          model,
          judgement: {
            debate: row.debate,
            object,
            judge,
            criterion: id,
            rubricHash: RUBRIC_HASH,
            score: scoreFor(object, row, value, random, options),
          },
        };
      }),
    ),
  );
}

/** Who speaks last does a little better. */
function extra(object: JudgedObject, row: DebateRow, random: Random): number {
  if (object.kind !== 'contribution') return 0;
  const last = blindMembers(row).find(({ member }) => member.seat === row.turns.at(-1)?.seat);
  return 0.3 * normal(random) + (last?.speaker === object.speaker ? 0.15 : 0);
}

function scoreFor(
  object: JudgedObject,
  row: DebateRow,
  value: number,
  random: Random,
  { unscored, gaps }: MadeOptions,
): Score {
  if (object.kind === 'answer' && row.answer === null)
    return { status: 'unscored', reason: 'nothing-to-judge', detail: 'made up' };
  if (unscored || happens(gaps, random)) return UNSCORED;
  const quoted = happens(0.7, random);
  return {
    status: 'scored',
    ...distributionAt(Math.max(1, Math.min(7, value))),
    method: 'probabilities',
    measure: MEASURE,
    reason: 'A made-up reason.',
    quote: quoted ? { text: 'are made up', stands: happens(0.9, random) } : null,
  };
}

/** All weight on the two levels around a value. */
function distributionAt(value: number): { value: number; spread: number; distribution: number[] } {
  const low = Math.min(6, Math.floor(value));
  const high = value - low;
  return {
    value,
    spread: Math.sqrt(high * (1 - high)),
    distribution: Array.from({ length: 7 }, (_, place) => (place + 1 === low ? 1 - high : place === low ? high : 0)),
  };
}

/** The ensemble's answer (`a`) beside another arm's. A judge has a leaning to what stands first. */
export function makePair(one: DebateRow, other: DebateRow, { judge, model }: MadeJudge, options: MadeOptions): PairRow {
  const random = seededRandom(deriveSeed(options.seed, one.debate, other.debate, judge));
  const lead = truth(one, 'coherence', options) - truth(other, 'coherence', options) + 0.5 * normal(random);
  const chance = (logit: number): number => 1 / (1 + Math.exp(-logit));
  const [aFirst, bFirst] = [chance(lead + 0.3), chance(lead - 0.3)];
  const { better, a, place } = preferenceOf(aFirst, bFirst);
  const missing = one.answer === null || other.answer === null;
  return {
    trial: one.trial,
    arms: { a: one.arm, b: other.arm },
    model,
    judgement: {
      kind: 'answer',
      a: one.debate,
      b: other.debate,
      judge,
      rubricHash: RUBRIC_HASH,
      outcome:
        missing || options.unscored
          ? missing
            ? { status: 'unscored', reason: 'nothing-to-judge', detail: 'made up' }
            : UNSCORED
          : {
              status: 'compared',
              better,
              a,
              flipped: place !== null,
              method: 'probabilities',
              orders: [
                { first: 'a', a: aFirst, measure: MEASURE },
                { first: 'b', a: bFirst, measure: MEASURE },
              ],
            },
    },
  };
}
