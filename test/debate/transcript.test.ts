import { expect, it } from 'vitest';
import { blindTranscript } from '../../src/debate/transcript.ts';
import { viewDebate } from '../../src/debate/view.ts';
import type { ChatRequest } from '../../src/models/port/chat-model.ts';
import { debate, MODEL, planFor } from '../support/debate.ts';
import { speech } from '../support/speech.ts';

it('names no persona, model or arm in a blinded transcript, whatever the speakers say of each other', async () => {
  const plan = planFor({ ensemble: 'one-model', rounds: 1 });
  const gossip = `As Farid Azimi and Ines said, and as the chair, ${plan.chair.name}, knows, ${MODEL} wrote this.`;
  const names = [...plan.members, plan.chair].flatMap(({ name, seat }) => [...name.split(' '), seat]);
  const reply = ({ seed, shape }: ChatRequest): string => {
    const said = `${[...plan.members].map(({ name }) => name).join(', ')} differ. ${gossip} ${speech(seed)}`;
    return shape ? JSON.stringify({ recommendation: said, strongestObjection: said, dissent: said }) : said;
  };
  const { recorded } = await debate(plan, { script: { reply } });
  const transcript = blindTranscript(viewDebate(recorded));
  expect(transcript.turns.map(({ speaker }) => speaker)).toEqual([
    'Speaker A (for)',
    'Speaker B (against)',
    'Speaker C (for)',
    'Speaker D (against)',
  ]);
  expect(transcript.turns[0]?.text).toContain('Speaker A, Speaker B, Speaker C, Speaker D differ.');
  const everything = JSON.stringify(transcript);
  for (const name of [...names, MODEL, 'ensemble', 'baseline'])
    expect(everything).not.toMatch(new RegExp(`\\b${name}\\b`));
});

it('blinds the baseline alike, so that the arm can’t be told', async () => {
  const { recorded } = await debate(planFor({ arm: 'baseline' }));
  const { turns } = blindTranscript(viewDebate(recorded));
  expect(new Set(turns.map(({ speaker }) => speaker))).toEqual(new Set(['Speaker A (for)', 'Speaker B (against)']));
});

it('blinds names however they are spelt, and no words that look like them', async () => {
  const { recorded } = await debate(planFor({ arm: 'baseline', models: ['qwen3:8b'], ensemble: 'one-model' }), {
    script: {
      reply: ({ seed, shape }) => {
        const said = `${speech(seed)} It was Qwen, like QWEN3, and speaker 1 who heard Speakers 1 and 2 weigh a speaker’s word.`;
        return shape ? JSON.stringify({ recommendation: said, strongestObjection: said, dissent: said }) : said;
      },
    },
  });
  const { turns } = blindTranscript(viewDebate(recorded));
  expect(turns.length).toBeGreaterThan(3);
  for (const { text } of turns) {
    expect(text).toContain(
      'It was a model, like a model, and Speaker A who heard Speakers A and B weigh a speaker’s word.',
    );
  }
});
