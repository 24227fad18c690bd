import { type MeteredModel, meteredModel, type Spent } from '../audit/metered-model.ts';
import { plantedTranscript } from '../audit/planted-text.ts';
import type { Planted } from '../content/planted.ts';
import { Prompts } from '../content/prompts.ts';
import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import type { Content, Criterion, Scenario } from '../content/schema.ts';
import type { Clock } from '../core/clock.ts';
import { debateIdSchema } from '../core/ids.ts';
import type { Transcript } from '../debate/transcript.ts';
import { questionParts } from '../judge/judge-prompt.ts';
import { WHOLE_DEBATE } from '../judge/judged-object.ts';
import { scoreDebate } from '../judge/score-debate.ts';
import { seeDebate } from '../judge/seen-debate.ts';
import type { ChatModel } from '../models/port/chat-model.ts';
import { collectAnswer } from '../models/port/collect-answer.ts';
import { type Read, type Reading, readingOf } from './reading.ts';

/**
 * How all criteria of one debate are judged. `ours` is what a trial does. `reference` is the least that it could be: the debate is read once,
 * and then as much is written as ours wrote, with no criterion read at all. `independent` writes as much too, one call a criterion, with the
 * criterion first and the debate last: these share nothing but the rules.
 */
export const JUDGE_WAYS = ['ours', 'reference', 'independent'] as const;
export type JudgeWay = (typeof JUDGE_WAYS)[number];

/** What the calls for one debate's judgement took. */
export type JudgeCost = Spent & Read;

/** What one debate's judgement cost in each way, one right after the other on a server that had read nothing of it. */
export interface JudgeRound {
  /** Scores with their reasons, or scores alone. */
  readonly reasons: boolean;
  readonly spent: Readonly<Record<JudgeWay, JudgeCost>>;
}

export interface JudgeBenchDeps {
  readonly content: Content;
  readonly model: ChatModel;
  readonly clock: Clock;
  /** Told before each measurement. */
  readonly onWay?: (way: JudgeWay, reasons: boolean, round: number) => void;
}

interface Measuring {
  readonly transcript: Transcript;
  readonly scenario: Scenario;
  readonly content: Content;
  readonly clock: Clock;
  readonly model: MeteredModel;
  readonly reading: Reading;
}

/**
 * Judges a debate in each way so many times, for scores alone and with their reasons, in turn: what else the computer does then hits all alike.
 * @param rounds at least 1
 * @throws what the model throws, and the signal's reason when it is aborted
 */
export async function measureJudge(
  { scenario: id, ...planted }: Planted,
  rounds: number,
  { content, model, clock, onWay }: JudgeBenchDeps,
  signal: AbortSignal,
): Promise<JudgeRound[]> {
  const scenario = content.scenarios.get(id);
  if (scenario === undefined) throw new TypeError(`the content lacks the scenario ${id}`);
  const transcript = plantedTranscript(planted);
  const reading = readingOf(model, clock);
  const measuring = { transcript, scenario, content, clock, model: meteredModel(reading.model, clock), reading };
  const measured: JudgeRound[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const reasons of [false, true]) {
      const fresh = (way: JudgeWay): Prompts => {
        onWay?.(way, reasons, round);
        return unreadPrompts(content, `${clock.now()}-${way}`);
      };
      const { spent: ours, written } = await judge(reasons, fresh('ours'), measuring, signal);
      const reference = await write(written, 'reference', fresh('reference'), measuring, signal);
      const independent = await write(written, 'independent', fresh('independent'), measuring, signal);
      measured.push({ reasons, spent: { ours, reference, independent } });
    }
  }
  return measured;
}

/** Prompts whose first words no server has read: whatever its cache holds, it begins anew. */
function unreadPrompts({ templates }: Content, words: string): Prompts {
  const rules = templates.get('judge-rules') ?? '';
  return new Prompts(new Map([...templates, ['judge-rules', `Case ${words}. ${rules}`]]));
}

/** What a trial does. @returns also how many tokens were written for each criterion, in the rubric's order */
async function judge(
  reasons: boolean,
  prompts: Prompts,
  { transcript, scenario, content, clock, model, reading }: Measuring,
  signal: AbortSignal,
): Promise<{ spent: JudgeCost; written: number[] }> {
  const request = {
    debate: debateIdSchema.parse('d-measured'),
    transcript,
    scenario,
    rubric: content.rubric,
    judge: 'judge-1',
    model: async () => model,
    seed: 1,
    reasons,
    skip: new Set<never>(),
  };
  await loaded(prompts, { model, reading }, signal);
  const each: Spent[] = [];
  for await (const _ of scoreDebate(request, { prompts, clock }, signal)) each.push(model.take());
  signal.throwIfAborted();
  return {
    spent: { ...each.reduce(sumOf), ...reading.take() },
    written: each.map(({ completionTokens }) => completionTokens),
  };
}

/** As many tokens for each criterion as ours wrote; where the model ends earlier, at its own pace of writing. */
async function write(
  tokens: readonly number[],
  way: Exclude<JudgeWay, 'ours'>,
  prompts: Prompts,
  { transcript, scenario, content, model, reading }: Measuring,
  signal: AbortSignal,
): Promise<JudgeCost> {
  const seen = seeDebate(scenario, transcript, WHOLE_DEBATE.kind);
  const promptOf = (criterion: Criterion): RenderedPrompt => {
    const { rules, read, task, criterion: asked } = questionParts({ seen, object: WHOLE_DEBATE, criterion }, prompts);
    const user = way === 'reference' ? [read, task] : [task, asked, read];
    return prompts.prompt([
      { role: 'system', content: rules },
      { role: 'user', content: prompts.join(user) },
    ]);
  };
  await loaded(prompts, { model, reading }, signal);
  let unwritten = 0;
  for (const [place, maxTokens] of tokens.entries()) {
    const criterion = content.rubric.criteria[place];
    if (criterion === undefined) throw new RangeError('more was written than there are criteria');
    const request = { prompt: promptOf(criterion), maxTokens, seed: 1, temperature: 0, think: false };
    const { usage } = await collectAnswer(model.stream(request, signal));
    signal.throwIfAborted();
    const { completionTokens = maxTokens, completionMilliseconds = 0 } = usage;
    if (completionTokens > 0) unwritten += ((maxTokens - completionTokens) * completionMilliseconds) / completionTokens;
  }
  const spent = model.take();
  const completionTokens = tokens.reduce((sum, count) => sum + count, 0);
  const milliseconds = spent.milliseconds + unwritten;
  return { ...spent, completionTokens, milliseconds, ...reading.take() };
}

/** Has the server load the weights; what it reads for that is forgotten. */
async function loaded(
  prompts: Prompts,
  { model, reading }: Pick<Measuring, 'model' | 'reading'>,
  signal: AbortSignal,
): Promise<void> {
  const prompt = prompts.prompt([{ role: 'user', content: prompts.fill('judge-no-hints', {}) }]);
  await collectAnswer(model.stream({ prompt, maxTokens: 1, seed: 1, temperature: 0, think: false }, signal));
  model.take();
  reading.take();
}

function sumOf(left: Spent, right: Spent): Spent {
  return {
    calls: left.calls + right.calls,
    milliseconds: left.milliseconds + right.milliseconds,
    promptTokens: left.promptTokens + right.promptTokens,
    completionTokens: left.completionTokens + right.completionTokens,
    counted: left.counted || right.counted,
  };
}
