import type { Transcript } from '../../src/debate/transcript.ts';
import type { Judgement } from '../../src/judge/score.ts';
import { judgementSchema } from '../../src/judge/score.ts';
import { type JudgingRequest, scoreDebate } from '../../src/judge/score-debate.ts';
import type { ChatModel, ChatRequest } from '../../src/models/port/chat-model.ts';
import { ChoiceUnsupportedError } from '../../src/models/port/choice-unsupported-error.ts';
import { type Script, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { content, entry, prompts } from '../support/content.ts';
import { MODEL, planFor, scriptedModel } from '../support/debate.ts';
import { skippingClock } from '../support/hand-clock.ts';
import { promptText } from '../support/speech.ts';

export const scenario = entry(content.scenarios, 'ai-tutors');
export const DEBATE = planFor().debate;
export const deps = { prompts, clock: skippingClock() };
export const never = new AbortController().signal;

/** Two speakers, two rounds and an answer. */
export const TRANSCRIPT: Transcript = {
  turns: [
    { speaker: 'Speaker A (for)', heading: 'Openings', text: 'Tutors give each child its own pace.' },
    { speaker: 'Speaker B (against)', heading: 'Openings', text: 'A child that is watched learns to please.' },
    { speaker: 'Speaker A (for)', heading: 'Rebuttals', text: 'Then let nobody see what it tried.' },
  ],
  answer: {
    recommendation: 'Allow tutors whose records stay with the child.',
    strongestObjection: 'Schools cannot check what they cannot see.',
    dissent: '',
  },
};

export interface Judging {
  readonly judgements: readonly Judgement[];
  /** What the judge read before it chose. */
  readonly read: readonly string[];
  readonly requests: readonly ChatRequest[];
}

/** A judge that is scripted, what it reads, and how it is asked in words. */
export async function scriptedJudge(
  script: Partial<Script>,
  options: { readonly canThink?: boolean; readonly probabilities?: boolean } = {},
): Promise<{ readonly model: ChatModel; readonly read: string[]; readonly requests: readonly ChatRequest[] }> {
  const read: string[] = [];
  const { model, requests } = await scriptedModel(
    {
      reply: script.reply ?? (() => 'It names a trade-off and weighs it.'),
      choose(prompt, name, digits) {
        if (options.probabilities === false) throw new ChoiceUnsupportedError(name);
        read.push(promptText({ prompt }));
        return script.choose?.(prompt, name, digits) ?? new Map([['4', 1]]);
      },
    },
    { ...scriptedModelInfo(MODEL), canThink: options.canThink ?? false },
  );
  return { model, read, requests };
}

/** All its scores of one object. */
export async function judge(
  script: Partial<Script>,
  request: Partial<JudgingRequest> = {},
  options: Parameters<typeof scriptedJudge>[1] = {},
): Promise<Judging> {
  const { model, read, requests } = await scriptedJudge(script, options);
  const judgements: Judgement[] = [];
  const asked = {
    debate: DEBATE,
    transcript: TRANSCRIPT,
    scenario,
    rubric: content.rubric,
    judge: 'judge-1',
    model: async () => model,
    seed: 3,
    skip: new Set<never>(),
    ...request,
  };
  for await (const judgement of scoreDebate(asked, deps, never)) judgements.push(judgementSchema.parse(judgement));
  return { judgements, read, requests };
}
