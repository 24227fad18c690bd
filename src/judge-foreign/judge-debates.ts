import type { Prompts } from '../content/prompts.ts';
import type { Rubric } from '../content/schema.ts';
import type { Clock } from '../core/clock.ts';
import { deriveSeed } from '../core/random.ts';
import { type HeardBefore, judgeTask, type PanelRun, type PanelSaid } from '../judge/judge-task.ts';
import { panelTasks } from '../judge/panel-task.ts';
import type { ChatModel } from '../models/port/chat-model.ts';
import { HeldFailures } from './held-failures.ts';
import { conditionsOf } from './pairs-in.ts';
import type { JudgedRecord } from './records.ts';
import type { NamedJudge } from './seat-judges.ts';
import type { DebateToJudge, ToJudge } from './to-judge.ts';

export interface JudgingRun {
  readonly asked: ToJudge;
  readonly judges: readonly NamedJudge[];
  readonly rubric: Rubric;
  readonly seed: number;
  readonly thinking: boolean;
  readonly heard: HeardBefore;
}

export interface JudgingRunDeps {
  /** @param group see OpenOptions */
  model(name: string, group: string): Promise<ChatModel>;
  readonly prompts: Prompts;
  readonly clock: Clock;
  /** How many tasks a judge has at once. */
  readonly atOnce: number;
  /** Keeps a record; the next call of its task waits for it. */
  keep(record: JudgedRecord): Promise<void>;
}

/**
 * Has every judge do what it has not come to yet: one judge after the other, so that no server changes models all the time. Returns early when
 * the signal is aborted; what was kept stands.
 * @throws JudgeGoneError, and what keeping throws
 */
export async function judgeDebates(
  { asked, judges, rubric, seed, thinking, heard }: JudgingRun,
  deps: JudgingRunDeps,
  signal: AbortSignal,
): Promise<void> {
  const run: PanelRun<DebateToJudge> = {
    rubric,
    thinking,
    heard,
    seed: ({ model }, ...debates) => deriveSeed(seed, 'judge', model, ...debates.map(({ debate }) => debate)),
    model: deps.model,
  };
  for (const judge of judges) {
    const failures = new HeldFailures(judge.seat.model, deps.keep);
    const failed = new AbortController();
    const either = AbortSignal.any([signal, failed.signal]);
    const waiting = panelTasks(asked.debates, asked.pairs)[Symbol.iterator]();
    const work = async (): Promise<void> => {
      for (const task of waiting) {
        if (either.aborted) return;
        for await (const said of judgeTask(task, judge.seat, run, deps, either)) {
          await failures.take(recordOf(said, judge));
        }
      }
    };
    const workers = Array.from({ length: deps.atOnce }, () =>
      work().catch((error: unknown) => {
        failed.abort();
        throw error;
      }),
    );
    const ends = await Promise.allSettled(workers);
    const failure = ends.find((end) => end.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
    if (signal.aborted) return;
    await failures.settle();
  }
}

function recordOf(said: PanelSaid<DebateToJudge>, { seat: { model }, judgesOwnFamily }: NamedJudge): JudgedRecord {
  if (said.type === 'comparison') {
    const { pair, judgement } = said;
    const sameFamily = [pair.a, pair.b].some(({ source }) => judgesOwnFamily(source));
    return { type: 'comparison', model, sameFamily, conditions: conditionsOf(pair), judgement };
  }
  const { debate, judgement } = said;
  const { object } = judgement;
  const speaker =
    object?.kind === 'contribution' ? debate.speakers.find(({ label }) => label === object.speaker) : undefined;
  return {
    type: 'judgement',
    model,
    sameFamily: judgesOwnFamily(debate.source),
    ...(speaker === undefined ? {} : { speaker: { role: speaker.role, model: speaker.model } }),
    judgement,
  };
}
