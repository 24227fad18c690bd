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
 * The prompt whose next character is the score: the debate first, then whose words are scored and how to answer, and the criterion last: all
 * scores of a debate and of its speakers share one reading of it, and those of one object all but the criterion itself.
 */
export function scorePrompt(reading: JudgeReading, prompts: Prompts): RenderedPrompt {
  return prompts.prompt([
    ...question(reading, prompts),
    { role: 'assistant', content: prompts.fill('judge-score-start', {}) },
  ]);
}

/**
 * The same answer with its score, to go on with: its next words are the reason.
 * @param score the most likely one
 */
export function reasonPrompt(reading: JudgeReading, score: string, prompts: Prompts): RenderedPrompt {
  return prompts.prompt([
    ...question(reading, prompts),
    { role: 'assistant', content: prompts.fill('judge-reason-start', { score }) },
  ]);
}

/**
 * The prompt that asks for the reason once more, after the answer.
 * @param ask for reason and quote, or for the reason only
 */
export function askReasonPrompt(
  reading: JudgeReading,
  score: string,
  prompts: Prompts,
  ask: 'judge-ask-reason' | 'judge-ask-reason-only',
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
  const { rules, read, task, criterion } = questionParts(reading, prompts);
  return [
    { role: 'system', content: rules },
    { role: 'user', content: prompts.join([read, task, criterion]) },
  ];
}

/** The parts of a question to a judge, in their order: its rules, what it reads, how to answer about which words, and the criterion. */
export function questionParts(
  { seen, object, criterion }: JudgeReading,
  prompts: Prompts,
): Record<'rules' | 'read' | 'task' | 'criterion', FilledText> {
  return {
    rules: prompts.fill('judge-rules', {}),
    read: readText(seen, object, prompts),
    task: prompts.fill('judge-task', { object: objectWords(object, prompts) }),
    criterion: prompts.fill('judge-criterion', {
      name: criterion.name,
      levels: prompts.join(
        criterion.levels.map((level, place) => prompts.fill('judge-level', { score: String(place + 1), level })),
      ),
    }),
  };
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

/** The answer in its parts, or as one text where it has no others. */
export function answerText({ answer }: SeenDebate, prompts: Prompts): FilledText {
  if (answer === undefined) return prompts.fill('judge-no-answer', {});
  const { recommendation, objection, dissent } = answer;
  // Of others, who never asked for more than an answer.
  if (objection === '' && dissent === '') return prompts.fill('judge-plain-answer', { answer: recommendation });
  const orNone = (words: string) => words || prompts.fill('judge-no-dissent', {});
  return prompts.fill('judge-answer', {
    recommendation,
    objection: orNone(objection),
    dissent: orNone(dissent),
  });
}
