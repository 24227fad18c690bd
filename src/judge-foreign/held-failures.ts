import { isFailure, JudgeOutage } from '../judge/judge-outage.ts';
import type { PairOutcome } from '../judge/pair-judgement.ts';
import type { Score } from '../judge/score.ts';
import { JudgeGoneError } from './judge-gone-error.ts';
import type { JudgedRecord } from './records.ts';

/**
 * What a judge's model failed at. It is kept as unscored once the judge has answered again: while it has not, it may be gone, and then these
 * are calls that were never made, for the next run to make.
 */
export class HeldFailures {
  readonly #model: string;
  readonly #keep: (record: JudgedRecord) => Promise<void>;
  readonly #outage = new JudgeOutage();
  readonly #held: JudgedRecord[] = [];

  constructor(model: string, keep: (record: JudgedRecord) => Promise<void>) {
    this.#model = model;
    this.#keep = keep;
  }

  /** @throws JudgeGoneError, and what keeping throws */
  async take(record: JudgedRecord): Promise<void> {
    const { outcome, text } = partsOf(record);
    const failures = this.#outage.note(outcome, text);
    if (isFailure(outcome)) this.#held.push(record);
    else {
      await this.settle();
      await this.#keep(record);
    }
    if (failures !== undefined && outcome.status === 'unscored') {
      throw new JudgeGoneError(this.#model, failures, outcome.detail);
    }
  }

  /** Nothing more is asked: what failed has failed. */
  async settle(): Promise<void> {
    for (const record of this.#held.splice(0)) await this.#keep(record);
  }
}

function partsOf(record: JudgedRecord): { readonly outcome: Score | PairOutcome; readonly text: string } {
  if (record.type === 'judgement') return { outcome: record.judgement.score, text: record.judgement.debate };
  const { outcome, a, b } = record.judgement;
  return { outcome, text: `${a} ${b}` };
}
