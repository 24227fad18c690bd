import { expect, it } from 'vitest';
import { callsOf } from '../../src/debate/calls-of.ts';
import type { DebatePlan } from '../../src/debate/plan.ts';
import { DRAFTS_FORMAT, selfConsistencyPlan } from '../../src/debate/self-consistency.ts';
import { content, entry } from '../support/content.ts';
import { debate, MODEL, planFor } from '../support/debate.ts';
import { wordsFor } from '../support/speech.ts';

const debated = planFor({ format: 'cross-examination', ensemble: 'one-model' });
const drafted = selfConsistencyPlan(debated, entry(content.formats, DRAFTS_FORMAT), MODEL, debated.debate);

it.each<[string, DebatePlan]>([
  ['a round table', planFor({ format: 'round-table', ensemble: 'one-model' })],
  ['a debate in which not all speak in each round', debated],
  ['a chair that chooses among drafts', drafted],
])('are the calls that are really made, those for stances too: %s', async (_, plan) => {
  const made: string[] = [];
  await debate(plan, {
    script: {
      reply(request) {
        made.push(request.shape?.name ?? 'speech');
        return request.shape?.name === 'choice' ? JSON.stringify({ choice: 'Draft 1' }) : wordsFor(request);
      },
      stance() {
        made.push('stance');
        return JSON.stringify({ stance: 0, confidence: 50, movedBy: 'nobody' });
      },
    },
  });
  expect(callsOf(plan).map(({ asks }) => asks)).toEqual(made);
});
