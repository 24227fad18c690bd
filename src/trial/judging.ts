import type { Prompts } from '../content/prompts.ts';
import type { Clock } from '../core/clock.ts';
import { deriveSeed } from '../core/random.ts';
import type { Arm, DebatePlan } from '../debate/plan.ts';
import { blindTranscript } from '../debate/transcript.ts';
import { viewDebate } from '../debate/view.ts';
import { type HeardBefore, isDue, judgeTask, type PanelRun, type PanelSaid } from '../judge/judge-task.ts';
import type { PairOutcome } from '../judge/pair-judgement.ts';
import { type PanelDebate, panelTasks } from '../judge/panel-task.ts';
import { judgementsOf, type Score } from '../judge/score.ts';
import type { ChatModel } from '../models/port/chat-model.ts';
import { answerOf } from './ballot-answers.ts';
import type { TrialEvent } from './events.ts';
import { debatesOf, type TrialPlan } from './plan.ts';
import { memberObjectsIn, objectsIn, pairsIn } from './to-judge.ts';
import type { TrialRecord } from './trial-record.ts';

export interface JudgingTrialDeps {
  /** @param group see OpenOptions */
  model(name: string, group: string): Promise<ChatModel>;
  readonly prompts: Prompts;
  readonly clock: Clock;
  /** Told of what came of a call before that is stored; what it throws ends the judging, and nothing of that call is stored. */
  readonly check?: (outcome: Score | PairOutcome) => void;
}

interface ArmToJudge extends PanelDebate {
  readonly arm: Arm;
}

/**
 * Asks the panel of a trial for all that it judges and that is not in the record yet. One judge after the other, so that each model is loaded
 * once. When the signal is aborted it returns early.
 * @throws StoreFailedError, what `check` throws, and what is not expected of a model
 */
export async function judgeTrial(
  plan: TrialPlan,
  record: TrialRecord,
  deps: JudgingTrialDeps,
  signal: AbortSignal,
): Promise<void> {
  const arms = new Map(debatesOf(plan).map((debate) => [debate, armToJudge(plan, debate, record)]));
  const pairs = pairsIn(plan).flatMap(({ a, b }) => {
    const [one, other] = [arms.get(a), arms.get(b)];
    return one === undefined || other === undefined ? [] : [{ kind: 'answer', a: one, b: other } as const];
  });
  const run: PanelRun<ArmToJudge> = {
    rubric: plan.rubric,
    heard: heardIn(record),
    seed: ({ judge }, ...debates) => deriveSeed(plan.seed, 'judge', judge, ...debates.map(({ arm }) => arm)),
    model: deps.model,
  };
  const tasks = panelTasks([...arms.values(), ...membersToJudge(plan, record)], pairs);
  for (const seat of plan.judges) {
    for (const task of tasks) {
      if (signal.aborted) return;
      if (!isDue(task, seat, run)) continue;
      if (task.type === 'scoring') await begin(task.debate, record);
      for await (const said of judgeTask(task, seat, run, deps, signal)) {
        deps.check?.(said.type === 'score' ? said.judgement.score : said.judgement.outcome);
        await record.append(eventOf(said));
      }
    }
  }
}

function eventOf(said: PanelSaid<ArmToJudge>): TrialEvent {
  if (said.type === 'score') return { type: 'score-ready', arm: said.debate.arm, judgement: said.judgement };
  const { a, b } = said.pair;
  return { type: 'pair-judged', arms: { a: a.arm, b: b.arm }, judgement: said.judgement };
}

function armToJudge(plan: TrialPlan, debate: DebatePlan, record: TrialRecord): ArmToJudge {
  const { arm, scenario } = debate;
  const transcript = blindTranscript(viewDebate(record.debateEvents(arm)));
  return { debate: debate.debate, arm, scenario, transcript, objects: objectsIn(plan, debate) };
}

/** The members' own answers, each as a debate of which nothing but its answer is read. */
function membersToJudge(plan: TrialPlan, record: TrialRecord): ArmToJudge[] {
  const view = record.view;
  const { debate, arm, scenario } = plan.ensemble;
  return memberObjectsIn(plan).map(({ member, object }) => {
    const answer = answerOf(plan, view, { member: member.seat });
    return { debate, arm, scenario, transcript: { turns: [], answer }, objects: [object] };
  });
}

function heardIn(record: TrialRecord): HeardBefore {
  return {
    criteria(judge, debate, object) {
      const own = record.view.judgements.flatMap(({ judgement }) =>
        judgement.debate === debate && judgement.judge === judge ? [judgement] : [],
      );
      return new Set(judgementsOf(own, object).map(({ criterion }) => criterion));
    },
    compared: (judge, { a, b }) =>
      record.view.pairs.some(({ judgement }) => judgement.judge === judge && judgement.a === a && judgement.b === b),
  };
}

async function begin({ debate, arm }: ArmToJudge, record: TrialRecord): Promise<void> {
  const begun = record.events.some((event) => event.type === 'judging-start' && event.arm === arm);
  if (!begun) await record.append({ type: 'judging-start', debate, arm });
}
