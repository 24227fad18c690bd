import { JudgeGoneError } from './judge-gone-error.ts';
import type { JudgedRecord } from './records.ts';

/** A judge that fails so often in a row, at more than one debate, is gone. */
const GONE_AFTER = 8;

/**
 * What a judge's model failed at. It is kept as unscored once the judge has answered again: while it has not, it may be gone, and then these
 * are calls that were never made, for the next run to make.
 */
export class HeldFailures {
  readonly #model: string;
  readonly #keep: (record: JudgedRecord) => Promise<void>;
  readonly #held: JudgedRecord[] = [];

  constructor(model: string, keep: (record: JudgedRecord) => Promise<void>) {
    this.#model = model;
    this.#keep = keep;
  }

  /** @throws JudgeGoneError, and what keeping throws */
  async take(record: JudgedRecord): Promise<void> {
    const outcome = record.type === 'judgement' ? record.judgement.score : record.judgement.outcome;
    if (outcome.status !== 'unscored' || outcome.reason !== 'model-failed') {
      await this.settle();
      await this.#keep(record);
      return;
    }
    this.#held.push(record);
    if (this.#held.length >= GONE_AFTER) throw new JudgeGoneError(this.#model, this.#held.length, outcome.detail);
  }

  /** Nothing more is asked: what failed has failed. */
  async settle(): Promise<void> {
    for (const record of this.#held.splice(0)) await this.#keep(record);
  }
}
