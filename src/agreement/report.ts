import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Agreement, agreementOf, type RatedAnswer } from '../community/agreement.ts';
import type { Criterion } from '../content/schema.ts';
import { groupedBy } from '../core/grouped-by.ts';
import type { ReadBallots } from '../trial/past-ballots.ts';
import type { RatedBallot } from '../trial/rated-ballot.ts';
import { nameOf, type Scorer } from '../trial/scorer.ts';

/** How well one judge or panel agrees with people. */
export interface ScorerReport extends Scorer {
  /** Closed ballots whose answers it was to score. */
  readonly ballots: number;
  readonly answers: number;
  readonly agreement: Agreement;
}

/** All that was scored and rated by one version of the rubric. */
export interface RubricReport {
  readonly rubricHash: string;
  readonly criteria: readonly Pick<Criterion, 'id' | 'name' | 'weight'>[];
  readonly ballots: number;
  readonly scorers: readonly ScorerReport[];
}

export interface AgreementReport {
  /** Without a password. */
  readonly database: string;
  /** Chose among answers of one ballot, drew the intervals, dealt the folds. */
  readonly seed: number;
  readonly trials: number;
  readonly unreadable: readonly string[];
  readonly closedBallots: number;
  /** In the order in which each was first used. */
  readonly rubrics: readonly RubricReport[];
}

/** @throws AbortError */
export async function makeReport(
  { trials, unreadable, ballots }: ReadBallots,
  { database, seed }: Pick<AgreementReport, 'database' | 'seed'>,
  signal: AbortSignal,
): Promise<AgreementReport> {
  const rubrics: RubricReport[] = [];
  for (const [rubricHash, own] of groupedBy(ballots, (ballot) => ballot.rubricHash)) {
    const criteria = (own[0]?.rubric.criteria ?? []).map(({ id, name, weight }) => ({ id, name, weight }));
    const scorers: ScorerReport[] = [];
    for (const { scorer, answers } of scorersIn(own)) {
      // The figures take a while; Ctrl-C is heard between two scorers.
      await nextTurn();
      signal.throwIfAborted();
      scorers.push({
        ...scorer,
        ballots: new Set(answers.map(({ ballot }) => ballot)).size,
        answers: answers.length,
        agreement: agreementOf({ answers, criteria, seed }),
      });
    }
    rubrics.push({ rubricHash, criteria, ballots: own.length, scorers });
  }
  return { database, seed, trials, unreadable, closedBallots: ballots.length, rubrics };
}

/** Each scorer with all answers that it was to score, judges before panels. */
function scorersIn(ballots: readonly RatedBallot[]): { scorer: Scorer; answers: readonly RatedAnswer[] }[] {
  const found = groupedBy(
    ballots.flatMap(({ scorers }) => scorers),
    ({ scorer }) => nameOf(scorer),
  );
  const all = [...found.values()].flatMap((some) => {
    const [first] = some;
    return first === undefined ? [] : [{ scorer: first.scorer, answers: some.flatMap(({ answers }) => answers) }];
  });
  return ['judge', 'panel'].flatMap((kind) => all.filter(({ scorer }) => scorer.kind === kind));
}
