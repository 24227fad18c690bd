import { describe, expect, it } from 'vitest';
import { stanceChanges } from '../../src/debate/stance-changes.ts';
import { viewDebate } from '../../src/debate/view.ts';
import type { ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';
import { ModelFailedError } from '../../src/models/port/model-failed-error.ts';
import { type Script, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { debate, MODEL, planFor } from '../support/debate.ts';
import { longWords, promptText, speech, wordsFor } from '../support/speech.ts';

/** A script whose members stand as they are told, call after call. */
function standing(...stances: readonly (Record<string, unknown> | string)[]) {
  const asked: ChatRequest[] = [];
  const script = {
    reply: wordsFor,
    stance(request: ChatRequest): string {
      asked.push(request);
      const next = stances[asked.length - 1] ?? stances.at(-1) ?? '';
      return typeof next === 'string' ? next : JSON.stringify({ confidence: 75, because: 'so', ...next });
    },
  };
  return { script, asked };
}

describe('a member’s stance', () => {
  it('is asked for after each valid turn, with what the member read and said before it', async () => {
    const { script, asked } = standing({ stance: 1, movedBy: 'nobody' });
    const { recorded, requests } = await debate(planFor({ rounds: 2 }), { script });
    const { turns, stances } = viewDebate(recorded);
    expect(stances.map(({ turn }) => [turn.round, turn.seat])).toEqual(turns.map((t) => [t.round, t.speaker.seat]));
    expect(stances.map(({ call }) => call)).toEqual(
      asked.map(({ seed, prompt: { templateHash } }) => expect.objectContaining({ attempt: 1, seed, templateHash })),
    );
    for (const [place, request] of asked.entries()) {
      const before = requests[place]?.prompt.messages ?? [];
      expect(request.prompt.messages.slice(0, before.length)).toEqual(before);
      expect(request.prompt.messages.at(-2)).toEqual({ role: 'assistant', content: turns[place]?.text });
    }
  });

  it('is read by no other member', async () => {
    const { script } = standing({ stance: -3, movedBy: 'nobody', because: 'a secret reason' });
    const { requests } = await debate(planFor({ rounds: 2 }), { script });
    for (const request of requests) expect(promptText(request)).not.toContain('secret reason');
  });

  it('is logged with each change of it, and who moved it', async () => {
    const plan = planFor({ rounds: 2 });
    const [grace, astrid] = plan.members;
    const { script } = standing(
      { stance: 2, movedBy: 'nobody' },
      { stance: -2, movedBy: grace?.name },
      { stance: 1, movedBy: astrid?.name, because: 'the case of the fall' },
      { stance: -2, movedBy: 'nobody' },
    );
    const { recorded } = await debate(plan, { script });
    expect(stanceChanges(viewDebate(recorded).stances)).toEqual([
      { seat: grace?.seat, round: 2, from: 2, to: 1, movedBy: astrid?.seat, because: 'the case of the fall' },
    ]);
  });

  it.each([
    ['no JSON', 'I am for it.'],
    ['a stance off the scale', { stance: 9, movedBy: 'nobody' }],
    ['no whole number', { stance: 0.5, movedBy: 'nobody' }],
  ])('is not made up where it can’t be read: %s', async (_, written) => {
    const { script, asked } = standing(written);
    const { recorded } = await debate(planFor({ rounds: 1 }), { script });
    const view = viewDebate(recorded);
    expect(view.stances).toEqual([]);
    expect(view.stancesMissing).toBe(2);
    // Asked twice each.
    expect(asked).toHaveLength(4);
    expect(view.end).toMatchObject({ status: 'complete' });
  });

  it('is missing, and the debate goes on, when the server fails at it', async () => {
    const script = {
      reply: wordsFor,
      stance(): string {
        throw new ModelFailedError('scripted-model:1b', 'it burns.');
      },
    };
    const { recorded } = await debate(planFor({ rounds: 1 }), { script });
    expect(recorded.filter(({ type }) => type === 'stance-unstated')).toEqual([
      expect.objectContaining({ reason: expect.stringContaining('it burns') }),
      expect.objectContaining({ reason: expect.stringContaining('it burns') }),
    ]);
    expect(viewDebate(recorded).end).toMatchObject({ status: 'complete' });
  });
});

describe('the stance of a model that thinks, in a window that is short', () => {
  const info = { ...scriptedModelInfo(MODEL), canThink: true, contextTokens: 2500 };
  const plan = { ...planFor({ rounds: 6 }), thinkingTokens: 600 };

  /** A debate whose turns are long, each after an attempt that is nothing but thinking; and each stance with the turn before it. */
  async function afterThinkingInVain() {
    const asked: { readonly turn: ChatRequest | undefined; readonly stance: ChatRequest }[] = [];
    let last: ChatRequest | undefined;
    const script: Script = {
      reply(request) {
        last = request;
        return request.think === true ? onlyThinking : longWords(request);
      },
      stance(stance) {
        asked.push({ turn: last, stance });
        return JSON.stringify({ stance: 1, confidence: 50, movedBy: 'nobody', because: '' });
      },
    };
    const { recorded } = await debate(plan, { script, info });
    return { asked, view: viewDebate(recorded), digests: recorded.some(({ type }) => type === 'transcript-digested') };
  }

  async function* onlyThinking(): AsyncGenerator<ChatPart> {
    yield { type: 'thinking-delta', text: speech(1) };
    yield { type: 'finish', reason: 'length', rawReason: 'length', usage: {} };
  }

  /** What the scripted model itself counts (src/models/scripted). */
  const tokensOf = (request: ChatRequest): number =>
    Math.ceil(request.prompt.messages.reduce((sum, { content }) => sum + content.length, 0) / 4);

  it('is asked for with the very words that the turn had read, also after an attempt that was all thinking', async () => {
    const { asked, view, digests } = await afterThinkingInVain();
    // Room for thinking costs words of the transcript: the attempt without it had more of them.
    expect(digests).toBe(true);
    expect(asked).toHaveLength(view.turns.length);
    for (const { turn, stance } of asked) {
      expect(stance.prompt.messages.slice(0, -2)).toEqual(turn?.prompt.messages);
    }
    expect(view.stancesMissing).toBe(0);
  });

  it('fits with what may be thought before it', async () => {
    const { asked } = await afterThinkingInVain();
    for (const { stance } of asked) expect(tokensOf(stance) + stance.maxTokens).toBeLessThanOrEqual(info.contextTokens);
    // While there is room it has all of the allowance.
    expect(asked[0]?.stance.maxTokens).toBeGreaterThan(plan.thinkingTokens);
    expect(asked.at(-1)?.stance.maxTokens).toBeLessThan(plan.thinkingTokens);
  });
});
