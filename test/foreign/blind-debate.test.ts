import { describe, expect, it } from 'vitest';
import { blindDebate } from '../../src/foreign/blind-debate.ts';
import { checkFitness } from '../../src/foreign/fitness.ts';
import type { ForeignDebate } from '../../src/foreign/foreign-debate.ts';

type Said = readonly [role: string, model: string | null, text: string];

function blind(said: readonly Said[], more: Partial<ForeignDebate> = {}) {
  return blindDebate(
    checkFitness({
      place: 'line 1',
      topic: 'Is it so?',
      ensemble: null,
      turns: said.map(([role, model, text]) => ({ place: '', role, model, text, round: null, finishReason: null })),
      unreadable: 0,
      broken: false,
      condition: null,
      answer: undefined,
      ...more,
    }),
  );
}

describe('what a judge reads of a debate of others', () => {
  it('has numbers for speakers, and neither turns that are none nor the verdict of another judge', () => {
    const { transcript } = blind([
      ['proponent', 'mistral:7b', 'It is so, because it was always so.'],
      ['opponent', 'qwen2.5:7b', '<think>What now'],
      ['moderator', null, 'Now it is the turn of the other side.'],
      ['opponent', 'qwen2.5:7b', '<think>Hm.</think>It is not so, because it was not.'],
      ['judge', 'phi3:3.8b', 'The first side wins by far.'],
      ['proponent', 'mistral:7b', 'It was so, as I said before.'],
    ]);
    expect(transcript).toEqual({
      turns: [
        { speaker: 'Speaker 1', heading: 'round 1', text: 'It is so, because it was always so.' },
        { speaker: 'Speaker 2', heading: 'round 1', text: 'Now it is the turn of the other side.' },
        { speaker: 'Speaker 3', heading: 'round 1', text: 'It is not so, because it was not.' },
        { speaker: 'Speaker 1', heading: 'round 2', text: 'It was so, as I said before.' },
      ],
      answer: undefined,
    });
  });

  it('numbers those last who said nothing valid, and tells who argues', () => {
    const { speakers } = blind([
      ['Ruth Oke', 'mistral:7b', '<think>Hm'],
      ['moderator', null, 'The floor is yours, both of you.'],
      ['Ada Bell', 'qwen2.5:7b', 'It is so, because it was always so.'],
      ['Ada Bell', 'phi3:3.8b', 'And so it will be, for all I know.'],
      ['judge', 'phi3:3.8b', 'The first side wins by far.'],
    ]);
    expect(speakers.map(({ label, role, model, argues }) => [label, role, model, argues])).toEqual([
      ['Speaker 1', 'moderator', null, false],
      ['Speaker 2', 'Ada Bell', null, true],
      ['Speaker 3', 'Ruth Oke', 'mistral:7b', true],
    ]);
  });

  it('names no model, role or ensemble, also where the words do; what was replaced is counted', () => {
    const { transcript, masked } = blind(
      [
        [
          'Proponent',
          'deepseek-ai/DeepSeek-R1:14b',
          'Proponent: As DeepSeek, a DeepSeek-R1:14b of the team creative_mix, I agree.',
        ],
        ['Opponent', 'mistral:7b', 'I am Mistral 7B (mistral:7b). The Proponent errs, and PROPONENT knows it.'],
        ['Grace Achieng', null, 'Grace Achieng says what Opponent said. Grace says no more than this.'],
      ],
      {
        ensemble: 'creative_mix',
        answer: { recommendation: 'Do as Opponent says.', strongestObjection: 'Mistral said it.', dissent: '' },
      },
    );
    expect(transcript.turns.map(({ text }) => text)).toEqual([
      'As a model, a a model of the team a model, I agree.',
      'I am a model 7B (a model). The Speaker 1 errs, and Speaker 1 knows it.',
      'Speaker 3 says what Speaker 2 said. Speaker 3 says no more than this.',
    ]);
    expect(transcript.answer?.recommendation).toBe('Do as Speaker 2 says.');
    expect(transcript.answer?.strongestObjection).toBe('a model said it.');
    expect(masked).toBe(12);
  });

  it('keeps words that only look like names', () => {
    const texts = [
      'For my opponent it is a matter of solar power. Against that, a careful reader says no.',
      'Pro and con are weighed by everybody; a proponent of falcons may say what she likes.',
    ];
    const { transcript, masked } = blind([
      ['for', 'solar:10.7b', texts[0] ?? ''],
      ['proponent', 'falcon:7b', texts[1] ?? ''],
      ['A', null, 'A careful reader says yes to all of this.'],
    ]);
    expect(transcript.turns.slice(0, 2).map(({ text }) => text)).toEqual(texts);
    expect(masked).toBe(0);
  });
});
