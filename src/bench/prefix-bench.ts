import { DEFAULTS } from '../content/defaults.ts';
import { layOutRounds } from '../content/lay-out-rounds.ts';
import type { Prompts } from '../content/prompts.ts';
import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import type { Content } from '../content/schema.ts';
import type { Clock } from '../core/clock.ts';
import { debateIdSchema } from '../core/ids.ts';
import { makeDebatePlan } from '../debate/make-plan.ts';
import type { DebatePlan } from '../debate/plan.ts';
import { promptParts, roundTask, turnPrompt } from '../debate/turn-prompt.ts';
import type { SpokenTurn } from '../debate/view.ts';
import type { ChatModel } from '../models/port/chat-model.ts';
import { collectAnswer } from '../models/port/collect-answer.ts';
import { BenchImpossibleError } from './bench-impossible-error.ts';

/** The order of a prompt's parts. `shared-first` is ours; `persona-first` is how most debate systems do it. */
export type Layout = 'shared-first' | 'persona-first';

/** What one call cost. */
export interface CallCost {
  /** Of the whole prompt, as the server counts them. */
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** The server's own time for reading the prompt; what its cache answered takes none. */
  readonly promptMilliseconds: number;
  /** The server's own time for writing. */
  readonly completionMilliseconds: number;
  /** From the call to its end, here. */
  readonly wallMilliseconds: number;
}

/** What the calls of a debate cost, turn after turn. */
export interface PrefixResult {
  readonly layout: Layout;
  readonly calls: readonly CallCost[];
}

/** Enough words for the server's time for writing to be told. */
const WRITTEN_TOKENS = 16;

export interface PrefixDeps {
  readonly content: Content;
  readonly prompts: Prompts;
  readonly model: ChatModel;
  readonly clock: Clock;
}

const ENSEMBLE = 'one-model';

/**
 * Lets a model read the prompts of a growing debate (it writes a few tokens a turn; what was said is the same every time: the scenarios'
 * backgrounds) and takes the server's own measure of the time.
 * @throws BenchImpossibleError when the server does not tell that time
 */
export async function measurePrefix(
  layout: Layout,
  turns: number,
  { content, prompts, model, clock }: PrefixDeps,
  signal: AbortSignal,
): Promise<PrefixResult> {
  const plan = planOf(content, prompts, model.info.name);
  const texts = [...content.scenarios.values()].map(({ background }) => background);
  const heard: SpokenTurn[] = [];
  const calls: CallCost[] = [];
  // So that neither layout finds the other's words in the cache.
  await read(model, prompts.prompt([{ role: 'user', content: prompts.fill('judge-rules', {}) }]), signal);
  for (let turn = 0; turn < turns; turn += 1) {
    const round = plan.rounds[turn === 0 ? 0 : 1];
    const speaker = plan.members[turn % plan.members.length];
    if (round === undefined || speaker === undefined) throw new RangeError('the plan has no such round or member');
    const task = roundTask(plan, round, speaker);
    const reading = { digested: [], whole: [...heard] };
    const prompt =
      layout === 'shared-first' ? turnPrompt(plan, task, reading, prompts) : personaFirst(plan, task, reading, prompts);
    const start = clock.now();
    const usage = await read(model, prompt, signal);
    const { promptMilliseconds, completionMilliseconds, completionTokens = 0 } = usage;
    if (promptMilliseconds === undefined || completionMilliseconds === undefined) {
      throw new BenchImpossibleError(model.info.name);
    }
    calls.push({
      promptTokens: usage.promptTokens ?? (await model.countTokens(prompt)),
      completionTokens,
      promptMilliseconds,
      completionMilliseconds,
      wallMilliseconds: clock.now() - start,
    });
    const text = texts[turn % texts.length] ?? '';
    heard.push({ round: 1 + Math.floor(turn / plan.members.length), speaker, text });
  }
  return { layout, calls };
}

/** Who speaks first, then the rules, then what was said. */
function personaFirst(
  plan: DebatePlan,
  task: ReturnType<typeof roundTask>,
  reading: Parameters<typeof turnPrompt>[2],
  prompts: Prompts,
): RenderedPrompt {
  const parts = promptParts(plan, task, reading, prompts);
  return prompts.prompt([
    { role: 'system', content: prompts.join([parts.speaker, parts.rules]) },
    { role: 'user', content: prompts.join([parts.transcript, parts.task]) },
  ]);
}

async function read(model: ChatModel, prompt: RenderedPrompt, signal: AbortSignal) {
  const request = { prompt, maxTokens: WRITTEN_TOKENS, seed: 1, temperature: 0, think: false };
  return (await collectAnswer(model.stream(request, signal))).usage;
}

function planOf(content: Content, prompts: Prompts, model: string): DebatePlan {
  const format = content.formats.get(DEFAULTS.format);
  const ensemble = content.ensembles.get(ENSEMBLE);
  const scenario = content.scenarios.get(DEFAULTS.scenario);
  if (format === undefined || ensemble === undefined || scenario === undefined) {
    throw new TypeError(`the content lacks ${DEFAULTS.format}, ${ENSEMBLE} or ${DEFAULTS.scenario}`);
  }
  return makeDebatePlan({
    debate: debateIdSchema.parse('d-measured'),
    arm: 'ensemble',
    scenario,
    format,
    rounds: layOutRounds(format),
    ensemble,
    personas: content.personas,
    models: { members: ensemble.members.map(() => model), chair: model },
    seed: 1,
    temperature: 0,
    prompts,
  });
}
