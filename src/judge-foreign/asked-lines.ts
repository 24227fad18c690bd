import { counted } from '../core/counted.ts';
import type { JudgedObject } from '../judge/judged-object.ts';
import { whyNothing } from '../judge/nothing-to-judge.ts';
import { conditionsOf } from './pairs-in.ts';
import { askedOf, objectsOfKind, type ToJudge } from './to-judge.ts';

const HOW_TO_PAIR =
  'None of the debates stands with another one on the same topic under another condition (the fields condition, or ensemble_used, of a debate): there are no pairs.';

/** What each judge of a run is asked, for people. */
export function askedLines(asked: ToJudge, criteria: number): string[] {
  const parts = asked.kinds.map((kind) => (kind === 'pair' ? pairWords(asked) : objectWords(asked, kind)));
  const { scores, comparisons } = askedOf(asked, criteria);
  const missing = criteria * asked.kinds.reduce((sum, kind) => sum + (kind === 'pair' ? 0 : missingOf(asked, kind)), 0);
  const unscored = missing === 0 ? '' : ` (${missing} of them unscored for want of anything to judge)`;
  const calls = [
    ...(scores === 0 ? [] : [`${counted(scores, 'score')}${unscored}`]),
    ...(comparisons === 0 ? [] : [`${counted(comparisons, 'comparison')} in both orders`]),
  ];
  return [
    `To be judged: ${parts.join('; ')}.${calls.length === 0 ? '' : ` That is ${calls.join(' and ')} by each judge.`}`,
    ...(asked.kinds.includes('pair') && asked.pairs.length === 0 ? [HOW_TO_PAIR] : []),
  ];
}

function objectWords(asked: ToJudge, kind: JudgedObject['kind']): string {
  const missing = missingOf(asked, kind);
  const words = counted(objectsOfKind(asked, kind).length - missing, kind);
  if (missing === 0) return words;
  return kind === 'answer'
    ? `${words} (${counted(missing, 'debate')} without one)`
    : `${words} (${missing} more without a valid turn)`;
}

/** How many objects have nothing to judge. */
function missingOf(asked: ToJudge, kind: JudgedObject['kind']): number {
  return objectsOfKind(asked, kind).filter(({ debate, object }) => whyNothing(debate.transcript, object) !== '').length;
}

function pairWords({ pairs }: ToJudge): string {
  const groups = new Map<string, number>();
  for (const pair of pairs) {
    const { a, b } = conditionsOf(pair);
    const name = `${a} against ${b}, ${pair.kind}s`;
    groups.set(name, (groups.get(name) ?? 0) + 1);
  }
  if (groups.size === 0) return 'no pairs';
  return [...groups].map(([name, count]) => `${counted(count, 'pair')} (${name})`).join(', ');
}
