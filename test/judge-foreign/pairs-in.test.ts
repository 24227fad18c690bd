import { expect, it } from 'vitest';
import { scenarioOfMotion } from '../../src/content/own-question.ts';
import { debateIdSchema } from '../../src/core/ids.ts';
import { type Comparable, pairsIn } from '../../src/judge-foreign/pairs-in.ts';

function debate(number: number, topic: string, condition: string | null, answer = ''): Comparable {
  return {
    debate: debateIdSchema.parse(`d-00000${number}`),
    scenario: scenarioOfMotion(topic),
    source: { condition },
    transcript: {
      turns: [],
      answer: answer === '' ? undefined : { recommendation: answer, strongestObjection: '', dissent: '' },
    },
    objects: [],
  };
}

const pairs = (...debates: readonly Comparable[]): string[] =>
  pairsIn(debates).map(({ kind, a, b }) => `${kind} ${a.debate.at(-1)} ${b.debate.at(-1)}`);

it('each debate is compared with each other one on its topic under another condition', () => {
  expect(
    pairs(
      debate(1, 'One', 'plain'),
      debate(2, 'One', 'rich'),
      debate(3, 'Two', 'rich'),
      debate(4, 'One', 'plain'),
      debate(5, 'One', 'spare'),
    ),
  ).toEqual(['debate 1 2', 'debate 1 5', 'debate 2 5', 'debate 4 2', 'debate 4 5']);
});

it('a topic is the same whatever its case and spaces, and one without a condition is in no pair', () => {
  expect(pairs(debate(1, 'Is it  so?', 'a'), debate(2, 'is it so?', 'b'), debate(3, 'Is it so?', null))).toEqual([
    'debate 1 2',
  ]);
});

it('which of two comes first does not depend on the file, so that no comparison is made twice when it is sorted anew', () => {
  const [one, other] = [debate(1, 'One', 'plain'), debate(2, 'One', 'rich')];
  expect(pairs(one, other)).toEqual(pairs(other, one));
});

it('answers are compared where both have one, else debates', () => {
  expect(pairs(debate(1, 'One', 'a', 'Yes.'), debate(2, 'One', 'b', 'No.'), debate(3, 'One', 'b'))).toEqual([
    'answer 1 2',
    'debate 1 3',
  ]);
});
