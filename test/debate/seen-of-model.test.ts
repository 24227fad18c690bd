import { describe, expect, it } from 'vitest';
import type { RecordedDebateEvent } from '../../src/debate/events.ts';
import type { ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';
import { type Script, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { debate, MODEL, planFor } from '../support/debate.ts';
import { speech, wordsFor } from '../support/speech.ts';

const plan = planFor({ rounds: 4 });
const info = { ...scriptedModelInfo(MODEL), contextTokens: 2200 };

/** What the scripted model itself counts (src/models/scripted), times so much. */
const tokensOf = ({ prompt }: ChatRequest, times: number): number =>
  Math.ceil((prompt.messages.reduce((sum, { content }) => sum + content.length, 0) / 4) * times);

/** Long speeches by a server that counts so many times the tokens that are counted before its calls. */
function counting(times: number): Script {
  return {
    reply: (request) =>
      async function* (): AsyncGenerator<ChatPart> {
        const long = request.shape === undefined ? speech(request.seed, 8) : wordsFor(request);
        yield { type: 'text-delta', text: long };
        yield { type: 'finish', reason: 'stop', rawReason: 'stop', usage: { promptTokens: tokensOf(request, times) } };
      },
  };
}

const digestsIn = (events: readonly RecordedDebateEvent[]) =>
  events.filter((event) => event.type === 'transcript-digested');
const timeless = (events: readonly RecordedDebateEvent[]) =>
  events.map((event) => ('milliseconds' in event ? { ...event, milliseconds: 0 } : event));

describe('a model whose server counts more tokens than were counted', () => {
  it('is given prompts that fit its window by its own count, from the second round on', async () => {
    const { requests, recorded } = await debate(plan, { script: counting(1.6), info });
    const { recorded: usual } = await debate(plan, { script: counting(1), info });
    expect(digestsIn(recorded).length).toBeGreaterThan(digestsIn(usual).length);
    for (const request of requests)
      expect(tokensOf(request, 1.6) + request.maxTokens).toBeLessThanOrEqual(info.contextTokens);
  });

  it('is given the same prompts in a debate that is resumed anywhere', async () => {
    const whole = await debate(plan, { script: counting(1.6), info });
    for (let cut = 1; cut < whole.recorded.length; cut += 3) {
      const history = whole.recorded.slice(0, cut);
      const rest = await debate(plan, { script: counting(1.6), info, history });
      const resumed = [...history, ...rest.recorded];
      // An attempt that was cut off is begun again.
      const begun = history.at(-1)?.type === 'turn-start' ? history.length - 1 : -1;
      expect(timeless(resumed.filter((_, place) => place !== begun))).toEqual(timeless(whole.recorded));
    }
  });

  it('is given a shorter prompt once it has refused one, and its turn is made', async () => {
    const wide = { ...info, contextTokens: 3400 };
    const refusals: string[] = [];
    const script: Script = {
      reply: (request) => {
        if (tokensOf(request, 1.6) + request.maxTokens <= wide.contextTokens)
          return counting(1).reply(request, MODEL, 0);
        refusals.push(request.shape?.name ?? 'speech');
        return async function* (): AsyncGenerator<ChatPart> {
          yield { type: 'finish', reason: 'window', rawReason: 'window', usage: {} };
        };
      },
    };
    const { recorded } = await debate(plan, { script, info: wide });
    expect(refusals).toContain('answer');
    expect(recorded.at(-1)).toMatchObject({ type: 'debate-end', status: 'complete' });
  });
});

it('a model that thinks though its server does not say so has room for it from the next round on, and where it stands at once', async () => {
  const stances: number[] = [];
  const script: Script = {
    reply: (request) =>
      async function* (): AsyncGenerator<ChatPart> {
        yield { type: 'thinking-delta', text: 'Hm, robots.' };
        yield { type: 'text-delta', text: wordsFor(request) };
        yield { type: 'finish', reason: 'stop', rawReason: 'stop', usage: {} };
      },
    stance: ({ maxTokens }) => {
      stances.push(maxTokens);
      return JSON.stringify({ stance: 1, confidence: 50, movedBy: 'nobody', because: '' });
    },
  };
  const { requests } = await debate(planFor({ rounds: 2 }), { script });
  const [first, second, third] = requests.map(({ maxTokens }) => maxTokens);
  expect(second).toBe(first);
  expect(third).toBe((first ?? 0) + plan.thinkingTokens);
  for (const maxTokens of stances) expect(maxTokens).toBeGreaterThan(plan.thinkingTokens);
});
