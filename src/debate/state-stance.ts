import { z } from 'zod';
import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import { isExpected, wordsFor } from '../core/errors.ts';
import { deriveSeed } from '../core/random.ts';
import { againAfterFailure } from '../models/port/after-failure.ts';
import type { AnswerShape, CallUsage, ChatModel } from '../models/port/chat-model.ts';
import { collectAnswer } from '../models/port/collect-answer.ts';
import { type DebateEvent, type StanceStated, stanceValueSchema, type TurnKey } from './events.ts';
import { jsonInText } from './json-in-text.ts';
import { prepareTurn } from './prepare-turn.ts';
import type { Running } from './running.ts';
import { splitThinking } from './split-thinking.ts';
import { STANCE_ANSWER_TOKENS } from './token-budget.ts';
import type { TurnToTake } from './turn-to-take.ts';
import type { SpokenTurn } from './view.ts';

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
  taken: TurnToTake,
  signal: AbortSignal,
): AsyncGenerator<DebateEvent> {
  const { history } = running;
  const { turn } = taken;
  if (history.has(turn, 'stance-stated', 'stance-unstated')) return;
  try {
    const stated = await ask(running, taken, signal);
    if (!signal.aborted) {
      yield history.note(stated ?? { type: 'stance-unstated', turn, reason: 'its answer could not be read' });
    }
  } catch (error) {
    if (signal.aborted) return;
    if (!isExpected(error)) throw error;
    yield history.note({ type: 'stance-unstated', turn, reason: wordsFor(error), modelFailed: true });
  }
}

async function ask(running: Running, toTake: TurnToTake, signal: AbortSignal): Promise<StanceStated | undefined> {
  const { plan, deps, history } = running;
  const { turn } = toTake;
  const { prompts, clock } = deps;
  const ends = history.endsOf(turn);
  // As the valid attempt was: then the prompt begins with the very words that it read.
  const { model, heard, fitted } = await prepareTurn(running, toTake, ends.length, signal);
  const asked = prompts.goOn(fitted.prompt, [
    { role: 'assistant', content: prompts.words(ends.at(-1)?.text ?? '') },
    { role: 'user', content: prompts.fill('stance-ask', { motion: plan.scenario.motion }) },
  ]);
  const thinkingTokens = await againAfterFailure(() => roomToThink(running, toTake, asked, model), clock, signal);
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
}

/**
 * Tokens that a model may think before it says where it stands: the plan's allowance where it thinks, as far as the window has room. What was
 * kept free for the turn need not be enough: its own attempt may have gone without thinking, or have spent its allowance on words.
 */
async function roomToThink(
  { plan, history }: Running,
  { turn, task }: TurnToTake,
  asked: RenderedPrompt,
  model: ChatModel,
): Promise<number> {
  // The turn itself has shown by now whether the model thinks.
  const { thinks, undercount } = history.seenOf(plan, task.speaker.model, turn, history.endsOf(turn).length + 1);
  if (!model.info.canThink && !thinks) return 0;
  const left = model.info.contextTokens - (await model.countTokens(asked)) * undercount - STANCE_ANSWER_TOKENS;
  return Math.max(0, Math.min(plan.thinkingTokens, Math.floor(left)));
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
  const maxTokens = STANCE_ANSWER_TOKENS + thinkingTokens;
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
