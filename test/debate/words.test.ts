import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanSpeech } from '../../src/debate/clean-speech.ts';
import { answerText, parseAnswer, partialAnswerText, readAnswerText } from '../../src/debate/parse-answer.ts';
import { splitThinking } from '../../src/debate/split-thinking.ts';
import { planFor } from '../support/debate.ts';

describe('thinking and speech', () => {
  it.each([
    ['<think>first</think>I say.', 'I say.', 'first', false],
    ['<THINKING>a</THINKING>I <think>b</think>say.', 'I say.', 'a\n\nb', false],
    // The opening tag stood in the prompt.
    ['I wonder.</think>\nI say.', 'I say.', 'I wonder.', false],
    ['I say. <think>and more', 'I say.', 'and more', true],
    ['I think that <b>this</b> is it.', 'I think that <b>this</b> is it.', '', false],
    ['<reasoning>a</reasoning>I say.', 'I say.', 'a', false],
    ['[THINK]a[/THINK]I say.', 'I say.', 'a', false],
    ['◁think▷a◁/think▷I say.', 'I say.', 'a', false],
    ['<|START_THINKING|>a<|END_THINKING|><|START_RESPONSE|>I say.<|END_RESPONSE|>', 'I say.', 'a', false],
    [
      '<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>I say.<|return|>',
      'I say.',
      'a',
      false,
    ],
    ['<|channel|>analysis<|message|>a', '', 'a', true],
    ['<|channel|>analysis<|message|>a<|end|><|start|>assistant<|chan', '', 'a', false],
    // A server that took the special tokens out.
    ['analysisWe need this.assistantfinalI say.', 'I say.', 'We need this.', false],
    ['analysis of the plan shows a fault.', 'analysis of the plan shows a fault.', '', false],
  ])('are told apart in %j', (raw, text, thinking, open) => {
    expect(splitThinking(raw)).toEqual({ text, thinking, open });
  });
});

describe('a turn as others see it', () => {
  const [, astrid] = planFor().members;
  if (astrid === undefined) throw new Error('The ensemble has two members');
  const { name } = astrid;

  it.each([
    [`${name}: I disagree.`, 'I disagree.'],
    [`**${name} (against):** I disagree.`, 'I disagree.'],
    [`${name.toUpperCase()}: I disagree.`, 'I disagree.'],
    [`## ${name} (against)\n\nI disagree.`, 'I disagree.'],
    [`${name} (against), round 2:\n"""\nI disagree.\n"""`, 'I disagree.'],
    [`**${name.split(' ')[0]}:** I disagree.`, 'I disagree.'],
    ['I disagree.<|im_end|>', 'I disagree.'],
    ['I disagree.\n\n### Instruction:', 'I disagree.'],
    ['```\na\n```\nor\n```\nb\n```', '```\na\n```\nor\n```\nb\n```'],
    ['"I disagree."', 'I disagree.'],
    ['"""I disagree."""', 'I disagree.'],
    ['```text\nI disagree.\n```', 'I disagree.'],
    ['"Yes" is no answer, and neither is "no"', '"Yes" is no answer, and neither is "no"'],
    [`${name} and I disagree.`, `${name} and I disagree.`],
  ])('is %j without its wrapping', (text, clean) => {
    expect(cleanSpeech(text, astrid)).toBe(clean);
  });
});

describe('an answer', () => {
  const part = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
    .map((text) => text.trim())
    .filter((text) => /[\p{L}\p{N}]/u.test(text) && !text.includes('**'));
  const answer = fc.record({
    recommendation: part,
    strongestObjection: part,
    dissent: fc.oneof(part, fc.constant('')),
  });

  it('can be read again from the text that people see', () => {
    fc.assert(
      fc.property(answer, (given) => {
        expect(readAnswerText(answerText(given))).toEqual(given);
      }),
    );
  });

  it('is found in what a chair writes around it', () => {
    fc.assert(
      fc.property(answer, (given) => {
        expect(parseAnswer(`Here it is:\n\`\`\`json\n${JSON.stringify(given, null, 2)}\n\`\`\``)).toEqual(given);
      }),
    );
  });

  it('is none where a part has marks and no words', () => {
    const given = { recommendation: 'Let him decide.', strongestObjection: '][', dissent: '' };
    expect(parseAnswer(JSON.stringify(given))).toBeUndefined();
  });

  it('grows part by part while it is written, never showing JSON', () => {
    const written = JSON.stringify({ recommendation: 'Say "no"\nthen ✓.', strongestObjection: 'Why?', dissent: '' });
    const shown = Array.from({ length: written.length + 1 }, (_, end) => partialAnswerText(written.slice(0, end)));
    expect(shown.every((text, place) => place === 0 || text.startsWith(shown[place - 1] ?? ''))).toBe(true);
    expect(shown.at(-1)).toBe('**Recommendation.** Say "no"\nthen ✓.\n\n**Strongest objection.** Why?');
  });
});
