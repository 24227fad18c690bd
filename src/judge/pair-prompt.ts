import type { FilledText, Prompts } from '../content/prompts.ts';
import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import type { Rubric } from '../content/schema.ts';
import { answerText, attendText, turnsText } from './judge-prompt.ts';
import type { PairKind } from './pair-judgement.ts';
import type { SeenDebate } from './seen-debate.ts';

/** The prompts that ask which of two is better: with the answer begun, and left to the judge. */
export function pairPrompts(
  first: SeenDebate,
  second: SeenDebate,
  kind: PairKind,
  rubric: Rubric,
  prompts: Prompts,
): { readonly begun: RenderedPrompt; readonly open: RenderedPrompt } {
  const whole = (seen: SeenDebate): FilledText =>
    kind === 'answer' ? answerText(seen, prompts) : prompts.join([turnsText(seen, prompts), answerText(seen, prompts)]);
  const task = prompts.fill('judge-pair', {
    motion: first.motion,
    attend: attendText(first, prompts),
    first: whole(first),
    second: whole(second),
    kind: prompts.fill(kind === 'answer' ? 'judge-pair-answer' : 'judge-pair-debate', {}),
    questions: prompts.join(
      rubric.criteria.map(({ name, question }) => prompts.fill('judge-pair-question', { name, question })),
    ),
  });
  const asked = [
    { role: 'system', content: prompts.fill('judge-pair-rules', {}) },
    { role: 'user', content: task },
  ] as const;
  const start = { role: 'assistant', content: prompts.fill('judge-pair-start', {}) } as const;
  return { begun: prompts.prompt([...asked, start]), open: prompts.prompt(asked) };
}
