import { layOutRounds } from '../../src/content/lay-out-rounds.ts';
import type { Scenario } from '../../src/content/schema.ts';
import type { Clock } from '../../src/core/clock.ts';
import { debateIdSchema } from '../../src/core/ids.ts';
import { type Audience, NO_AUDIENCE } from '../../src/debate/audience.ts';
import type { DebateEvent, RecordedDebateEvent } from '../../src/debate/events.ts';
import { isRecorded } from '../../src/debate/events.ts';
import { makeDebatePlan } from '../../src/debate/make-plan.ts';
import type { Arm, DebatePlan } from '../../src/debate/plan.ts';
import { runDebate } from '../../src/debate/run-debate.ts';
import type { ChatModel, ChatRequest, ModelInfo } from '../../src/models/port/chat-model.ts';
import { type Script, scriptedHost, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { content, entry, prompts } from './content.ts';
import { skippingClock } from './hand-clock.ts';
import { goodScript } from './speech.ts';

/** The name of the only model of scripted debates. */
export const MODEL = 'scripted-model:1b';

export interface PlanOptions {
  readonly format?: string;
  readonly ensemble?: string;
  readonly rounds?: number;
  readonly seed?: number;
  readonly arm?: Arm;
  readonly scenario?: Partial<Scenario>;
  /** In place of the scripted one: the members take them in turn, the chair has the last. */
  readonly models?: readonly [string, ...string[]];
}

/** A plan from the content that ships, played by one scripted model unless others are named. */
export function planFor(options: PlanOptions = {}): DebatePlan {
  const { arm = 'ensemble', seed = 7, models = [MODEL] } = options;
  const format = entry(content.formats, options.format ?? 'proponent-opponent');
  const ensemble = entry(content.ensembles, options.ensemble ?? 'pocket');
  return makeDebatePlan({
    debate: debateIdSchema.parse('d-abc123'),
    arm,
    scenario: { ...entry(content.scenarios, 'care-robot-refusal'), ...options.scenario },
    format,
    rounds: layOutRounds(format, options.rounds),
    ensemble,
    personas: content.personas,
    models: {
      members: ensemble.members.map((_, place) => models[place % models.length] ?? models[0]),
      chair: models.at(-1) ?? models[0],
    },
    seed,
    temperature: 0.7,
    prompts,
  });
}

/** A scripted model; `requests` grows with every call. */
export async function scriptedModel(
  script: Script = goodScript,
  info: ModelInfo = scriptedModelInfo(MODEL),
): Promise<{ model: ChatModel; requests: ChatRequest[] }> {
  const requests: ChatRequest[] = [];
  const host = scriptedHost([info], {
    ...script,
    reply(request, model, call) {
      requests.push(request);
      return script.reply(request, model, call);
    },
  });
  return { model: await host.open(info.name), requests };
}

export interface DebateRun {
  readonly events: readonly DebateEvent[];
  /** Without words in flight. */
  readonly recorded: readonly RecordedDebateEvent[];
  readonly requests: readonly ChatRequest[];
}

/** Runs a debate to its end on a scripted model. */
export async function debate(
  plan: DebatePlan,
  options: {
    readonly script?: Script;
    readonly info?: ModelInfo;
    readonly history?: readonly RecordedDebateEvent[];
    readonly controller?: AbortController;
    readonly clock?: Clock;
    readonly atOnce?: number;
    readonly preload?: (name: string) => void;
    readonly audience?: Audience;
    /** Called with each event before the next one is asked for. */
    readonly onEvent?: (event: DebateEvent) => void;
  } = {},
): Promise<DebateRun> {
  const { model, requests } = await scriptedModel(options.script, options.info);
  const { signal } = options.controller ?? new AbortController();
  const { atOnce = 1, audience = NO_AUDIENCE } = options;
  const deps = {
    model: async () => model,
    prompts,
    clock: options.clock ?? skippingClock(),
    atOnce,
    audience,
    preload: options.preload ?? (() => {}),
  };
  const events: DebateEvent[] = [];
  for await (const event of runDebate(plan, deps, options.history ?? [], signal)) {
    events.push(event);
    options.onEvent?.(event);
  }
  return { events, recorded: events.filter(isRecorded), requests };
}
