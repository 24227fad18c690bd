import { setImmediate as othersTurn } from 'node:timers/promises';
import { contrastsIn } from './arms-in.ts';
import { type Compared, type Method, scoreDifference } from './difference.ts';
import type { ScoreDifference, Sensitivity } from './findings/difference.ts';
import { keptBy, primaryPairs } from './headline.ts';
import { isComplete, type PairedValue, pairsOfArms, scoredPairs } from './paired-debates.ts';
import { primaryOf, type Reading, readingOf, scoreNames } from './reading.ts';
import { tokenMatchedPairs } from './token-matched.ts';
import { inSentence, percent } from './words.ts';

/**
 * The headline again, each time with one thing done otherwise.
 * @throws AbortError
 */
export async function sensitivityOf(
  reading: Reading,
  headline: ScoreDifference,
  signal: AbortSignal,
): Promise<Sensitivity[]> {
  const rows: Sensitivity[] = [];
  for (const { id, name, pairs, compared, method } of checksOf(reading)) {
    await othersTurn(undefined, { signal });
    const difference = scoreDifference(pairs, compared, method);
    rows.push({ id, name, difference, agrees: difference.conclusion.verdict === headline.conclusion.verdict });
  }
  return rows;
}

interface Check {
  readonly id: string;
  readonly name: string;
  readonly pairs: readonly PairedValue[];
  readonly compared: Compared;
  readonly method?: Method;
}

function checksOf(reading: Reading): Check[] {
  const { head } = reading;
  const compared = primaryCompared(reading);
  const within = percent(head.plan.analysis.tokensWithin);
  return [
    incompleteCheck(reading),
    ...(head.judges.length < 2 ? [] : head.judges).map(({ judge, model }): Check => {
      const others = reading.judges.filter((other) => other !== judge);
      const rest = readingOf(reading.data, others);
      return { id: `without-${judge}`, name: `Without ${judge} (${model})`, pairs: primaryPairs(rest), compared };
    }),
    ...viewChecks(reading),
    {
      id: 'tokens-matched',
      name: `Only pairs whose arms wrote within ${within} as many tokens`,
      pairs: tokenMatchedPairs(reading).kept,
      compared,
    },
    {
      id: 'by-student',
      name: 'Interval by Student’s t',
      pairs: primaryPairs(reading),
      compared,
      method: 'student',
    },
  ];
}

function primaryCompared({ head }: Reading): Compared {
  const [arms] = contrastsIn(head.plan);
  return { arms, ...primaryOf(head), seed: head.plan.seed };
}

/** What the plan does not do with incomplete debates. */
function incompleteCheck(reading: Reading): Check {
  const compared = primaryCompared(reading);
  return reading.head.plan.analysis.exclusions.includes('incomplete-debates')
    ? {
        id: 'with-incomplete',
        name: 'With incomplete debates too',
        pairs: primaryPairs(reading, () => true),
        compared,
      }
    : {
        id: 'without-incomplete',
        name: 'Without incomplete debates',
        pairs: primaryPairs(reading, isComplete),
        compared,
      };
}

/** By the other weights that the rubric has for the same scores. */
function viewChecks(reading: Reading): Check[] {
  const { data, head } = reading;
  const compared = primaryCompared(reading);
  // One criterion has no weights.
  if (compared.score.kind === 'criterion') return [];
  const pairs = pairsOfArms(data.debates, compared.arms).filter(keptBy(reading));
  return scoreNames(head).flatMap((score): Check[] => {
    if (score.kind === 'criterion' || score.id === compared.score.id) return [];
    return [
      {
        id: `by-${score.id}`,
        name: `By ${inSentence(score.name)}`,
        pairs: scoredPairs(reading, pairs, compared.of, score),
        compared: { ...compared, score },
      },
    ];
  });
}
