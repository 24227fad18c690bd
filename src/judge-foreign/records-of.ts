import { objectKey } from '../judge/judged-object.ts';
import { objectOf } from '../judge/score.ts';
import type { JudgedRecord } from './records.ts';
import type { ToJudge } from './to-judge.ts';

/**
 * What was said of what is asked for now. The rest of a file stays where it is and counts for nothing: debates that are no longer in the input,
 * objects that an earlier run was asked for.
 */
export function recordsOf({ debates, pairs }: ToJudge, records: readonly JudgedRecord[]): JudgedRecord[] {
  const scored = new Set(
    debates.flatMap(({ debate, objects }) => objects.map((object) => `${debate} ${objectKey(object)}`)),
  );
  const compared = new Set(pairs.map(({ kind, a, b }) => `${kind} ${a.debate} ${b.debate}`));
  return records.filter((record) => {
    if (record.type === 'judgement') {
      return scored.has(`${record.judgement.debate} ${objectKey(objectOf(record.judgement))}`);
    }
    const { kind, a, b } = record.judgement;
    return compared.has(`${kind} ${a} ${b}`);
  });
}
