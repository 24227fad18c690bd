import type { Rubric } from '../content/schema.ts';
import { type JudgedObject, objectKey } from '../judge/judged-object.ts';
import { whyNothing } from '../judge/nothing-to-judge.ts';
import { panelAgreement } from '../judge/panel-agreement.ts';
import { countQuotes, type QuoteCount } from '../judge/quote-count.ts';
import { type Judgement, objectOf, type Score } from '../judge/score.ts';
import { type ScoreSummary, summarizeScores, type Valued } from '../judge/summary.ts';
import { countReasons, type UnscoredCounts } from './count-reasons.ts';
import type { JudgementRecord } from './records.ts';
import { meanOf, NO_VALUE, type Spread, spreadOf } from './spread.ts';
import { type DebateToJudge, objectsOfKind, type ToJudge } from './to-judge.ts';

/** Over objects of whole debates, but for what is unscored: that is counted over all. */
export interface CriterionRow extends Spread {
  readonly id: string;
  readonly name: string;
  /** Share of probabilities (or samples) that lay on no digit, on average; null where that is not known. */
  readonly off: number | null;
  readonly unscored: UnscoredCounts;
}

/** The same scores together: overall, and by the rubric's views. */
export interface CombinedRow extends Spread {
  readonly id: string;
  readonly name: string;
}

/** The overall score of what somebody said. */
export interface SpeakerRow extends Spread {
  readonly role: string;
  readonly model: string | null;
}

/** What one judge, or all together, gave. */
export interface ScoresSummary {
  readonly criteria: readonly CriterionRow[];
  readonly combined: readonly CombinedRow[];
  /** Of contributions; none for other objects. */
  readonly speakers: readonly SpeakerRow[];
  /** The overall score where the debate is not whole. */
  readonly notWhole: Spread;
  readonly unscored: UnscoredCounts;
  readonly quotes: QuoteCount;
}

/** The scores of all objects of one kind. */
export interface KindSummary {
  readonly kind: JudgedObject['kind'];
  /** How many there are in whole debates, in debates that are not, and how many objects have nothing to judge. */
  readonly counts: { readonly whole: number; readonly notWhole: number; readonly nothing: number };
  /** In the order of the panel. */
  readonly judges: readonly (ScoresSummary & { readonly judge: string })[];
  /** Null for a panel of one. */
  readonly together: ScoresSummary | null;
  /** How well the judges agree. */
  readonly agreement: ReturnType<typeof panelAgreement>;
}

/** An object with all that was said of it. */
interface Item {
  readonly debate: DebateToJudge;
  readonly object: JudgedObject;
  readonly judgements: readonly Judgement[];
}

/** Sums up the scores of all objects of one kind. @param judges the panel's seats */
export function summarizeKind(
  kind: JudgedObject['kind'],
  asked: ToJudge,
  records: readonly JudgementRecord[],
  judges: readonly string[],
  rubric: Rubric,
): KindSummary {
  const said = new Map<string, Judgement[]>();
  for (const { judgement } of records) {
    const key = keyOf(judgement.debate, objectOf(judgement));
    said.set(key, [...(said.get(key) ?? []), judgement]);
  }
  const items = objectsOfKind(asked, kind).map(
    ({ debate, object }): Item => ({ debate, object, judgements: said.get(keyOf(debate.debate, object)) ?? [] }),
  );
  const there = items.filter(({ debate, object }) => whyNothing(debate.transcript, object) === '');
  const whole = there.filter(({ debate }) => debate.whole).length;
  const of = (judge: string): Item[] =>
    items.map((item) => ({ ...item, judgements: item.judgements.filter((one) => one.judge === judge) }));
  return {
    kind,
    counts: { whole, notWhole: there.length - whole, nothing: items.length - there.length },
    judges: judges.map((judge) => ({ judge, ...summed(of(judge), 1, rubric) })),
    together: judges.length < 2 ? null : summed(items, judges.length, rubric),
    agreement: panelAgreement(
      items.flatMap(({ judgements }) => judgements),
      judges,
    ),
  };
}

function keyOf(debate: string, object: JudgedObject): string {
  return `${debate} ${objectKey(object)}`;
}

function summed(items: readonly Item[], judges: number, rubric: Rubric): ScoresSummary {
  const summaries = items.map((item) => ({
    ...item,
    summary: summarizeScores(item.judgements, rubric, judges, item.object),
  }));
  const whole = summaries.filter(({ debate }) => debate.whole);
  const over = (
    some: readonly { readonly summary: ScoreSummary }[],
    value: (summary: ScoreSummary) => Valued | undefined,
  ): Spread => spreadOf(some.map(({ summary }) => value(summary) ?? NO_VALUE));
  const scoresOf = (some: readonly Item[]): Judgement[] => some.flatMap(({ judgements }) => judgements);
  return {
    criteria: rubric.criteria.map(({ id, name }, place) => ({
      id,
      name,
      ...over(whole, ({ criteria }) => criteria[place]),
      off: meanOff(scoresOf(whole).flatMap(({ criterion, score }) => (criterion === id ? [score] : []))),
      unscored: countReasons(scoresOf(items).flatMap(({ criterion, score }) => (criterion === id ? [score] : []))),
    })),
    combined: [
      { id: 'overall', name: 'Overall', ...over(whole, overallIn) },
      ...rubric.views.map(({ id, name }, place) => ({ id, name, ...over(whole, ({ views }) => views[place]) })),
    ],
    speakers: bySpeaker(whole).map(({ role, model, all }) => ({ role, model, ...over(all, overallIn) })),
    notWhole: over(
      summaries.filter(({ debate }) => !debate.whole),
      overallIn,
    ),
    unscored: countReasons(scoresOf(items).map(({ score }) => score)),
    quotes: countQuotes(scoresOf(items)),
  };
}

function overallIn({ overall, overallSpread }: ScoreSummary): Valued {
  return { value: overall, spread: overallSpread };
}

/** Over what is unscored too: much of it is unscored for lying off the digits. */
function meanOff(scores: readonly Score[]): number | null {
  return meanOf(scores.flatMap(({ measure }) => measure?.off ?? []));
}

/** Contributions by whose they are, in the order in which these first come up. */
function bySpeaker<One extends Item>(
  items: readonly One[],
): { readonly role: string; readonly model: string | null; readonly all: readonly One[] }[] {
  const speakers = new Map<string, { role: string; model: string | null; all: One[] }>();
  for (const item of items) {
    const { debate, object } = item;
    if (object.kind !== 'contribution') continue;
    const speaker = debate.speakers.find(({ label }) => label === object.speaker);
    if (speaker === undefined) continue;
    const { role, model } = speaker;
    const key = JSON.stringify([role, model]);
    const known = speakers.get(key) ?? { role, model, all: [] };
    known.all.push(item);
    speakers.set(key, known);
  }
  return [...speakers.values()];
}
