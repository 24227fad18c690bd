import { z } from 'zod';
import type { FilledText } from '../content/prompts.ts';
import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import { isExpected, wordsFor } from '../core/errors.ts';
import { deriveSeed } from '../core/random.ts';
import { againAfterFailure } from '../models/port/after-failure.ts';
import type { AnswerShape, CallUsage, ChatModel } from '../models/port/chat-model.ts';
import { collectAnswer } from '../models/port/collect-answer.ts';
import type { Running } from './course.ts';
import { orFail } from './debate-failed.ts';
import { type DebateEvent, type StanceStated, stanceValueSchema, type TurnKey } from './events.ts';
import { fitPrompt } from './fit-window.ts';
import { heardBefore } from './heard-before.ts';
import { jsonInText } from './json-in-text.ts';
import { splitThinking } from './split-thinking.ts';
import type { TurnToTake } from './take-turn.ts';
import { budgetOf, totalOf } from './token-budget.ts';
import type { SpokenTurn } from './view.ts';

/** What the question and its answer take, in tokens: kept free when a turn is made to fit the window. */
export const STANCE_TOKENS = 360;
/** Of these, the answer. */
const ANSWER_TOKENS = 160;
const ATTEMPTS = 2;
const NOBODY = 'nobody';
/** How sure a member can say that it is, in percent. */
const CONFIDENCES = [0, 25, 50, 75, 100] as const;
const BECAUSE_LENGTH = 300;

/**
 * Asks a member where it stands now, after a valid turn: with what it just read and said before it, so that a server that kept these reads
 * only the question. Nobody reads the answer before the debate is over. Does nothing when it was asked before.
 */
export async function* stateStance(
  running: Running,
  words: TurnToTake,
  signal: AbortSignal,
): AsyncGenerator<DebateEvent> {
  const { history } = running;
  const { turn } = words;
  if (history.has(turn, 'stance-stated', 'stance-unstated')) return;
  try {
    const stated = await ask(running, words, signal);
    if (!signal.aborted) {
      yield history.note(stated ?? { type: 'stance-unstated', turn, reason: 'its answer could not be read' });
    }
  } catch (error) {
    if (signal.aborted) return;
    if (!isExpected(error)) throw error;
    yield history.note({ type: 'stance-unstated', turn, reason: wordsFor(error) });
  }
}

async function ask(
  { plan, deps, history }: Running,
  { turn, task, kind }: TurnToTake,
  signal: AbortSignal,
): Promise<StanceStated | undefined> {
  const { prompts, clock } = deps;
  const model = await orFail(againAfterFailure(() => deps.model(task.speaker.model), clock, signal));
  const heard = heardBefore(plan, turn, history.view.turns);
  // As the turn was asked for, so that the prompt begins with the same words.
  const attempts = history.endsOf(turn).length;
  const allowanceBy = (attempt: number): number =>
    model.info.canThink || history.seenOf(plan, task.speaker.model, turn, attempt).thinks ? plan.thinkingTokens : 0;
  const { undercount } = history.seenOf(plan, task.speaker.model, turn, attempts);
  const answerTokens = totalOf(budgetOf(task, kind, allowanceBy(attempts))) + STANCE_TOKENS;
  // By now the turn itself has shown whether the model thinks.
  const thinkingTokens = allowanceBy(attempts + 1);
  const fitting = againAfterFailure(
    () => fitPrompt(plan, task, heard, { answerTokens, undercount }, model, prompts),
    clock,
    signal,
  );
  const { prompt } = await fitting;
  const said = history.endsOf(turn).at(-1)?.text ?? '';
  const asked = prompts.goOn(prompt, [
    { role: 'assistant', content: prompts.words(said) },
    { role: 'user', content: question(plan.scenario.motion) },
  ]);
  const others = othersAmong(heard, turn);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const seed = deriveSeed(plan.seed, plan.arm, turn.round, turn.seat, 'stance', attempt);
    const temperature = attempt === 1 ? 0 : plan.temperature;
    const start = clock.now();
    const { text, usage, server } = await againAfterFailure(
      () => answerOf(model, asked, others, { seed, temperature, thinkingTokens }, signal),
      clock,
      signal,
    );
    if (signal.aborted) return undefined;
    const milliseconds = clock.now() - start;
    const stated = read(text, others);
    if (stated === undefined) continue;
    const call = { attempt, seed, templateHash: asked.templateHash, usage, milliseconds };
    return { type: 'stance-stated', turn, ...stated, call: server === undefined ? call : { ...call, server } };
  }
  return undefined;

  function question(motion: string): FilledText {
    return prompts.fill('stance-ask', { motion });
  }
}

/** The members and people whose words can have moved somebody, by name. */
function othersAmong(heard: readonly SpokenTurn[], { seat }: TurnKey): ReadonlyMap<string, TurnKey['seat']> {
  return new Map(
    heard.flatMap(({ speaker }) => (speaker.seat === seat ? [] : [[speaker.name, speaker.seat] as const])),
  );
}

async function answerOf(
  model: ChatModel,
  prompt: RenderedPrompt,
  others: ReadonlyMap<string, unknown>,
  sampling: { readonly seed: number; readonly temperature: number; readonly thinkingTokens: number },
  signal: AbortSignal,
): Promise<{ text: string; usage: CallUsage; server: string | undefined }> {
  const { seed, temperature, thinkingTokens } = sampling;
  // Some think although they are asked not to; their answer must not be cut for it.
  const maxTokens = ANSWER_TOKENS + thinkingTokens;
  const shape = stanceShape([...others.keys()]);
  const answer = await collectAnswer(
    model.stream({ prompt, maxTokens, seed, temperature, think: false, shape }, signal),
  );
  return { ...answer, text: splitThinking(answer.text).text };
}

/** The order of the fields is the order of writing: first where it stands, then why. */
function stanceShape(names: readonly string[]): AnswerShape {
  return {
    name: 'stance',
    schema: {
      type: 'object',
      properties: {
        stance: { type: 'integer', enum: [-3, -2, -1, 0, 1, 2, 3] },
        confidence: { type: 'integer', enum: [...CONFIDENCES] },
        movedBy: { type: 'string', enum: [NOBODY, ...names] },
        because: { type: 'string' },
      },
      required: ['stance', 'confidence', 'movedBy', 'because'],
    },
  };
}

const writtenSchema = z.object({
  stance: stanceValueSchema,
  confidence: z.int().min(0).max(100),
  movedBy: z.string(),
  because: z.string().default(''),
});

/** Undefined for what is no such statement. A name that nobody bears moved nobody. */
function read(
  text: string,
  others: ReadonlyMap<string, TurnKey['seat']>,
): Omit<StanceStated, 'type' | 'turn' | 'call'> | undefined {
  const written = jsonInText(text, writtenSchema);
  if (written === undefined) return undefined;
  const { stance, confidence, movedBy, because } = written;
  return {
    stance,
    confidence: confidence / 100,
    movedBy: others.get(movedBy) ?? null,
    because: because.trim().slice(0, BECAUSE_LENGTH),
  };
}
