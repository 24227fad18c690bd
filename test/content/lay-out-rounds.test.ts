import { describe, expect, test } from 'vitest';
import { layOutRounds } from '../../src/content/lay-out-rounds.ts';
import { RoundsError } from '../../src/content/rounds-error.ts';
import { type Format, formatSchema } from '../../src/content/schema.ts';

function format(rounds: readonly string[], maxRounds: number): Format {
  return formatSchema.parse({
    id: 'test',
    name: 'Test format',
    description: 'For tests',
    seating: 'free',
    rounds: rounds.map((id) => ({
      id: id.replace('*', ''),
      heading: `Round {n} is ${id}`,
      speakers: 'all',
      sees: 'all',
      words: 100,
      task: 'task',
      repeats: id.endsWith('*'),
    })),
    maxRounds,
    answer: { words: 100, template: 'answer' },
  });
}

const roundTable = format(['opening', 'rebuttal*', 'closing'], 6);

describe('a format with a round that repeats', () => {
  test.each([
    [undefined, ['opening', 'rebuttal', 'closing']],
    [2, ['opening', 'closing']],
    [3, ['opening', 'rebuttal', 'closing']],
    [5, ['opening', 'rebuttal', 'rebuttal', 'rebuttal', 'closing']],
  ])('in %s rounds', (rounds, ids) => {
    expect(layOutRounds(roundTable, rounds).map(({ id }) => id)).toEqual(ids);
  });

  test('numbers its rounds, in the headings too', () => {
    const laidOut = layOutRounds(roundTable, 4);
    expect(laidOut.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(laidOut.map(({ heading }) => heading)).toEqual([
      'Round 1 is opening',
      'Round 2 is rebuttal*',
      'Round 3 is rebuttal*',
      'Round 4 is closing',
    ]);
  });

  test('can leave out a repeating round that stands last', () => {
    expect(layOutRounds(format(['opening', 'rebuttal*'], 6), 1).map(({ id }) => id)).toEqual(['opening']);
  });

  test.each([0, 1, 7, 2.5, Number.NaN])('refuses %s rounds', (rounds) => {
    expect(() => layOutRounds(roundTable, rounds)).toThrow(RoundsError);
  });

  test('says how many it can be held in', () => {
    expect(() => layOutRounds(roundTable, 7)).toThrow(
      expect.objectContaining({ fewest: 2, most: 6, advice: expect.stringContaining('2 to 6') }),
    );
  });
});

test('a format in which nothing repeats is held as it is, or not at all', () => {
  const fixed = format(['opening', 'closing'], 2);
  expect(layOutRounds(fixed)).toHaveLength(2);
  expect(() => layOutRounds(fixed, 1)).toThrow(RoundsError);
  expect(() => layOutRounds(fixed, 3)).toThrow(RoundsError);
});

test('a format made of one repeating round is held at least once', () => {
  expect(() => layOutRounds(format(['talk*'], 4), 0)).toThrow(RoundsError);
  expect(layOutRounds(format(['talk*'], 4), 4)).toHaveLength(4);
});
