import type { Prompts } from '../../content/prompts.ts';
import type { Clock } from '../../core/clock.ts';
import type { Random } from '../../core/random.ts';
import type { DebatePlan } from '../../debate/plan.ts';
import { promptFor } from '../../debate/prompt-for.ts';
import { speakersOf } from '../../debate/turns.ts';
import type { ModelHost } from '../../models/port/chat-model.ts';

/** How fast a model is here, in tokens a second. */
export interface ModelSpeed {
  readonly reads: number;
  readonly writes: number;
}

export interface ProbeDeps {
  readonly host: ModelHost;
  readonly prompts: Prompts;
  readonly clock: Clock;
  readonly random: Random;
}

/** Long enough to tell a speed, short enough to wait for. */
const PROBE_TOKENS = 64;

/**
 * Asks each model once for the beginning of the first turn of one of the debates, and times it; one after the other.
 * @param debates whose models are asked
 * @param judges models that only judge
 * @param random by it the debate is taken: a server that was asked before may still hold what another one begins with
 * @throws what the models throw, AbortError
 */
export async function probeModels(
  debates: readonly DebatePlan[],
  judges: readonly string[],
  { host, prompts, clock, random }: ProbeDeps,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ModelSpeed>> {
  const first = debates[random.integer(0, Math.max(0, debates.length - 1))];
  if (first === undefined) return new Map();
  const names = new Set([
    ...debates.flatMap(({ members, chair }) => [...members, chair].map(({ model }) => model)),
    ...judges,
  ]);
  const [speaker = first.chair] = speakersOf(first, 1);
  const prompt = promptFor(first, speaker.seat, 1, prompts);
  const speeds = new Map<string, ModelSpeed>();
  for (const name of names) {
    const model = await host.open(name, { signal });
    const read = await model.countTokens(prompt);
    const request = { prompt, maxTokens: PROBE_TOKENS, seed: first.seed, temperature: first.temperature, think: false };
    let began = clock.now();
    let wrote = 0;
    let firstAt: number | undefined;
    for await (const part of model.stream(request, signal)) {
      // Loading happens once a study, not once a call.
      if (part.type === 'waiting' && firstAt === undefined) began = clock.now();
      if (part.type === 'text-delta' || part.type === 'thinking-delta') {
        firstAt ??= clock.now();
        wrote += 1;
      }
      // Some servers send several tokens at a time: their own count is the better one.
      if (part.type === 'finish') wrote = part.usage.completionTokens ?? wrote;
    }
    const ended = clock.now();
    const since = firstAt ?? ended;
    speeds.set(name, { reads: rate(read, since - began), writes: rate(wrote, ended - since) });
  }
  return speeds;
}

/** Tokens a second, never none: a clock may not have moved. */
function rate(tokens: number, milliseconds: number): number {
  return (Math.max(1, tokens) * 1000) / Math.max(1, milliseconds);
}
