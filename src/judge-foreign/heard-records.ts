import type { CriterionId } from '../content/schema.ts';
import type { HeardBefore } from '../judge/judge-task.ts';
import { objectKey } from '../judge/judged-object.ts';
import { objectOf } from '../judge/score.ts';
import type { JudgedRecord } from './records.ts';

const NONE: ReadonlySet<CriterionId> = new Set();

/** What judges said by now, to be looked up. */
export class HeardRecords implements HeardBefore {
  readonly #criteria = new Map<string, Set<CriterionId>>();
  readonly #compared = new Set<string>();

  add(record: JudgedRecord): void {
    if (record.type === 'comparison') {
      const { judge, kind, a, b } = record.judgement;
      this.#compared.add(keyOf(judge, kind, a, b));
      return;
    }
    const { judge, debate, criterion } = record.judgement;
    const key = keyOf(judge, debate, objectKey(objectOf(record.judgement)));
    this.#criteria.set(key, (this.#criteria.get(key) ?? new Set()).add(criterion));
  }

  criteria: HeardBefore['criteria'] = (judge, debate, object) =>
    this.#criteria.get(keyOf(judge, debate, objectKey(object))) ?? NONE;

  compared: HeardBefore['compared'] = (judge, { kind, a, b }) => this.#compared.has(keyOf(judge, kind, a, b));
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
