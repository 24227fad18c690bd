import type { Prompts } from '../content/prompts.ts';
import type { CriterionId, Rubric } from '../content/schema.ts';
import type { Clock } from '../core/clock.ts';
import { inTurn, type Turn } from '../jobs/in-turn.ts';
import { JudgeOutage } from '../judge/judge-outage.ts';
import { judgePair } from '../judge/judge-pair.ts';
import type { PairOutcome } from '../judge/pair-judgement.ts';
import type { Score } from '../judge/score.ts';
import { scoreDebate } from '../judge/score-debate.ts';
import type { ChatModel } from '../models/port/chat-model.ts';
import { AuditInterruptedError } from './audit-interrupted-error.ts';
import { type AuditRecord, wasHeard } from './audit-record.ts';
import { type MeteredModel, meteredModel, type Spent } from './metered-model.ts';
import { throwIfOutOfReach } from './out-of-reach.ts';
import { type AuditWork, asksReasons, type Comparison, type Reading, wordsForVersion } from './readings.ts';
import { SPOILS } from './spoil/kinds.ts';

export interface AuditDeps {
  readonly model: ChatModel;
  readonly prompts: Prompts;
  readonly rubric: Rubric;
  /** Whether the judge is asked to think first, where it can. */
  readonly thinking: boolean;
  readonly clock: Clock;
  /** When the judge may be asked; absent: at once. */
  readonly turn?: Turn;
}

/** One answer of the judge's, stored. */
export interface AuditStep {
  /** What was judged, for people. */
  readonly what: string;
  readonly kind: 'score' | 'comparison';
  /** The judge had not read this text just before. */
  readonly first: boolean;
  readonly withReason: boolean;
  readonly spent: Spent;
}

/** What is still to be asked. */
export function dueOf(work: AuditWork, record: AuditRecord): AuditWork {
  const readings = work.readings.flatMap((reading) => {
    const criteria = reading.criteria.filter((criterion) => !wasHeard(record.scoreOf(reading.key, criterion)?.score));
    return criteria.length === 0 ? [] : [{ ...reading, criteria }];
  });
  const comparisons = work.comparisons.filter(
    ({ written, spoiled }) => !wasHeard(record.comparisonOf(written.key, spoiled.key)?.outcome),
  );
  return { readings, comparisons };
}

/**
 * Asks a judge what it was not asked before, and stores each answer before it is yielded: a kill loses the call in flight and no more. Ends
 * early when the signal is aborted.
 * @param due see dueOf
 * @throws JudgeOutOfReachError, AuditInterruptedError, SeqTakenError, StoreFailedError, and what opening the model throws
 */
export async function* askDue(
  due: AuditWork,
  record: AuditRecord,
  deps: AuditDeps,
  signal: AbortSignal,
): AsyncGenerator<AuditStep> {
  const metered = meteredModel(deps.model, deps.clock);
  const model = deps.turn === undefined ? metered : inTurn(metered, deps.turn);
  const outage = new JudgeOutage();
  for (const reading of due.readings) {
    yield* scores(reading, record, { ...deps, model }, outage, signal);
    if (signal.aborted) return;
  }
  for (const comparison of due.comparisons) {
    const step = await compare(comparison, record, { ...deps, model }, outage, signal);
    if (step === undefined) return;
    yield step;
  }
}

async function* scores(
  reading: Reading,
  record: AuditRecord,
  deps: AuditDeps & { readonly model: MeteredModel },
  outage: JudgeOutage,
  signal: AbortSignal,
): AsyncGenerator<AuditStep> {
  const { model, rubric } = deps;
  const withReason = asksReasons(reading);
  const judgements = scoreDebate(
    {
      debate: reading.key,
      transcript: reading.transcript,
      scenario: reading.scenario,
      rubric,
      judge: 'judge-1',
      model: async () => model,
      seed: reading.seed,
      thinking: deps.thinking,
      reasons: withReason,
      skip: new Set(rubric.criteria.flatMap(({ id }) => (reading.criteria.includes(id) ? [] : [id]))),
    },
    deps,
    signal,
  );
  let first = true;
  for await (const { criterion, score } of judgements) {
    throwIfOutOfReach(score, model);
    const spent = model.take();
    await record.append({ type: 'scored', digest: record.digest, reading: reading.key, criterion, score, spent });
    noteFailures(outage, model, score, reading.key);
    yield { what: wordsFor(reading, criterion, rubric), kind: 'score', first, withReason, spent };
    first = false;
  }
}

/** @returns undefined when the signal is aborted */
async function compare(
  { planted, kind, written, spoiled, seed }: Comparison,
  record: AuditRecord,
  deps: AuditDeps & { readonly model: MeteredModel },
  outage: JudgeOutage,
  signal: AbortSignal,
): Promise<AuditStep | undefined> {
  const { model, rubric, thinking } = deps;
  const side = ({ key, transcript }: Reading) => ({ debate: key, transcript });
  const { scenario } = written;
  const asked = {
    kind: 'debate',
    scenario,
    rubric,
    judge: 'judge-1',
    model: async () => model,
    seed,
    thinking,
  } as const;
  const judged = judgePair(side(written), side(spoiled), asked, deps, signal).catch((error: unknown) => {
    if (signal.aborted) return undefined;
    throw error;
  });
  const outcome = (await judged)?.outcome;
  if (outcome === undefined) return undefined;
  throwIfOutOfReach(outcome, model);
  const spent = model.take();
  const pair = { written: written.key, spoiled: spoiled.key };
  await record.append({ type: 'compared', digest: record.digest, ...pair, outcome, spent });
  noteFailures(outage, model, outcome, `${written.key} ${spoiled.key}`);
  return {
    what: `${planted} against ${SPOILS[kind].title}`,
    kind: 'comparison',
    first: true,
    withReason: false,
    spent,
  };
}

/** @throws AuditInterruptedError once the judge's server is gone */
function noteFailures(outage: JudgeOutage, { info }: MeteredModel, outcome: Score | PairOutcome, text: string): void {
  if (outage.note(outcome, text) !== undefined && outcome.status === 'unscored') {
    throw new AuditInterruptedError(info.name, outcome.detail);
  }
}

function wordsFor({ planted, version }: Reading, criterion: CriterionId, { criteria }: Rubric): string {
  const name = criteria.find(({ id }) => id === criterion)?.name ?? criterion;
  return `${planted}, ${wordsForVersion(version)}: ${name.toLowerCase()}`;
}
