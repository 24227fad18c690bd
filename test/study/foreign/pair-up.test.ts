import { describe, expect, it } from 'vitest';
import { checkFitness } from '../../../src/foreign/fitness.ts';
import type { ForeignDebate } from '../../../src/foreign/foreign-debate.ts';
import { type ForeignTrial, pairUp, placeDebates } from '../../../src/study/foreign/pair-up.ts';
import { NOTHING } from '../../judge-foreign/desk.ts';

const CONDITIONS = { ensemble: 'ensemble', baseline: 'baseline' };
const TURN = { place: '', model: null, round: null, finishReason: null };

/** @param words of the proponent's two turns and the opponent's one */
function debate(
  name: string,
  condition: string,
  ensemble: string,
  words: readonly string[],
  topic = 'A topic',
): ForeignDebate {
  const roles = ['proponent', 'opponent', 'proponent'];
  const turns = words.map((text, place) => ({ ...TURN, text, role: roles[place] ?? '' }));
  return { ...NOTHING, place: name, topic, condition, ensemble, turns };
}

const WHOLE = ['It should be so.', 'It should not.', 'It should after all.'];
const PART = ['It should be so.', 'It should not.', ''];
const NONE = ['', '', ''];

/** `e1+b1 ensemble`, by the debates' names. */
function namesOf(trials: readonly ForeignTrial[]): string[] {
  return trials.map(({ ensemble, baseline, by }) =>
    [[ensemble, baseline].flatMap((one) => one?.checked.debate.place ?? []).join('+'), by].join(' ').trim(),
  );
}

const paired = (...debates: ForeignDebate[]): string[] => namesOf(pairUp(placeDebates(debates, CONDITIONS)));

describe('pairs of debates of others', () => {
  it('are those of one topic and ensemble where the file tells them, wherever they stand', () => {
    expect(
      paired(
        debate('e1', 'ensemble', 'x', WHOLE),
        debate('e2', 'ensemble', 'y', WHOLE),
        debate('b2', 'baseline', 'y', WHOLE, ' a  TOPIC '),
        debate('b1', 'baseline', 'x', WHOLE),
        debate('other', 'ensemble', 'x', WHOLE, 'Another topic'),
      ),
    ).toEqual(['e1+b1 ensemble', 'e2+b2 ensemble', 'other']);
  });

  it('are by the topic alone where names tell nothing: whole ones with whole ones, then by their order', () => {
    expect(
      paired(
        debate('e1', 'ensemble', 'x', NONE),
        debate('e2', 'ensemble', 'y', PART),
        debate('e3', 'ensemble', 'z', WHOLE),
        debate('b1', 'baseline', 'p', WHOLE),
        debate('b2', 'baseline', 'q', WHOLE),
        debate('b3', 'baseline', 'r', NONE),
        debate('b4', 'baseline', 's', NONE),
      ),
    ).toEqual(['e3+b1 topic', 'e2+b2 topic', 'e1+b3 topic', 'b4']);
  });

  it('leave out what is of neither condition or has no topic', () => {
    const nowhere = { ...debate('n', 'ensemble', 'x', WHOLE), topic: null };
    expect(checkFitness(nowhere).fault).toBe('no-topic');
    expect(paired(nowhere, debate('o', 'third', 'x', WHOLE))).toEqual([]);
  });
});
