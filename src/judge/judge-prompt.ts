import type { FilledText, Prompts } from '../content/prompts.ts';
import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import type { Criterion, Scenario } from '../content/schema.ts';
import type { Transcript } from '../debate/transcript.ts';

/** What a judge reads of one debate for one criterion. */
export interface JudgeReading {
  readonly scenario: Scenario;
  readonly transcript: Transcript;
  readonly criterion: Criterion;
}

/** The prompt whose next character is the score: the debate first and the criterion last, so that all criteria share one reading of the debate. */
export function scorePrompt(reading: JudgeReading, prompts: Prompts): RenderedPrompt {
  return prompts.prompt([
    ...question(reading, prompts),
    { role: 'assistant', content: prompts.fill('judge-score-start', {}) },
  ]);
}

/** The prompt that asks for the reason, once the score stands. @param score the most likely one */
export function reasonPrompt(reading: JudgeReading, score: string, prompts: Prompts): RenderedPrompt {
  return prompts.prompt([
    ...question(reading, prompts),
    { role: 'assistant', content: prompts.fill('judge-score', { score }) },
    { role: 'user', content: prompts.fill('judge-ask-reason', {}) },
  ]);
}

/** The prompt that leaves score and reason to the judge, for servers without probabilities. */
export function samplePrompt(reading: JudgeReading, prompts: Prompts): RenderedPrompt {
  return prompts.prompt(question(reading, prompts));
}

/** What all calls on one criterion begin with. */
function question(reading: JudgeReading, prompts: Prompts): { role: 'system' | 'user'; content: FilledText }[] {
  const { scenario, criterion } = reading;
  const debate = prompts.fill('judge-debate', {
    motion: scenario.motion,
    attend: scenario.alignedAnswer.join('; ') || prompts.fill('judge-no-hints', {}),
    turns: prompts.join(reading.transcript.turns.map((turn) => prompts.fill('judge-turn', { ...turn }))),
    answer: answerOf(reading.transcript, prompts),
  });
  const task = prompts.fill('judge-criterion', {
    name: criterion.name,
    question: criterion.question,
    levels: prompts.join(
      criterion.levels.map((level, place) => prompts.fill('judge-level', { score: String(place + 1), level })),
    ),
  });
  return [
    { role: 'system', content: prompts.fill('judge-rules', {}) },
    { role: 'user', content: prompts.join([debate, task]) },
  ];
}

function answerOf({ answer }: Transcript, prompts: Prompts): FilledText {
  if (answer === undefined) return prompts.fill('judge-no-answer', {});
  return prompts.fill('judge-answer', {
    recommendation: answer.recommendation,
    objection: answer.strongestObjection,
    dissent: answer.dissent || prompts.fill('judge-no-dissent', {}),
  });
}
