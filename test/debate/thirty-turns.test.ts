import { describe, expect, it } from 'vitest';
import type { RenderedPrompt } from '../../src/content/rendered-prompt.ts';
import { NO_AUDIENCE } from '../../src/debate/audience.ts';
import { type DebateEvent, isRecorded } from '../../src/debate/events.ts';
import type { DebatePlan } from '../../src/debate/plan.ts';
import { runDebate } from '../../src/debate/run-debate.ts';
import { viewDebate } from '../../src/debate/view.ts';
import type { ChatRequest } from '../../src/models/port/chat-model.ts';
import { estimatePromptTokens } from '../../src/models/port/estimate-tokens.ts';
import { scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { prompts } from '../support/content.ts';
import { MODEL, planFor, scriptedModel } from '../support/debate.ts';
import { skippingClock } from '../support/hand-clock.ts';
import { smallTokenizer } from '../support/small-tokenizer.ts';
import { promptText, speech, writtenAnswer } from '../support/speech.ts';

const WINDOW = 4096;
const MEMBERS = 4;
const ROUNDS = 8;

/** More rounds than a format has, laid out by hand: four members speak eight times each. */
function thirtyTurns(): DebatePlan {
  const plan = planFor({ ensemble: 'one-model', format: 'round-table' });
  const [first, second] = plan.rounds;
  if (first === undefined || second === undefined) throw new Error('the format has fewer than two rounds');
  const later = Array.from({ length: ROUNDS - 1 }, (_, place) => ({ ...second, number: place + 2 }));
  return { ...plan, rounds: [first, ...later] };
}

/** About as many words as members are asked for. */
const reply = (request: ChatRequest): string =>
  request.shape === undefined ? speech(request.seed, 8) : writtenAnswer(request.seed);

async function hold(count: (prompt: RenderedPrompt) => number) {
  const { model, requests } = await scriptedModel({ reply }, { ...scriptedModelInfo(MODEL), contextTokens: WINDOW });
  let counted = 0;
  const counting = {
    info: model.info,
    stream: model.stream.bind(model),
    choose: model.choose.bind(model),
    async countTokens(prompt: RenderedPrompt): Promise<number> {
      counted += 1;
      return count(prompt);
    },
  };
  const deps = {
    model: async () => counting,
    prompts,
    clock: skippingClock(),
    preload: () => {},
    atOnce: 1,
    audience: NO_AUDIENCE,
  };
  const events: DebateEvent[] = [];
  for await (const event of runDebate(thirtyTurns(), deps, [], new AbortController().signal)) events.push(event);
  return { recorded: events.filter(isRecorded), requests, counted };
}

describe('a debate of more than thirty turns on a window of 4096 tokens', () => {
  it.each([
    ['the small model’s own tokenizer', async () => (await smallTokenizer()).countPrompt],
    ['the estimate for servers without one', async () => estimatePromptTokens],
  ])('stays within it, and names each digest, counted with %s', async (_, counter) => {
    const count = await counter();
    const { recorded, requests, counted } = await hold(count);
    const view = viewDebate(recorded);
    expect(view.end?.status).toBe('complete');
    expect(view.turns.length).toBeGreaterThanOrEqual(MEMBERS * ROUNDS);
    const sums = requests.map((request) => count(request.prompt) + request.maxTokens);
    expect(Math.max(...sums)).toBeLessThanOrEqual(WINDOW);

    const digests = recorded.flatMap((event) => (event.type === 'transcript-digested' ? [event] : []));
    expect(digests.length).toBeGreaterThan(4);
    for (const { turn, turns } of digests) {
      const call = view.turns.findIndex(({ round, speaker }) => round === turn.round && speaker.seat === turn.seat);
      const request = requests[call < 0 ? requests.length - 1 : call];
      const read = promptText(request ?? { prompt: { messages: [] } as never });
      const heard = view.turns
        .filter(({ round }) => round < turn.round || call < 0)
        .slice(0, call < 0 ? undefined : call);
      expect(heard.filter(({ text }) => !read.includes(text))).toHaveLength(turns);
    }
    // By bisection: not once for each turn that is digested.
    expect(counted).toBeLessThan(requests.length * 9);
  });
});
