import type { CriterionId, Rubric } from '../content/schema.ts';
import type { DebateId } from '../core/ids.ts';
import type { ChatModel } from '../models/port/chat-model.ts';
import { judgePair } from './judge-pair.ts';
import type { JudgedObject } from './judged-object.ts';
import type { PairJudgement, PairKind } from './pair-judgement.ts';
import type { JudgeSeat } from './panel.ts';
import { isReadAlone, type PanelDebate, type PanelPair, type PanelTask } from './panel-task.ts';
import type { Judgement } from './score.ts';
import { type JudgingDeps, scoreDebate } from './score-debate.ts';

/** What a judge said before, and is not asked again. */
export interface HeardBefore {
  /** Criteria on which it came to this object. */
  criteria(judge: string, debate: DebateId, object: JudgedObject): ReadonlySet<CriterionId>;
  compared(judge: string, pair: { readonly kind: PairKind; readonly a: DebateId; readonly b: DebateId }): boolean;
}

/** What all tasks of a panel share. */
export interface PanelRun<Debate extends PanelDebate> {
  readonly rubric: Rubric;
  /** Whether judges that can think do before they score; absent: they do not. */
  readonly thinking?: boolean;
  readonly heard: HeardBefore;
  /** @param debates the one that is scored, or the two that are compared */
  seed(judge: JudgeAsked, ...debates: readonly Debate[]): number;
  /** @param group see OpenOptions */
  model(name: string, group: string): Promise<ChatModel>;
}

export type JudgeAsked = Pick<JudgeSeat, 'judge' | 'model'>;

/** One thing that a judge said, scored or unscored. */
export type PanelSaid<Debate extends PanelDebate> =
  | { readonly type: 'score'; readonly debate: Debate; readonly judgement: Judgement }
  | { readonly type: 'comparison'; readonly pair: PanelPair<Debate>; readonly judgement: PairJudgement };

/** Whether anything of a task was not asked of a judge yet. */
export function isDue<Debate extends PanelDebate>(
  task: PanelTask<Debate>,
  { judge }: JudgeAsked,
  { rubric, heard }: Pick<PanelRun<Debate>, 'rubric' | 'heard'>,
): boolean {
  if (task.type === 'comparing') return !heard.compared(judge, idsOf(task.pair));
  const { debate, objects } = task;
  return objects.some((object) => heard.criteria(judge, debate.debate, object).size < rubric.criteria.length);
}

/**
 * Asks one judge what of a task it was not asked yet. Returns early when the signal is aborted; what was yielded by then stands.
 * @throws what is not expected of a model
 */
export async function* judgeTask<Debate extends PanelDebate>(
  task: PanelTask<Debate>,
  judge: JudgeAsked,
  run: PanelRun<Debate>,
  deps: JudgingDeps,
  signal: AbortSignal,
): AsyncGenerator<PanelSaid<Debate>> {
  if (signal.aborted || !isDue(task, judge, run)) return;
  if (task.type === 'comparing') yield* compare(task.pair, judge, run, deps, signal);
  else for (const object of task.objects) yield* score(task.debate, object, judge, run, deps, signal);
}

async function* score<Debate extends PanelDebate>(
  debate: Debate,
  object: JudgedObject,
  asked: JudgeAsked,
  run: PanelRun<Debate>,
  deps: JudgingDeps,
  signal: AbortSignal,
): AsyncGenerator<PanelSaid<Debate>> {
  const { debate: id, transcript, scenario } = debate;
  const { judge, model } = asked;
  const group = `${id}/${isReadAlone(object) ? object.kind : 'judging'}`;
  const judgements = scoreDebate(
    {
      ...shared(asked, run, debate),
      debate: id,
      transcript,
      scenario,
      object,
      model: () => run.model(model, group),
      // There are many contributions, and a reason takes longer than a score.
      reasons: object.kind !== 'contribution',
      skip: run.heard.criteria(judge, id, object),
    },
    deps,
    signal,
  );
  for await (const judgement of judgements) yield { type: 'score', debate, judgement };
}

async function* compare<Debate extends PanelDebate>(
  pair: PanelPair<Debate>,
  asked: JudgeAsked,
  run: PanelRun<Debate>,
  deps: JudgingDeps,
  signal: AbortSignal,
): AsyncGenerator<PanelSaid<Debate>> {
  const { kind, a, b } = pair;
  const request = {
    ...shared(asked, run, a, b),
    kind,
    scenario: a.scenario,
    model: () => run.model(asked.model, `${a.debate}/comparing`),
  };
  const judgement = await judgePair(a, b, request, deps, signal).catch((error: unknown) => {
    if (signal.aborted) return undefined;
    throw error;
  });
  if (judgement !== undefined) yield { type: 'comparison', pair, judgement };
}

function shared<Debate extends PanelDebate>(
  asked: JudgeAsked,
  { rubric, thinking = false, seed }: PanelRun<Debate>,
  ...debates: readonly Debate[]
) {
  return { judge: asked.judge, rubric, thinking, seed: seed(asked, ...debates) };
}

function idsOf({ kind, a, b }: PanelPair<PanelDebate>) {
  return { kind, a: a.debate, b: b.debate };
}
