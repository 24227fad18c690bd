import { LETTERS } from '../community/ballot.ts';
import { layOutRounds } from '../content/lay-out-rounds.ts';
import type { Prompts } from '../content/prompts.ts';
import type { Content, Ensemble } from '../content/schema.ts';
import { debateIdOf, type TrialId } from '../core/ids.ts';
import { makeDebatePlan, speakingOrder } from '../debate/make-plan.ts';
import type { DebateLimits } from '../debate/plan.ts';
import { DRAFTS_FORMAT, selfConsistencyPlan } from '../debate/self-consistency.ts';
import type { JudgedKind } from '../judge/judged-kind.ts';
import { choosePanel } from '../judge/panel.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';
import type { PickedHost } from '../models/port/picked-host.ts';
import { resolveModel } from '../models/port/resolve-model.ts';
import { smallCaution } from '../models/port/small-caution.ts';
import { chosen } from './chosen.ts';
import { recordedConsent } from './consent.ts';
import { type TrialPlan, trialPlanSchema } from './plan.ts';
import type { TrialRequest } from './service.ts';
import { tooShortToThink } from './thinking-room.ts';
import { ThinkingTooLongError } from './thinking-too-long-error.ts';
import { TooManyAnswersError } from './too-many-answers-error.ts';

/** Nobody waits longer than this for a debate to begin, in milliseconds. */
const MOST_BEFORE = 60_000;

/** Warm enough that members differ, cool enough that small models stay on the subject. */
const TEMPERATURE = 0.5;

export interface TrialPlanDeps {
  readonly picked: PickedHost;
  readonly content: Content;
  readonly prompts: Prompts;
  /** The host's chat models, smallest first. */
  readonly models: readonly ModelInfo[];
  readonly trial: TrialId;
  /** What the panel is asked for. */
  readonly judged: readonly JudgedKind[];
  /** Taken when the request names no seed. */
  readonly drawnSeed: number;
  /** Of all arms; absent: the usual ones. */
  readonly sampling?: { readonly temperature: number; readonly limits: DebateLimits };
}

/**
 * A request with everything decided: which models play whom, the rounds, the panel.
 * @throws UnknownChoiceError, ModelMissingError, NoModelError, RoundsError, SeatingError, ThinkingTooLongError, TooManyAnswersError
 */
export function makeTrialPlan(request: TrialRequest, deps: TrialPlanDeps): TrialPlan {
  const { content, picked, prompts, trial } = deps;
  const ensemble = chosen('ensemble', request.ensemble, content.ensembles);
  const format = chosen('format', request.format, content.formats);
  const seed = request.seed ?? deps.drawnSeed;
  const cast = castModels(ensemble, deps);
  const { thinkingTokens } = ensemble;
  const short = tooShortToThink(thinkingTokens, cast.models);
  if (short !== undefined) throw new ThinkingTooLongError(ensemble.id, short, thinkingTokens);
  const common = {
    scenario: request.scenario,
    format,
    rounds: layOutRounds(format, request.rounds),
    ensemble,
    personas: content.personas,
    seed,
    temperature: TEMPERATURE,
    ...deps.sampling,
    prompts,
    // In both arms: who speaks when must not be another difference between them.
    order: speakingOrder(cast.ensemble.members),
  };
  const planned = makeDebatePlan({
    ...common,
    debate: debateIdOf(trial, 'ensemble'),
    arm: 'ensemble',
    models: cast.ensemble,
  });
  const baselines = [
    makeDebatePlan({ ...common, debate: debateIdOf(trial, 'baseline'), arm: 'baseline', models: cast.baseline }),
  ];
  if (request.selfConsistency === true) {
    const drafts = chosen('format', DRAFTS_FORMAT, content.formats);
    const debate = debateIdOf(trial, 'self-consistency');
    baselines.push(selfConsistencyPlan(planned, drafts, cast.baseline.chair, debate));
  }
  const answers = 1 + baselines.length + (request.memberAnswers === true ? planned.members.length : 0);
  if (answers > LETTERS.length) throw new TooManyAnswersError(answers);
  return trialPlanSchema.parse({
    trial,
    seed,
    ensemble: planned,
    baselines,
    ...(request.memberAnswers === true ? { memberAnswers: true } : {}),
    judges: cast.judges,
    judged: [...deps.judged],
    rubric: content.rubric,
    ballotMilliseconds: request.ballotMilliseconds,
    positionMilliseconds: Math.min(MOST_BEFORE, request.ballotMilliseconds),
    engine: picked.host.label,
    caution: picked.caution === '' ? smallCaution(cast.models) : picked.caution,
    startedBy: request.startedBy,
    origin: request.origin,
    ...recordedConsent(request.publish === true),
  } satisfies TrialPlan);
}

function castModels(ensemble: Ensemble, { content, models, picked }: TrialPlanDeps) {
  const resolve = (choice: Ensemble['baseline']): ModelInfo => resolveModel(choice, models, picked.host.label);
  const members = ensemble.members.map(({ model }) => resolve(model));
  const chair = resolve(ensemble.chair.model);
  const baseline = resolve(ensemble.baseline);
  const debating = [...members, chair, baseline];
  const host = picked.host.label;
  return {
    ensemble: { members: members.map(({ name }) => name), chair: chair.name },
    baseline: { members: members.map(() => baseline.name), chair: baseline.name },
    models: debating,
    judges: choosePanel(ensemble.judges, { models, debating, families: content.families, host }),
  };
}
