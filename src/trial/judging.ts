import type { Prompts } from '../content/prompts.ts';
import type { Clock } from '../core/clock.ts';
import { deriveSeed } from '../core/random.ts';
import type { DebatePlan } from '../debate/plan.ts';
import { blindTranscript, type Transcript } from '../debate/transcript.ts';
import { viewDebate } from '../debate/view.ts';
import { judgePair } from '../judge/judge-pair.ts';
import { type JudgedObject, objectKey } from '../judge/judged-object.ts';
import type { JudgeSeat } from '../judge/panel.ts';
import { judgementsOf } from '../judge/score.ts';
import { scoreDebate } from '../judge/score-debate.ts';
import type { ChatModel } from '../models/port/chat-model.ts';
import { debatesOf, type TrialPlan } from './plan.ts';
import { type ComparedPair, objectsIn, pairsIn } from './to-judge.ts';
import type { TrialRecord } from './trial-record.ts';
import { viewTrial } from './view-trial.ts';

export interface JudgingTrialDeps {
  /** @param group see OpenOptions */
  model(name: string, group: string): Promise<ChatModel>;
  readonly prompts: Prompts;
  readonly clock: Clock;
}

/**
 * Asks the panel of a trial for all that it judges and that is not in the record yet. One judge after the other, so that each model is loaded
 * once; a debate with its members' contributions, which are one reading; then the answers, which are read alone; then the pairs.
 * When the signal is aborted it returns early; in the midst of a comparison it throws.
 * @throws the signal's reason, StoreFailedError, and what is not expected of a model
 */
export async function judgeTrial(
  plan: TrialPlan,
  record: TrialRecord,
  deps: JudgingTrialDeps,
  signal: AbortSignal,
): Promise<void> {
  const panel = new Panel(plan, record, deps, signal);
  const scored = debatesOf(plan).flatMap((debate) => objectsIn(plan, debate).map((object) => ({ debate, object })));
  const readAlone = ({ object }: { readonly object: JudgedObject }): boolean => object.kind === 'answer';
  const inOrder = [...scored.filter((one) => !readAlone(one)), ...scored.filter(readAlone)];
  for (const seat of plan.judges) {
    for (const { debate, object } of inOrder) await panel.score(seat, debate, object);
    for (const pair of pairsIn(plan)) await panel.compare(seat, pair);
  }
}

/** A trial's judges at work. */
class Panel {
  readonly #plan: TrialPlan;
  readonly #record: TrialRecord;
  readonly #deps: JudgingTrialDeps;
  readonly #signal: AbortSignal;
  readonly #transcripts = new Map<DebatePlan, Transcript>();

  constructor(plan: TrialPlan, record: TrialRecord, deps: JudgingTrialDeps, signal: AbortSignal) {
    this.#plan = plan;
    this.#record = record;
    this.#deps = deps;
    this.#signal = signal;
  }

  async score({ judge, model }: JudgeSeat, plan: DebatePlan, object: JudgedObject): Promise<void> {
    if (this.#signal.aborted) return;
    const { debate, arm, scenario } = plan;
    const { rubric, seed } = this.#plan;
    const own = viewTrial(this.#record.updates).judgements.flatMap(({ judgement }) =>
      judgement.debate === debate && judgement.judge === judge ? [judgement] : [],
    );
    const skip = new Set(judgementsOf(own, object).map(({ criterion }) => criterion));
    if (skip.size === rubric.criteria.length) return;
    await this.#begin(plan);
    const judgements = scoreDebate(
      {
        debate,
        transcript: this.#transcriptOf(plan),
        scenario,
        rubric,
        object,
        judge,
        model: () => this.#deps.model(model, readingOf(plan, object)),
        seed: deriveSeed(seed, 'judge', judge, arm),
        // There are many contributions, and a reason takes longer than a score.
        reasons: object.kind !== 'contribution',
        skip,
      },
      this.#deps,
      this.#signal,
    );
    for await (const judgement of judgements) await this.#record.append({ type: 'score-ready', arm, judgement });
  }

  async compare({ judge, model }: JudgeSeat, { a, b }: ComparedPair): Promise<void> {
    if (this.#signal.aborted) return;
    const done = viewTrial(this.#record.updates).pairs.some(
      ({ judgement }) => judgement.judge === judge && judgement.a === a.debate && judgement.b === b.debate,
    );
    if (done) return;
    const { trial, rubric, seed } = this.#plan;
    const side = (plan: DebatePlan) => ({ debate: plan.debate, transcript: this.#transcriptOf(plan) });
    const judgement = await judgePair(
      side(a),
      side(b),
      {
        kind: 'answer',
        scenario: a.scenario,
        rubric,
        judge,
        model: () => this.#deps.model(model, `${trial}/comparing`),
        seed: deriveSeed(seed, 'judge', judge, a.arm, b.arm),
      },
      this.#deps,
      this.#signal,
    );
    await this.#record.append({ type: 'pair-judged', arms: { a: a.arm, b: b.arm }, judgement });
  }

  async #begin({ debate, arm }: DebatePlan): Promise<void> {
    const begun = this.#record.events.some((event) => event.type === 'judging-start' && event.arm === arm);
    if (!begun) await this.#record.append({ type: 'judging-start', debate, arm });
  }

  #transcriptOf(plan: DebatePlan): Transcript {
    const transcript = this.#transcripts.get(plan) ?? blindTranscript(viewDebate(this.#record.debateEvents(plan.arm)));
    this.#transcripts.set(plan, transcript);
    return transcript;
  }
}

/** What begins alike for a server: a debate and its contributions are one reading, an answer alone is another one. */
function readingOf({ debate }: DebatePlan, object: JudgedObject): string {
  return object.kind === 'answer' ? `${debate}/judging/${objectKey(object)}` : `${debate}/judging`;
}
