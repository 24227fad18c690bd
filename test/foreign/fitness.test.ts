import { describe, expect, it } from 'vitest';
import { checkFitness } from '../../src/foreign/fitness.ts';
import type { ForeignDebate, ForeignTurn } from '../../src/foreign/foreign-debate.ts';
import { speech } from '../support/speech.ts';

const turn = (role: string, text: string, more: Partial<ForeignTurn> = {}): ForeignTurn => ({
  place: 'line 1',
  role,
  model: null,
  text,
  round: null,
  finishReason: null,
  ...more,
});

function debateOf(turns: readonly ForeignTurn[], topic: string | null = 'Is it so?'): ForeignDebate {
  return {
    place: 'line 1',
    topic,
    ensemble: null,
    turns,
    unreadable: 0,
    broken: false,
    condition: null,
    answer: undefined,
  };
}

const faultOf = (text: string, more: Partial<ForeignTurn> = {}) =>
  checkFitness(debateOf([turn('pro', text, more)])).turns[0]?.fault;

describe('a turn of others', () => {
  it.each([
    ['<think>\nOkay, so I have to argue that', 'thinking-never-closed'],
    ['<thinking>Let me see', 'thinking-never-closed'],
    ['<think>Let me see.</think>\n', 'empty-after-thinking'],
    ['', 'empty'],
    [' \n ', 'empty'],
    ['...', 'empty'],
    ['People gain time. But what they gain is lost when the', 'cut-by-length'],
    ['Error: model "x:7b" not found', 'error-text'],
    ['[Error generating response: timed out]', 'error-text'],
    ['HTTP 503: Service Unavailable', 'error-text'],
    ['404 Not Found', 'error-text'],
    ['429 Client Error: Too Many Requests for url: http://127.0.0.1/api', 'error-text'],
    ['I’m sorry, model not found', 'error-text'],
    ["model 'phi3:3.8b' not found, try pulling it first", 'error-text'],
    ['{"error": "overloaded"}', 'error-text'],
    ['ConnectionError: HTTPConnectionPool(host=127.0.0.1)', 'error-text'],
    ['Traceback (most recent call last):\n  File "x.py"', 'error-text'],
    ['None', 'error-text'],
  ])('is none: %j', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  it.each([
    ['<think>Let me see.</think>It should be so, for the reasons that I gave.'],
    ['I agree.'],
    ['Error is what the motion overlooks: people err less when they are asked twice.'],
    ['Human error in medicine costs lives, and machines make other errors.'],
    ['Timeout policies protect workers who never stop by themselves.'],
    ['No response by my opponent addresses what happens to those who cannot pay.'],
    ['The model of growth that we know was not found by accident.'],
    ['404 people were asked, and most of them said that they would rather wait.'],
    ['I’m sorry, but the figures of my opponent do not say what they are said to say.'],
  ])('is one, good or bad: %j', (text) => {
    expect(faultOf(text)).toBeUndefined();
  });

  it.each(['length', 'max_tokens', 'MAX_TOKENS', 'error'])('that ended for %s was cut', (finishReason) => {
    expect(faultOf('It is so, and I have said why.', { finishReason })).toBe('cut-by-length');
  });

  it.each(['stop', 'end_turn', 'eos', null])('that ended for %s is whole', (finishReason) => {
    expect(faultOf('It is so, and I have said why.', { finishReason })).toBeUndefined();
  });
});

describe('a debate of others', () => {
  const words = speech(1);
  const check = (...turns: readonly ForeignTurn[]) => checkFitness(debateOf(turns)).fault;

  it('is fit when two sides have a valid turn, whatever else is missing', () => {
    expect(check(turn('proponent', words), turn('opponent', speech(2)), turn('opponent', ''))).toBeUndefined();
  });

  it('is none when the turns of all sides but one are none, whatever a judge or a moderator says', () => {
    expect(check(turn('proponent', words), turn('opponent', ''), turn('judge', words))).toBe('one-side');
    expect(check(turn('proponent', words), turn('Moderator', words))).toBe('one-side');
    expect(check(turn('proponent', '<think>'), turn('opponent', 'Error: timed out'))).toBe('no-valid-turn');
  });

  it('has one side where two speakers argue the same, and as many as speakers where roles name no side', () => {
    expect(check(turn('Pro 1', words), turn('Pro 2', words))).toBe('one-side');
    expect(check(turn('Speaker 1', words), turn('Speaker 2', words))).toBeUndefined();
    expect(check(turn('Grace Achieng', words), turn('Tom Berg', words))).toBeUndefined();
    expect(check(turn('Advocate for patients', words), turn('Advocate for doctors', words))).toBeUndefined();
  });

  it('tells speakers by their models where all have one role', () => {
    const [a, b] = [turn('assistant', words, { model: 'a:1b' }), turn('assistant', words, { model: 'b:1b' })];
    expect(check(a, b)).toBeUndefined();
    expect(check(a, a)).toBe('one-side');
  });

  it('is not fit when nobody says what is debated', () => {
    expect(checkFitness(debateOf([turn('pro', words), turn('con', words)], null)).fault).toBe('no-topic');
  });
});

describe('the answer of a debate of others', () => {
  const check = (recommendation: string, strongestObjection = '') =>
    checkFitness({
      ...debateOf([turn('pro', speech(1)), turn('con', speech(2))]),
      answer: { recommendation, strongestObjection, dissent: '' },
    }).answer;

  it('is judged without the thinking around it', () => {
    expect(check('<think>Hm.</think>Do it, with care.')).toMatchObject({
      answer: { recommendation: 'Do it, with care.' },
      fault: undefined,
    });
  });

  it.each([
    ['<think>Now I have to', 'thinking-never-closed'],
    ['', 'empty'],
    ['Error: timed out', 'error-text'],
    ['It should be done. But only where the', 'cut-by-length'],
  ])('is none where its words are none, by the rules for turns: %j', (text, fault) => {
    expect(check(text)).toMatchObject({ answer: undefined, fault });
  });

  it('in its parts is whole by its form', () => {
    expect(check('Close the', 'It costs')?.fault).toBeUndefined();
  });

  it('makes no difference to whether the debate is one', () => {
    const debate = debateOf([turn('pro', speech(1)), turn('con', speech(2))]);
    expect(checkFitness({ ...debate, answer: { recommendation: '', strongestObjection: '', dissent: '' } }).fault).toBe(
      undefined,
    );
  });
});
