import { describe, expect, it } from 'vitest';
import type { TurnKey } from '../../src/debate/events.ts';
import { speakingOrder } from '../../src/debate/make-plan.ts';
import { turnCount } from '../../src/debate/turns.ts';
import type { ChatRequest } from '../../src/models/port/chat-model.ts';
import { debate, planFor } from '../support/debate.ts';
import { promptText } from '../support/speech.ts';

const textOf = (request: ChatRequest | undefined): string => (request === undefined ? '' : promptText(request));

/** A debate's turns by round, each with what its speaker read. */
async function heard(format: string, seed = 7) {
  const plan = planFor({ format, ensemble: 'one-model', seed });
  const { recorded, requests } = await debate(plan);
  const turns = recorded.flatMap((event): TurnKey[] => (event.type === 'turn-start' ? [event.turn] : []));
  const rounds = plan.rounds.map(({ number }) =>
    turns.flatMap((turn, call) => (turn.round === number ? [{ seat: turn.seat, text: textOf(requests[call]) }] : [])),
  );
  return { plan, rounds, end: recorded.at(-1) };
}

describe('the devil’s advocate', () => {
  it('is one member, drawn by the seed, who speaks when the others have', async () => {
    const { plan, rounds, end } = await heard('devils-advocate');
    const advocates = plan.members.filter(({ stance }) => stance === 'advocate');
    expect(advocates).toHaveLength(1);
    expect(plan.members.filter(({ stance }) => stance === 'none')).toHaveLength(3);
    const [advocate] = advocates;
    expect(rounds.map((round) => round.length)).toEqual([3, 1, 3, 4]);
    // And the chair's answer.
    expect(turnCount(plan)).toBe(3 + 1 + 3 + 4 + 1);
    expect(rounds[0]?.map(({ seat }) => seat)).not.toContain(advocate?.seat);
    expect(rounds[1]?.[0]).toMatchObject({ seat: advocate?.seat, text: expect.stringContaining("devil's advocate") });
    expect(end).toMatchObject({ status: 'complete' });
    const drawn = new Set(
      Array.from({ length: 30 }, (_, seed) =>
        planFor({ format: 'devils-advocate', ensemble: 'one-model', seed }).members.findIndex(
          ({ stance }) => stance === 'advocate',
        ),
      ),
    );
    expect(drawn.size).toBe(4);
  });
});

describe('a cross-examination', () => {
  it('lets each member ask the next one, and answer the one who asked', async () => {
    const { plan, rounds, end } = await heard('cross-examination');
    const names = plan.members.map(({ name }) => name);
    const [, questions = [], replies = []] = rounds;
    expect(questions).toHaveLength(4);
    for (const [place, { text }] of questions.entries()) expect(text).toContain(`Ask ${names.at((place + 1) % 4)} (`);
    for (const [place, { text }] of replies.entries()) {
      expect(text).toContain(`the question that ${names.at(place - 1)} (`);
    }
    expect(end).toMatchObject({ status: 'complete' });
  });
});

describe('the order of speaking', () => {
  it('puts members on one model next to each other, each model where its first member stood', () => {
    expect(speakingOrder(['a', 'b', 'c', 'a', 'b'])).toEqual([0, 3, 1, 4, 2]);
    expect(speakingOrder(['a', 'a', 'a'])).toEqual([0, 1, 2]);
    expect(speakingOrder([])).toEqual([]);
  });
});
