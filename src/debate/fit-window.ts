import type { Prompts } from '../content/prompts.ts';
import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import type { ChatModel } from '../models/port/chat-model.ts';
import type { DebatePlan } from './plan.ts';
import { type TurnsToRead, type TurnTask, turnPrompt } from './turn-prompt.ts';
import type { SpokenTurn } from './view.ts';
import { WindowTooShortError } from './window-too-short-error.ts';

export interface FittedPrompt {
  readonly prompt: RenderedPrompt;
  /** As counted before the call. */
  readonly promptTokens: number;
  /** How many turns are in it as a digest only. */
  readonly digested: number;
}

/**
 * The prompt of a turn, made to fit the model's window together with its answer, so that no server has to cut. When it is too long, as few
 * earlier turns as possible are digested: others' first, oldest first, then the speaker's own. The last round, and what the speaker said
 * last, stay as they were said.
 * @param answerTokens the budget for the answer
 * @param undercount see SeenOfModel
 * @throws WindowTooShortError when it does not fit even so
 */
export async function fitPrompt(
  plan: DebatePlan,
  task: TurnTask,
  heard: readonly SpokenTurn[],
  { answerTokens, undercount }: { readonly answerTokens: number; readonly undercount: number },
  model: ChatModel,
  prompts: Prompts,
): Promise<FittedPrompt> {
  const order = digestOrder(heard, task.speaker.seat);
  const most = (model.info.contextTokens - answerTokens) / undercount;
  const make = async (digested: number): Promise<FittedPrompt> => {
    const inShort = new Set(order.slice(0, digested));
    const turns: TurnsToRead = {
      digested: heard.filter((turn) => inShort.has(turn)),
      whole: heard.filter((turn) => !inShort.has(turn)),
    };
    const prompt = turnPrompt(plan, task, turns, prompts);
    return { prompt, promptTokens: await model.countTokens(prompt), digested };
  };
  const whole = await make(0);
  if (whole.promptTokens <= most) return whole;
  let best = order.length === 0 ? whole : await make(order.length);
  if (best.promptTokens > most)
    throw new WindowTooShortError(model.info, Math.ceil(best.promptTokens * undercount) + answerTokens);
  // Each turn that is digested makes the prompt shorter, and counting can be a call over the network: so not one after the other.
  let tooFew = 0;
  while (best.digested - tooFew > 1) {
    const middle = await make(Math.floor((tooFew + best.digested) / 2));
    if (middle.promptTokens <= most) best = middle;
    else tooFew = middle.digested;
  }
  return best;
}

/** The turns that can be digested, those first that can best be spared. */
function digestOrder(heard: readonly SpokenTurn[], seat: SpokenTurn['speaker']['seat']): readonly SpokenTurn[] {
  const lastRound = Math.max(0, ...heard.map(({ round }) => round));
  const ownLast = heard.findLast(({ speaker }) => speaker.seat === seat);
  const earlier = heard.filter((turn) => turn.round < lastRound && turn !== ownLast);
  const isOwn = ({ speaker }: SpokenTurn): boolean => speaker.seat === seat;
  return [...earlier.filter((turn) => !isOwn(turn)), ...earlier.filter(isOwn)];
}
