import { canonicalHash } from '../../src/core/hash.ts';
import { trialIdSchema } from '../../src/core/ids.ts';
import { deriveSeed, seededRandom } from '../../src/core/random.ts';
import type { Arm } from '../../src/debate/plan.ts';
import { type StudyData, type StudyHead, studyHeadSchema } from '../../src/study/data/study-data.ts';
import { type DebateRow, debateRowSchema, pairRowSchema, scoreRowSchema } from '../../src/study/data/study-rows.ts';
import { studyPlanSchema } from '../../src/study/plan/study-plan.ts';
import { content } from '../support/content.ts';
import { MADE_FAMILIES, MADE_MODEL, type MadeTable, makeDebate, tableOf } from './made-debate.ts';
import { makePair, makeScores } from './made-scores.ts';

/** What a made study is like. All of it is drawn from the seed; no model has said a word of it. */
export interface MadeOptions {
  readonly seed: number;
  /** The first so many of scenarios/. */
  readonly scenarios: number;
  /** 1 to 5. */
  readonly ensembles: number;
  /** 1 or 2. */
  readonly formats: number;
  readonly repetitions: number;
  readonly arms: readonly Arm[];
  /** 1 or 2. */
  readonly judges: number;
  readonly judged: readonly ('debate' | 'answer' | 'contribution' | 'pair')[];
  /** By how many points the ensemble truly scores higher on every criterion, before the scale cuts it off. */
  readonly difference: number;
  /** Standard deviation of scenarios, in points. */
  readonly spread: number;
  /** How many of the planned trials have run: 1 is all; of the last one only the first arm has. */
  readonly done: number;
  /** No judge can give any score: each is unscored with a reason. */
  readonly unscored: boolean;
  /** How often a debate lacks a turn, 0 to 1. */
  readonly incomplete: number;
  /** How often a judge leaves one criterion of an object unscored, 0 to 1. */
  readonly gaps: number;
  readonly exclusions: readonly 'incomplete-debates'[];
  readonly primary: StudyHead['plan']['analysis']['primary'];
  /** Every seat, every baseline and the judges are one model: as in a study of the small model alone. */
  readonly oneModel: boolean;
  readonly caution: string;
}

export const MADE: MadeOptions = {
  seed: 20_260_801,
  scenarios: 15,
  ensembles: 5,
  formats: 1,
  repetitions: 1,
  arms: ['ensemble', 'baseline'],
  judges: 2,
  judged: ['debate', 'answer', 'contribution', 'pair'],
  difference: 0.5,
  spread: 0.5,
  done: 1,
  unscored: false,
  incomplete: 0.06,
  gaps: 0.004,
  exclusions: [],
  primary: { of: 'debate', score: 'overall' },
  oneModel: false,
  caution: '',
};

const FORMATS = ['proponent-opponent', 'oxford'];

/** A study that nobody has run, for tests of what is said of one. The same options give the same data. */
export function makeStudy(changes: Partial<MadeOptions> = {}): StudyData {
  const options = { ...MADE, ...changes };
  const head = makeHead(options);
  const trials = trialsOf(options);
  const debates = debatesSoFar(trials, options).map((row) => debateRowSchema.parse(row));
  const judges = head.judges.map(({ judge, model }) => ({ judge, model }));
  const scores = debates.flatMap((row) => makeScores(row, judges, options)).map((row) => scoreRowSchema.parse(row));
  const pairs = options.judged.includes('pair')
    ? trials.flatMap(({ trial }) => {
        const own = debates.filter((row) => row.trial === trial);
        const one = own.find(({ arm }) => arm === 'ensemble');
        const others = own.filter(({ arm }) => arm !== 'ensemble');
        if (one === undefined) return [];
        return others.flatMap((other) => judges.map((judge) => makePair(one, other, judge, options)));
      })
    : [];
  return { head, debates, scores, pairs: pairs.map((row) => pairRowSchema.parse(row)) };
}

interface MadeTrial {
  readonly trial: DebateRow['trial'];
  readonly scenario: string;
  readonly table: MadeTable;
  readonly format: string;
  readonly repetition: number;
}

function trialsOf(options: MadeOptions): MadeTrial[] {
  const { seed, scenarios, ensembles, formats, repetitions } = options;
  const trials = [...content.scenarios.keys()]
    .slice(0, scenarios)
    .flatMap((scenario) =>
      tablesOf(ensembles).flatMap((table) =>
        FORMATS.slice(0, formats).flatMap((format) =>
          Array.from({ length: repetitions }, (_, before) => ({ scenario, table, format, repetition: before + 1 })),
        ),
      ),
    );
  return trials.map((trial) => {
    const hex = canonicalHash([seed, trial.scenario, trial.table.ensemble, trial.format, trial.repetition]);
    return { ...trial, trial: trialIdSchema.parse(`t-${hex.slice(0, 10)}`) };
  });
}

function tablesOf(ensembles: number): MadeTable[] {
  return Array.from({ length: ensembles }, (_, place) => tableOf(place));
}

function debatesSoFar(trials: readonly MadeTrial[], options: MadeOptions): DebateRow[] {
  const order = options.done < 1 ? seededRandom(deriveSeed(options.seed, 'order')).shuffle(trials) : trials;
  const run = order.slice(0, Math.ceil(options.done * trials.length));
  return run.flatMap((trial, place) => {
    const isCut = options.done < 1 && place === run.length - 1;
    return options.arms.slice(0, isCut ? 1 : undefined).map((arm) => makeDebate({ ...trial, arm }, options));
  });
}

function makeHead(options: MadeOptions): StudyHead {
  const scenarios = [...content.scenarios.values()].slice(0, options.scenarios);
  const tables = tablesOf(options.ensembles);
  const formats = FORMATS.slice(0, options.formats);
  const plan = studyPlanSchema.parse({
    id: 'made-up',
    title: 'A made-up study',
    about:
      'Every figure of it is drawn from a seed; no model has said a word. It shows nothing but how a report looks.',
    scenarios: scenarios.map(({ id }) => id),
    ensembles: tables.map(({ ensemble }) => ensemble),
    formats,
    repetitions: options.repetitions,
    arms: options.arms,
    seed: options.seed,
    judged: options.judged,
    analysis: { primary: options.primary, exclusions: options.exclusions },
  });
  const audit = {
    status: 'audited',
    at: Date.UTC(2026, 6, 1),
    verdict: 'fit for some criteria',
    fitFor: ['Argument quality', 'Coherence'],
    quick: false,
    sheet: { stream: 'audit-made-up', seq: 0 },
  };
  const judges = [
    options.oneModel
      ? { judge: 'judge-1', ...MADE_MODEL, sameFamily: true, audit: { ...audit, verdict: 'not fit', fitFor: [] } }
      : { judge: 'judge-1', model: 'made-judge:12b', family: 'made-pine', sameFamily: false, audit },
    { judge: 'judge-2', ...MADE_MODEL, sameFamily: true, audit: { status: 'not audited', digest: null } },
  ].slice(0, options.judges);
  return studyHeadSchema.parse({
    plan,
    planHash: canonicalHash(plan),
    names: {
      scenarios: Object.fromEntries(scenarios.map(({ id, title, topic }) => [id, { title, topic }])),
      ensembles: Object.fromEntries(tables.map(({ ensemble, name }) => [ensemble, name])),
      formats: Object.fromEntries(formats.map((id) => [id, content.formats.get(id)?.name ?? id])),
    },
    rubric: content.rubric,
    judges,
    models: Object.entries(MADE_FAMILIES).map(([name, family], place) => ({
      name,
      family,
      bytes: 4_000_000_000 + place,
      digest: canonicalHash(name),
      contextTokens: 8192,
    })),
    engine: 'no engine: made up',
    caution: options.caution,
    debatesPlanned: trialsOf(options).length * options.arms.length,
  });
}
