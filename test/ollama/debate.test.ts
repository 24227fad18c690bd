import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { NO_AUDIENCE } from '../../src/debate/audience.ts';
import { isRecorded, type RecordedDebateEvent } from '../../src/debate/events.ts';
import { runDebate } from '../../src/debate/run-debate.ts';
import { blindTranscript } from '../../src/debate/transcript.ts';
import { viewDebate } from '../../src/debate/view.ts';
import type { Judgement } from '../../src/judge/score.ts';
import { scoreDebate } from '../../src/judge/score-debate.ts';
import { OllamaHost } from '../../src/models/ollama/ollama-host.ts';
import { content, prompts } from '../support/content.ts';
import { planFor } from '../support/debate.ts';
import { startOllama } from './ollama-server.ts';

const never = new AbortController().signal;

it('holds a debate of two models on a real Ollama server, and judges it by probabilities', async () => {
  const server = await startOllama(['debater-a', 'debater-b']);
  onTestFinished(() => server.close());
  const host = new OllamaHost(server.address);
  const plan = planFor({ rounds: 1, models: ['debater-a:latest', 'debater-b:latest'] });
  const deps = {
    model: (name: string) => host.open(name),
    prompts,
    clock: systemClock,
    atOnce: 1,
    audience: NO_AUDIENCE,
    preload: () => {},
  };
  const events: RecordedDebateEvent[] = [];
  for await (const event of runDebate(plan, deps, [], never)) if (isRecorded(event)) events.push(event);
  const view = viewDebate(events);
  expect(['complete', 'incomplete']).toContain(view.end?.status);
  for (const event of events) {
    if (event.type !== 'turn-end') continue;
    // The server read as many tokens as we had counted, or fewer: it had nothing to cut.
    const start = events.findLast((one, place) => one.type === 'turn-start' && place < events.indexOf(event));
    if (start?.type !== 'turn-start') throw new Error('a turn ended that had not begun');
    expect(event.usage.promptTokens).toBeLessThanOrEqual(start.promptTokens);
  }
  const judging = scoreDebate(
    {
      debate: plan.debate,
      transcript: blindTranscript(view),
      scenario: plan.scenario,
      rubric: content.rubric,
      judge: 'judge-1',
      model: () => host.open('debater-b:latest'),
      seed: 1,
      skip: new Set(),
    },
    { prompts, clock: systemClock },
    never,
  );
  const judgements: Judgement[] = [];
  for await (const judgement of judging) judgements.push(judgement);
  expect(judgements).toHaveLength(7);
  if (view.turns.length > 0) expect(judgements[0]?.score).toMatchObject({ method: 'probabilities' });
});
