import { expect, it } from 'vitest';
import { ARMS, debatePlanSchema } from '../../src/debate/plan.ts';
import { scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { prompts } from '../support/content.ts';
import { debate, MODEL, planFor } from '../support/debate.ts';
import { promptText } from '../support/speech.ts';

const EVIDENCE = prompts.fillInstruction('instruction-evidence').text;

it.each(ARMS)(
  'what an ensemble asks of its debates is read in every turn of the arm %s, before the transcript',
  async (arm) => {
    const { requests } = await debate(planFor({ ensemble: 'reasoning-focused', arm }));
    expect(requests.length).toBeGreaterThan(4);
    for (const request of requests) expect(request.prompt.messages[0]?.content).toContain(EVIDENCE);
    const plain = await debate(planFor({ ensemble: 'heavyweight', arm }));
    for (const request of plain.requests) expect(promptText(request)).not.toContain(EVIDENCE);
  },
);

it('the longer thinking of reasoning-focused leaves room for the whole debate in the window that servers are asked for', async () => {
  const plan = planFor({ ensemble: 'reasoning-focused', scenario: { background: 'word '.repeat(240).trim() } });
  const { recorded, requests } = await debate(plan, { info: { ...scriptedModelInfo(MODEL), canThink: true } });
  expect(requests.some(({ maxTokens }) => maxTokens > plan.thinkingTokens)).toBe(true);
  expect(recorded.filter(({ type }) => type === 'transcript-digested')).toEqual([]);
  expect(recorded.at(-1)).toMatchObject({ type: 'debate-end', status: 'complete' });
});

it('a plan that was stored before there were instructions has none', () => {
  const { instruction, ...old } = planFor({ ensemble: 'heavyweight' });
  expect(instruction).toBeNull();
  expect(debatePlanSchema.parse(old).instruction).toBeNull();
});
