import { familyOf } from '../../content/family.ts';
import type { Prompts } from '../../content/prompts.ts';
import type { Content } from '../../content/schema.ts';
import { canonicalHash, sha256 } from '../../core/hash.ts';
import { type TrialId, trialIdSchema, voterIdSchema } from '../../core/ids.ts';
import { deriveSeed } from '../../core/random.ts';
import { USUAL_LIMITS } from '../../debate/plan.ts';
import type { JudgeSeat } from '../../judge/panel.ts';
import type { ModelInfo } from '../../models/port/chat-model.ts';
import type { PickedHost } from '../../models/port/picked-host.ts';
import { makeTrialPlan } from '../../trial/make-trial-plan.ts';
import { debatesOf, type TrialPlan } from '../../trial/plan.ts';
import type { StudyHead } from '../data/study-data.ts';
import { orderRuns } from '../run/order-runs.ts';
import type { StudyRun } from '../run/study-run.ts';
import { PanelsDifferError } from './panels-differ-error.ts';
import { contentOfStudy, ensemblesOf, scenariosOf } from './study-content.ts';
import type { StudyPlan } from './study-plan.ts';

/** One trial of a study, with its place in the design. */
export interface StudyTrial {
  readonly plan: TrialPlan;
  /** 1 and up: of this scenario, ensemble and format with other seeds. */
  readonly repetition: number;
}

/** A study with everything decided, before the first call. */
export interface StudyLayout {
  readonly head: StudyHead;
  readonly trials: readonly StudyTrial[];
  /** In the order in which they are begun. */
  readonly runs: readonly StudyRun[];
}

export interface LayOutDeps {
  readonly content: Content;
  readonly prompts: Prompts;
  readonly picked: PickedHost;
  /** The host's chat models, smallest first. */
  readonly models: readonly ModelInfo[];
  /** Judges' seats with what is known of their audits. */
  audited(seats: readonly JudgeSeat[]): Promise<readonly JudgeSeat[]>;
}

/** No person starts the trials of a study. */
const NOBODY = voterIdSchema.parse(`v-${'0'.repeat(32)}`);
/** There is no ballot, but a plan has how long one would be open. A trial that is put to the vote is given its own. */
const NO_BALLOT = 1000;

/**
 * Decides everything of a study: every trial with its models, seeds and prompts, and the order of the runs. The same plan, content and models give
 * the same layout.
 * @throws PanelsDifferError, ModelMissingError, NoModelError, ThinkingTooLongError
 */
export async function layOutStudy(plan: StudyPlan, deps: LayOutDeps): Promise<StudyLayout> {
  const { picked, models, prompts } = deps;
  const content = contentOfStudy(plan, deps.content);
  const planHash = canonicalHash(plan);
  const cells = scenariosOf(plan, content).flatMap((scenario) =>
    ensemblesOf(plan, deps.content).flatMap(({ id: ensemble }) =>
      plan.formats.flatMap((format) =>
        Array.from({ length: plan.repetitions }, (_, place) => ({ scenario, ensemble, format, repetition: place + 1 })),
      ),
    ),
  );
  const planned = cells.map((cell): StudyTrial => {
    const { scenario: id, ensemble, format, repetition } = cell;
    const scenario = content.scenarios.get(id);
    // The plan was checked against this content.
    if (scenario === undefined) throw new TypeError(`There is no scenario ${id}`);
    return {
      repetition,
      plan: makeTrialPlan(
        {
          scenario,
          ensemble,
          format,
          ...(plan.rounds === undefined ? {} : { rounds: plan.rounds }),
          seed: deriveSeed(plan.seed, id, ensemble, format, repetition),
          selfConsistency: plan.arms.includes('self-consistency'),
          ballotMilliseconds: NO_BALLOT,
          startedBy: NOBODY,
          origin: null,
        },
        {
          content,
          prompts,
          picked,
          models,
          trial: trialOf(planHash, cell),
          judged: plan.judged,
          drawnSeed: 0,
          sampling: { temperature: plan.temperature, limits: { ...USUAL_LIMITS, turn: plan.turnSeconds * 1000 } },
        },
      ),
    };
  });
  const trials = await withAudits(planned, deps);
  return {
    trials,
    runs: orderRuns(
      trials.map(({ plan: trial }) => trial),
      plan.seed,
    ),
    head: headOf(plan, planHash, trials, { ...deps, content }),
  };
}

/** The same for the same plan, so that a study that is begun again finds what it has. */
function trialOf(planHash: string, cell: object): TrialId {
  return trialIdSchema.parse(`t-${sha256(`${planHash} ${canonicalHash(cell)}`).slice(0, 16)}`);
}

/** Asks once for each judge what is known of its audit. */
async function withAudits(trials: readonly StudyTrial[], { audited }: LayOutDeps): Promise<readonly StudyTrial[]> {
  const seats = new Map(trials.flatMap(({ plan }) => plan.judges.map((seat) => [seat.model, seat])));
  const known = new Map((await audited([...seats.values()])).map(({ model, audit }) => [model, audit]));
  return trials.map(({ plan, repetition }) => ({
    repetition,
    plan: {
      ...plan,
      judges: plan.judges.map((seat) => {
        const audit = known.get(seat.model);
        return audit === undefined ? seat : { ...seat, audit };
      }),
    },
  }));
}

function headOf(
  plan: StudyPlan,
  planHash: string,
  trials: readonly StudyTrial[],
  { content, models, picked }: LayOutDeps,
): StudyHead {
  const plans = trials.map((trial) => trial.plan);
  const [first] = plans;
  if (first === undefined) throw new TypeError('A study has at least one trial');
  const debates = plans.flatMap(debatesOf);
  const taken = new Set([
    ...debates.flatMap(({ members, chair }) => [...members, chair].map(({ model }) => model)),
    ...plans.flatMap(({ judges }) => judges.map(({ model }) => model)),
  ]);
  return {
    plan,
    planHash,
    names: {
      scenarios: Object.fromEntries(
        debates.map(({ scenario: { id, title, topic } }) => [id, { title, topic }] as const),
      ),
      ensembles: Object.fromEntries([...content.ensembles].map(([id, { name }]) => [id, name])),
      formats: Object.fromEntries(debates.map(({ format: { id, name } }) => [id, name])),
    },
    rubric: first.rubric,
    judges: panelOf(plans),
    models: models
      .filter(({ name }) => taken.has(name))
      .map(({ name, family, bytes, digest, contextTokens }) => ({
        name,
        family: familyOf(name, family, content.families),
        bytes: bytes ?? null,
        digest: digest ?? null,
        contextTokens,
      })),
    engine: picked.host.label,
    caution: first.caution,
    debatesPlanned: debates.length,
  };
}

/** The one panel of all trials; a judge is of a family that debates if it is in any of them. @throws PanelsDifferError */
function panelOf(plans: readonly TrialPlan[]): JudgeSeat[] {
  const [first] = plans;
  const modelsOf = ({ judges }: TrialPlan): string => judges.map(({ model }) => model).join(', ');
  const other = plans.find((plan) => first !== undefined && modelsOf(plan) !== modelsOf(first));
  if (first !== undefined && other !== undefined) {
    throw new PanelsDifferError(
      { ensemble: first.ensemble.ensemble, models: modelsOf(first) },
      { ensemble: other.ensemble.ensemble, models: modelsOf(other) },
    );
  }
  return (first?.judges ?? []).map((seat, place) => ({
    ...seat,
    sameFamily: plans.some(({ judges }) => judges[place]?.sameFamily === true),
  }));
}
