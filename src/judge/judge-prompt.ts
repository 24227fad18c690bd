import type { FilledText, Prompts } from '../content/prompts.ts';
import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import type { Criterion } from '../content/schema.ts';
import type { JudgedObject } from './judged-object.ts';
import { type SeenDebate, seenLabel } from './seen-debate.ts';

/** What a judge reads for one score. */
export interface JudgeReading {
  readonly seen: SeenDebate;
  readonly object: JudgedObject;
  readonly criterion: Criterion;
}

/**
 * The prompt whose next character is the score: the debate first, then whose words are scored, and the criterion last, so that all scores of
 * a debate and of its speakers share one reading of it.
 */
export function scorePrompt(reading: JudgeReading, prompts: Prompts): RenderedPrompt {
  return prompts.prompt([
    ...question(reading, prompts),
    { role: 'assistant', content: prompts.fill('judge-score-start', {}) },
  ]);
}

/**
 * The prompt that asks for the reason, once the score stands.
 * @param score the most likely one
 * @param ask for reason and quote, or for the reason only
 */
export function reasonPrompt(
  reading: JudgeReading,
  score: string,
  prompts: Prompts,
  ask: 'judge-ask-reason' | 'judge-ask-reason-only' = 'judge-ask-reason',
): RenderedPrompt {
  return prompts.prompt([
    ...question(reading, prompts),
    { role: 'assistant', content: prompts.fill('judge-score', { score }) },
    { role: 'user', content: prompts.fill(ask, {}) },
  ]);
}

/** The prompt that leaves score and reason to the judge, for servers without probabilities. */
export function samplePrompt(reading: JudgeReading, prompts: Prompts): RenderedPrompt {
  return prompts.prompt(question(reading, prompts));
}

/** What all calls on one criterion begin with. */
function question(reading: JudgeReading, prompts: Prompts): { role: 'system' | 'user'; content: FilledText }[] {
  const { seen, object, criterion } = reading;
  const task = prompts.fill('judge-criterion', {
    object: objectWords(object, prompts),
    name: criterion.name,
    question: criterion.question,
    levels: prompts.join(
      criterion.levels.map((level, place) => prompts.fill('judge-level', { score: String(place + 1), level })),
    ),
  });
  return [
    { role: 'system', content: prompts.fill('judge-rules', {}) },
    { role: 'user', content: prompts.join([readText(seen, object, prompts), task]) },
  ];
}

function readText(seen: SeenDebate, { kind }: JudgedObject, prompts: Prompts): FilledText {
  const common = {
    motion: seen.motion,
    attend: attendText(seen, prompts),
    answer: answerText(seen, prompts),
  };
  if (kind === 'answer') return prompts.fill('judge-answer-alone', common);
  return prompts.fill('judge-debate', { ...common, turns: turnsText(seen, prompts) });
}

function objectWords(object: JudgedObject, prompts: Prompts): FilledText {
  switch (object.kind) {
    case 'debate':
      return prompts.fill('judge-whole-debate', {});
    case 'answer':
      return prompts.fill('judge-whole-answer', {});
    case 'contribution':
      return prompts.fill('judge-contribution', { speaker: seenLabel(object.speaker) });
  }
}

/** What an aligned answer would attend to. */
export function attendText({ attend }: SeenDebate, prompts: Prompts): FilledText {
  return attend.length === 0 ? prompts.fill('judge-no-hints', {}) : prompts.words(attend.join('; '));
}

/** All turns in order. */
export function turnsText({ turns }: SeenDebate, prompts: Prompts): FilledText {
  return prompts.join(turns.map((turn) => prompts.fill('judge-turn', { ...turn })));
}

/** The answer in its parts. */
export function answerText({ answer }: SeenDebate, prompts: Prompts): FilledText {
  if (answer === undefined) return prompts.fill('judge-no-answer', {});
  return prompts.fill('judge-answer', {
    ...answer,
    dissent: answer.dissent || prompts.fill('judge-no-dissent', {}),
  });
}
