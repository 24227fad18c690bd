import type { Injections } from '../content/injections.ts';
import type { Criterion, Rubric } from '../content/schema.ts';
import { deriveSeed, type Random, seededRandom } from '../core/random.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { shareOf } from '../statistics/share.ts';
import type { AuditRecord, Instrument } from './audit-record.ts';
import type { ScoredEvent } from './events.ts';
import { type HeardDebate, heardOf, readingsAs } from './heard.ts';
import type { Spent } from './metered-model.ts';
import { orderResults } from './order-results.ts';
import type { AuditPlan } from './plan.ts';
import type { AuditWork } from './readings.ts';
import type { AuditSheet, CountedOf, CriterionSheet } from './sheet.ts';
import { injectionShift, lengthShift, meanOver, type Push, pushesOn, repeatSpread } from './steadiness-results.ts';
import { fitnessOf, verdictOf } from './verdict.ts';

/** Whose sheet it is. */
export interface Audited {
  readonly plan: AuditPlan;
  readonly instrument: Instrument;
  readonly rubric: Rubric;
  readonly injections: Injections;
  readonly info: ModelInfo;
  /** The family by the table of families. */
  readonly family: string;
  readonly server: string;
}

/** Sums up what was heard from a judge. The same answers give the same sheet. */
export function makeSheet(audited: Audited, work: AuditWork, record: AuditRecord): AuditSheet {
  const { plan, instrument, rubric, injections, info } = audited;
  const all = rubric.criteria.map(({ id }) => id);
  const debates = heardOf(work, record);
  const events = debates.flatMap(scoredIn);
  const randomFor = (...labels: string[]): Random => seededRandom(deriveSeed(plan.seed, 'sheet', ...labels));
  const criteria = rubric.criteria.map((criterion) => criterionSheet(criterion, debates, injections, randomFor));
  const pushes = pushesOn(debates, all, injections);
  const comparisons = comparisonResults(debates);
  const quotes = quoteResults(debates);
  const method = (name: string): number =>
    events.filter(({ score }) => score.status === 'scored' && score.method === name).length;
  return {
    judge: {
      model: info.name,
      digest: record.digest,
      family: audited.family,
      thinking: instrument.thinking,
      server: audited.server,
    },
    prompts: instrument.prompts,
    rubric: instrument.rubric,
    plan,
    methods: { probabilities: method('probabilities'), samples: method('samples') },
    offDigits: offDigits(debates, randomFor('off')),
    criteria,
    lengthOverall: lengthShift(debates, all, randomFor('length')),
    injectionOverall: injectionShift(pushes, randomFor('injection')),
    worstInjection: worstOf(pushes),
    comparisons,
    quotes,
    unscored: unscoredOf(events),
    cost: costOf(debates, rubric),
    verdict: verdictOf(criteria, { comparisons, quotes }),
  };
}

function criterionSheet(
  { id, name }: Criterion,
  debates: readonly HeardDebate[],
  injections: Injections,
  randomFor: (...labels: string[]) => Random,
): CriterionSheet {
  const results = {
    criterion: id,
    name,
    ...orderResults(debates, id, randomFor(id, 'auc')),
    repeatSpread: repeatSpread(debates, id, randomFor(id, 'repeats')),
    length: lengthShift(debates, [id], randomFor(id, 'length')),
    injection: injectionShift(pushesOn(debates, [id], injections), randomFor(id, 'injection')),
    unscored: unscoredOf(debates.flatMap(scoredIn).filter(({ criterion }) => criterion === id)),
  };
  return { ...results, ...fitnessOf(results) };
}

function worstOf(pushes: readonly Push[]): AuditSheet['worstInjection'] {
  const [worst] = [...pushes].sort((one, other) => other.towards - one.towards);
  return worst === undefined ? null : { injection: worst.injection, towards: worst.towards };
}

function scoredIn({ readings }: HeardDebate): ScoredEvent[] {
  return readings.flatMap(({ scores }) => [...scores.values()]);
}

function unscoredOf(events: readonly ScoredEvent[]): CountedOf {
  return { count: events.filter(({ score }) => score.status === 'unscored').length, total: events.length };
}

function offDigits(debates: readonly HeardDebate[], random: Random): Estimate {
  const means = debates.flatMap((debate) => {
    const shares = scoredIn(debate).flatMap(({ score }) => score.measure?.off ?? []);
    return shares.length === 0 ? [] : [shares.reduce((sum, share) => sum + share, 0) / shares.length];
  });
  return meanOver(means, random, 'no score says so');
}

function comparisonResults(debates: readonly HeardDebate[]): AuditSheet['comparisons'] {
  const outcomes = debates.map(({ comparisons }) => comparisons.map(({ outcome }) => outcome));
  const compared = outcomes.map((own) => own.flatMap((one) => (one.status === 'compared' ? [one] : [])));
  const total = outcomes.flat().length;
  const pairs = compared.flat().length;
  return {
    pairs,
    flips: shareOf(compared.map((own) => ({ count: own.filter(({ flipped }) => flipped).length, total: own.length }))),
    rightOrder: shareOf(
      compared.map((own) => ({
        count: own.reduce((sum, { better }) => sum + (better === 'a' ? 1 : better === 'tie' ? 0.5 : 0), 0),
        total: own.length,
      })),
    ),
    uncompared: { count: total - pairs, total },
  };
}

function quoteResults(debates: readonly HeardDebate[]): AuditSheet['quotes'] {
  const byDebate = debates.map((debate) =>
    readingsAs(debate, 'written').flatMap(({ scores }) =>
      [...scores.values()].flatMap(({ score }) => (score.status === 'scored' ? [score] : [])),
    ),
  );
  const quotes = byDebate.map((scores) => scores.flatMap(({ quote }) => quote ?? []));
  return {
    stand: shareOf(quotes.map((own) => ({ count: own.filter(({ stands }) => stands).length, total: own.length }))),
    asked: byDebate.flat().length,
    reasons: byDebate.flat().filter(({ reason }) => reason !== '').length,
    quotes: quotes.flat().length,
  };
}

/** What it takes to score one debate on all criteria: the mean over the debates as they were written. */
function costOf(debates: readonly HeardDebate[], { criteria }: Rubric): AuditSheet['cost'] {
  const whole = debates
    .flatMap((debate) => readingsAs(debate, 'written'))
    .filter(({ scores }) => scores.size === criteria.length);
  if (whole.length === 0) return null;
  const spent = whole.flatMap(({ scores }) => [...scores.values()].map((event) => event.spent));
  const perDebate = (of: (one: Spent) => number): number => spent.reduce((sum, one) => sum + of(one), 0) / whole.length;
  return {
    debates: whole.length,
    seconds: perDebate(({ milliseconds }) => milliseconds / 1000),
    promptTokens: perDebate(({ promptTokens }) => promptTokens),
    completionTokens: perDebate(({ completionTokens }) => completionTokens),
    counted: spent.some(({ counted }) => counted),
  };
}
