import { describe, expect, it } from 'vitest';
import type { ChatPart } from '../../src/models/port/chat-model.ts';
import { collectAnswer } from '../../src/models/port/collect-answer.ts';

async function* stream(...parts: readonly ChatPart[]): AsyncGenerator<ChatPart> {
  yield* parts;
}

const finish = { type: 'finish', reason: 'stop', rawReason: 'done', usage: { completionTokens: 4 } } as const;

describe('an answer that is read to its end', () => {
  it('has its words and its thinking apart, how it ended, what it cost and who gave it', async () => {
    const answer = await collectAnswer(
      stream(
        { type: 'waiting', waiting: { for: 'loading' } },
        { type: 'thinking-delta', text: 'Salt? ' },
        { type: 'thinking-delta', text: 'Rivers.' },
        { type: 'text-delta', text: 'By ' },
        { type: 'text-delta', text: 'rivers.' },
        { ...finish, server: 'the second' },
      ),
    );
    expect(answer).toEqual({
      text: 'By rivers.',
      thinking: 'Salt? Rivers.',
      finish: 'stop',
      rawReason: 'done',
      usage: { completionTokens: 4 },
      server: 'the second',
    });
  });

  it('has nothing of what came before another server began anew', async () => {
    const answer = await collectAnswer(
      stream(
        { type: 'thinking-delta', text: 'Fish?' },
        { type: 'text-delta', text: 'By the' },
        { type: 'started-over', reason: 'it burnt' },
        { type: 'text-delta', text: 'By rivers.' },
        finish,
      ),
    );
    expect(answer).toMatchObject({ text: 'By rivers.', thinking: '' });
  });

  it('fails as its stream does', async () => {
    async function* broken(): AsyncGenerator<ChatPart> {
      yield { type: 'text-delta', text: 'By the' };
      throw new Error('it burnt');
    }
    await expect(collectAnswer(broken())).rejects.toThrow('it burnt');
  });
});
