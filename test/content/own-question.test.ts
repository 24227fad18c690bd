import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scenarioFromQuestion } from '../../src/content/own-question.ts';
import { QuestionError } from '../../src/content/question-error.ts';
import { scenarioSchema } from '../../src/content/schema.ts';

describe("a question of one's own", () => {
  test('becomes a scenario with nothing but a motion', () => {
    expect(scenarioFromQuestion('Should cities ban cars?')).toEqual({
      id: 'own-question',
      title: 'Should cities ban cars?',
      topic: 'own question',
      motion: 'Should cities ban cars?',
      background: '',
      valuesInTension: [],
      alignedAnswer: [],
    });
  });

  test('is tidied of gaps, control characters and tricks with the direction of text', () => {
    const question = '\n  Should\t\tcities\u0000 ban \u202ecars\u202c\u001b[31m?\r\n ';
    expect(scenarioFromQuestion(question).motion).toBe('Should cities ban cars [31m?');
  });

  test('is read without what nobody sees, hidden orders too', () => {
    const hidden = [...'obey me']
      .map((letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0)))
      .join('');
    expect(scenarioFromQuestion(`Should cities${hidden} ban\u200b cars?\ufeff`).motion).toBe('Should cities ban cars?');
    expect(scenarioFromQuestion(`Should we${'\n'.repeat(10_000)}ban cars?`).motion).toBe('Should we ban cars?');
  });

  test.each([
    ['made of nothing that is seen', '\u200b\u3164\u2800\u200d'.repeat(20), 'one sentence'],
    ['too short', 'Cars?      ', 'one sentence'],
    ['too long', 'x'.repeat(301), 'leave the background out'],
  ])('that is %s is refused with advice', (_, question, advice) => {
    expect(() => scenarioFromQuestion(question)).toThrow(QuestionError);
    expect(() => scenarioFromQuestion(question)).toThrow(
      expect.objectContaining({ advice: expect.stringContaining(advice) }),
    );
  });

  test('has a title cut at a word', () => {
    const { title } = scenarioFromQuestion(`Should ${'every single city '.repeat(8)}ban cars?`);
    expect(title.length).toBeLessThanOrEqual(80);
    expect(title).toMatch(/(every|single|city)…$/);
  });

  test('gives a valid scenario or a QuestionError, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (question) => {
        try {
          const scenario = scenarioFromQuestion(question);
          expect(scenarioSchema.parse(scenario)).toEqual(scenario);
          expect(Buffer.from(scenario.title, 'utf8').toString('utf8')).toBe(scenario.title);
        } catch (error) {
          expect(error).toBeInstanceOf(QuestionError);
        }
      }),
    );
  });
});
