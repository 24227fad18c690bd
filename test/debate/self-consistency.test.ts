import { describe, expect, it } from 'vitest';
import { debateIdSchema } from '../../src/core/ids.ts';
import { answerText, parseAnswer } from '../../src/debate/parse-answer.ts';
import { DRAFTS_FORMAT, selfConsistencyPlan } from '../../src/debate/self-consistency.ts';
import { turnCount } from '../../src/debate/turns.ts';
import { viewDebate } from '../../src/debate/view.ts';
import type { ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';
import { content, entry } from '../support/content.ts';
import { debate, MODEL, planFor } from '../support/debate.ts';
import { promptText, wordsFor, writtenAnswer } from '../support/speech.ts';

const matched = planFor({ ensemble: 'one-model', rounds: 2 });
const plan = selfConsistencyPlan(
  matched,
  entry(content.formats, DRAFTS_FORMAT),
  MODEL,
  debateIdSchema.parse('d-abc123self'),
);

/** Drafts as they come, and a choice among them. */
function choosing(name: string) {
  return {
    reply: (request: ChatRequest): string =>
      request.shape?.name === 'choice' ? JSON.stringify({ choice: name, because: 'most say so' }) : wordsFor(request),
  };
}

describe('self-consistency', () => {
  it('makes as many calls as the debate that it is matched to', async () => {
    const ensemble = await debate(matched);
    const drafted = await debate(plan, { script: choosing('Draft 3') });
    expect(drafted.requests).toHaveLength(ensemble.requests.length);
    expect(turnCount(plan)).toBe(turnCount(matched));
    expect(plan.rounds.map(({ heading }) => heading)).toEqual(['Round 1: drafts, written unseen']);
  });

  it('has every draft written unseen by the others, with another seed', async () => {
    const { requests, recorded } = await debate(plan, { script: choosing('Draft 1') });
    const drafts = requests.slice(0, -1);
    expect(new Set(drafts.map(({ seed }) => seed)).size).toBe(drafts.length);
    for (const { text } of viewDebate(recorded).turns) {
      for (const request of drafts) expect(promptText(request)).not.toContain(text.slice(20, 60));
    }
  });

  it('ends with the draft that was chosen, word for word', async () => {
    const { recorded, requests } = await debate(plan, { script: choosing('Draft 3') });
    const draft = parseAnswer(writtenAnswer(requests[2]?.seed ?? 0));
    const view = viewDebate(recorded);
    expect(view.answer).toEqual(draft);
    expect(view.end).toMatchObject({ status: 'complete' });
    expect(promptText(requests.at(-1) ?? fail())).toContain(view.turns[2]?.text ?? answerText({}));
  });

  it('takes the name of a draft also as it stands in the transcript, and tells a choice that was cut', async () => {
    const table = planFor({ format: 'drafts', ensemble: 'one-model' });
    const [first] = table.members;
    const labelled = await debate(table, { script: choosing(`${first?.name} (${first?.stance})`) });
    expect(viewDebate(labelled.recorded).answer).toEqual(parseAnswer(writtenAnswer(labelled.requests[0]?.seed ?? 0)));
    const cut = async function* (): AsyncGenerator<ChatPart> {
      yield { type: 'text-delta', text: '{"choice": "Ine' };
      yield { type: 'finish', reason: 'length', rawReason: 'length', usage: {} };
    };
    const { recorded } = await debate(table, {
      script: { reply: (request) => (request.shape?.name === 'choice' ? cut : wordsFor(request)) },
    });
    expect(viewDebate(recorded).silent).toEqual([expect.objectContaining({ reason: 'cut-by-length' })]);
  });

  it('has no answer when the choice names no draft', async () => {
    const { recorded } = await debate(plan, { script: choosing('Draft 99') });
    const view = viewDebate(recorded);
    expect(view.answer).toBeUndefined();
    expect(view.end).toMatchObject({ status: 'incomplete', reasons: [expect.stringContaining('the answer')] });
  });

  it('asks nobody to choose when no draft was written', async () => {
    const { recorded, requests } = await debate(plan, { script: { reply: () => 'no JSON' } });
    expect(requests.every(({ shape }) => shape?.name === 'answer')).toBe(true);
    expect(viewDebate(recorded).end).toMatchObject({ status: 'incomplete' });
  });
});

function fail(): never {
  throw new Error('there was no such request');
}
