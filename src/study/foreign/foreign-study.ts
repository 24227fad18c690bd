import type { Families } from '../../content/schema.ts';
import { groupedBy } from '../../core/grouped-by.ts';
import { canonicalHash } from '../../core/hash.ts';
import { type DebateId, type TrialId, trialIdSchema } from '../../core/ids.ts';
import type { ForeignDebate } from '../../foreign/foreign-debate.ts';
import { debateIds } from '../../judge-foreign/debate-ids.ts';
import type { JudgedRecord } from '../../judge-foreign/records.ts';
import type { Origin } from '../data/origin.ts';
import type { StudyData, StudyHead } from '../data/study-data.ts';
import type { DebateRow, PairRow, ScoreRow } from '../data/study-rows.ts';
import { FOREIGN_FORMAT, foreignRow, UNTOLD_CATEGORY } from './foreign-rows.ts';
import { type Conditions, pairUp, placeDebates, topicKey } from './pair-up.ts';

/** The debates of a file as a study has them, before anybody judges. */
export interface ForeignStudy {
  /** In the order of the file. */
  readonly debates: readonly DebateRow[];
  readonly names: StudyHead['names'];
  readonly trials: readonly { readonly trial: TrialId; readonly repetition: number }[];
  readonly pairs: Origin['pairs'];
  /** Debates that are in no table. */
  readonly leftOut: number;
}

/** Lays the debates of a file out as a study: arms by their conditions, trials by topic and ensemble. */
export function layOutForeign(
  debates: readonly ForeignDebate[],
  conditions: Conditions,
  families: Families,
): ForeignStudy {
  const ids = debateIds(debates);
  const placed = placeDebates(debates, conditions);
  const scenarios = new Ids('topic');
  const ensembles = new Ids('ensemble');
  for (const one of placed) scenarios.of(topicKey(one), one.topic);
  const repetitions = new Map<string, number>();
  const trials = pairUp(placed).map((found) => {
    const both = [found.ensemble, found.baseline].flatMap((one) => one ?? []);
    const [first] = both;
    if (first === undefined) throw new TypeError('A trial has at least one debate');
    const scenario = scenarios.of(topicKey(first), first.topic);
    const name = first.checked.debate.ensemble ?? 'not named';
    const ensemble = ensembles.of(name, name);
    const key = `${scenario} ${ensemble}`;
    const repetition = (repetitions.get(key) ?? 0) + 1;
    repetitions.set(key, repetition);
    const members = both.map(({ place }) => ids[place] ?? '');
    const trial = trialIdSchema.parse(`t-${canonicalHash(members).slice(0, 16)}`);
    return { found, both, trial, repetition, scenario, ensemble };
  });
  const rows = trials.flatMap(({ both, trial, repetition, scenario, ensemble }) =>
    both.flatMap((one) => {
      const debate = ids[one.place];
      if (debate === undefined) return [];
      const row = foreignRow({ debate, trial, placed: one, scenario, ensemble, repetition }, families);
      return [{ place: one.place, row }];
    }),
  );
  const by = (how: 'ensemble' | 'topic'): number => trials.filter(({ found }) => found.by === how).length;
  return {
    debates: rows.toSorted((one, other) => one.place - other.place).map(({ row }) => row),
    names: {
      scenarios: Object.fromEntries(
        [...scenarios.names].map(([id, title]) => [id, { title, topic: UNTOLD_CATEGORY }] as const),
      ),
      ensembles: Object.fromEntries(ensembles.names),
      formats: { [FOREIGN_FORMAT]: 'as the file has it' },
    },
    trials: trials.map(({ trial, repetition }) => ({ trial, repetition })),
    pairs: { told: by('ensemble'), byTopic: by('topic') },
    leftOut: debates.length - placed.length,
  };
}

/** Whether any fit debate has an answer, and whether in every pair of fit debates both have one, so that all can be compared. */
export function pairedAnswers({ debates }: Pick<ForeignStudy, 'debates'>): {
  readonly answered: boolean;
  readonly compared: boolean;
} {
  const fit = debates.filter(({ status }) => status !== 'failed');
  const pairs = [...groupedBy(fit, ({ trial }) => trial).values()].filter(({ length }) => length === 2);
  return {
    answered: fit.some(({ answer }) => answer !== null),
    compared: pairs.length > 0 && pairs.every((both) => both.every(({ answer }) => answer !== null)),
  };
}

/** What judges said of these debates, as a study's tables. */
export function tablesOf(
  { debates }: Pick<ForeignStudy, 'debates'>,
  records: readonly JudgedRecord[],
): Pick<StudyData, 'scores' | 'pairs'> {
  const rows = new Map(debates.map((row) => [row.debate, row]));
  const armOf = (debate: DebateId): DebateRow['arm'] | undefined => rows.get(debate)?.arm;
  return {
    scores: records.flatMap((record): ScoreRow[] => {
      if (record.type !== 'judgement') return [];
      const row = rows.get(record.judgement.debate);
      return row === undefined
        ? []
        : [{ trial: row.trial, arm: row.arm, model: record.model, judgement: record.judgement }];
    }),
    pairs: records.flatMap((record): PairRow[] => {
      if (record.type !== 'comparison') return [];
      const { judgement, model } = record;
      const [a, b] = [armOf(judgement.a), armOf(judgement.b)];
      const trial = rows.get(judgement.a)?.trial;
      return a === undefined || b === undefined || trial === undefined
        ? []
        : [{ trial, arms: { a, b }, model, judgement }];
    }),
  };
}

/** Ids for names that may hold anything, in the order in which they come. */
class Ids {
  /** By id. */
  readonly names = new Map<string, string>();
  readonly #kind: string;
  readonly #ids = new Map<string, string>();

  constructor(kind: string) {
    this.#kind = kind;
  }

  of(key: string, name: string): string {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = `${this.#kind}-${this.#ids.size + 1}`;
    this.#ids.set(key, id);
    this.names.set(id, name);
    return id;
  }
}
