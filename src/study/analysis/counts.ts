import { counted } from '../../core/counted.ts';
import { groupedBy } from '../../core/grouped-by.ts';
import { blindMembers } from '../../debate/transcript.ts';
import { objectsOfKinds, WHOLE_DEBATE } from '../../judge/judged-object.ts';
import type { DebateRow } from '../data/study-rows.ts';
import { armsIn, contrastsIn, plannedIn } from './arms-in.ts';
import { debatesOfArm } from './by-scenario.ts';
import type { Counts } from './findings/counts.ts';
import { pairsOfArms, scoredPairs } from './paired-debates.ts';
import { primaryOf, type Reading } from './reading.ts';

type Told = Omit<Counts, 'whole' | 'missing'>;

/** How much was planned, and what of it is there. */
export function countsOf(reading: Reading): Counts {
  const { data, head } = reading;
  const arms = armsIn(head.plan);
  const { of, score } = primaryOf(head);
  const [headline] = contrastsIn(head.plan);
  const told: Told = {
    arms: arms.map((arm) => {
      const own = debatesOfArm(data.debates, arm);
      const having = (status: DebateRow['status']): number => own.filter((row) => row.status === status).length;
      return {
        arm,
        planned: plannedIn(reading, arm),
        run: own.length,
        complete: having('complete'),
        incomplete: having('incomplete'),
        failed: having('failed'),
        scored: own.filter(({ debate }) => reading.summary(debate, WHOLE_DEBATE).overall !== null).length,
      };
    }),
    scenarios: namedIn(data.debates, ({ scenario }) => scenario),
    ensembles: namedIn(data.debates, ({ ensemble }) => ensemble),
    formats: namedIn(data.debates, ({ format }) => format),
    judges: reading.judges.length,
    trials: {
      planned: trialsPlanned(reading),
      run: trialsRun(data.debates, arms.length),
      paired: scoredPairs(reading, pairsOfArms(data.debates, headline), of, score).length,
    },
    scores: {
      due: data.debates.reduce((sum, row) => sum + scoresDue(row, reading), 0),
      given: data.scores.length,
      unscored: data.scores.filter(({ judgement }) => judgement.score.status === 'unscored').length,
    },
    comparisons: {
      due: comparisonsDue(reading),
      given: data.pairs.length,
      unscored: data.pairs.filter(({ judgement }) => judgement.outcome.status === 'unscored').length,
    },
  };
  const withheld = data.vote?.withheldDebates ?? 0;
  return { ...told, whole: isDone(told, 0), missing: missingIn(told, withheld, head.origin !== undefined) };
}

function trialsPlanned({ data, head }: Reading): number {
  if (head.origin === undefined) return Math.round(head.debatesPlanned / armsIn(head.plan).length);
  return namedIn(data.debates, ({ trial }) => trial);
}

function namedIn(debates: readonly DebateRow[], nameOf: (row: DebateRow) => string): number {
  return new Set(debates.map(nameOf)).size;
}

function trialsRun(debates: readonly DebateRow[], arms: number): number {
  const trials = groupedBy(debates, ({ trial }) => trial);
  return [...trials.values()].filter(({ length }) => length === arms).length;
}

/** Of a debate that has come to its end, whatever came of it: what is missing of it is unscored. */
function scoresDue(row: DebateRow, { head, judges }: Reading): number {
  // Of others, judges read what is fit alone.
  if (head.origin !== undefined && row.status === 'failed') return 0;
  const speakers = row.arm === 'self-consistency' ? [] : blindMembers(row).map(({ speaker }) => speaker);
  return objectsOfKinds(head.plan.judged, speakers).length * head.rubric.criteria.length * judges.length;
}

function comparisonsDue({ data, head, judges }: Reading): number {
  if (!head.plan.judged.includes('pair')) return 0;
  const debates = data.debates.filter(({ status }) => head.origin === undefined || status !== 'failed');
  return contrastsIn(head.plan).reduce((sum, arms) => sum + pairsOfArms(debates, arms).length * judges.length, 0);
}

/**
 * Whether all that was planned has been run and judged, but for what is left out of the tables.
 * @param withheld how many debates are left out for as long as people vote on their answers
 */
export function isDone({ arms, scores, comparisons }: Told, withheld: number): boolean {
  const sum = (of: 'planned' | 'run'): number => arms.reduce((total, arm) => total + arm[of], 0);
  return sum('run') + withheld >= sum('planned') && scores.given >= scores.due && comparisons.given >= comparisons.due;
}

/** @param withheld as in isDone @param foreign others ran the debates: those that failed are not fit to be judged */
function missingIn({ arms, trials, scores, comparisons }: Told, withheld: number, foreign: boolean): string[] {
  const sum = (of: 'planned' | 'run' | 'incomplete' | 'failed' | 'scored'): number =>
    arms.reduce((total, arm) => total + arm[of], 0);
  const [planned, run] = [sum('planned'), sum('run')];
  const notRun = planned - run - withheld;
  const ended = run - sum('failed');
  return [
    withheld > 0
      ? `${withheld} of ${counted(planned, 'planned debate')} ${withheld === 1 ? 'is' : 'are'} left out until people’s vote on ${withheld === 1 ? 'it' : 'them'} is over.`
      : '',
    notRun > 0 ? `${notRun} of ${counted(planned, 'planned debate')} ${have(notRun)} not been run.` : '',
    sum('failed') > 0
      ? `${counted(sum('failed'), 'debate')} of ${run} ${foreign ? (sum('failed') === 1 ? 'is not fit to be judged' : 'are not fit to be judged') : 'failed'}.`
      : '',
    sum('incomplete') > 0
      ? `${counted(sum('incomplete'), 'debate')} of ${run} ${lack(sum('incomplete'))} at least one turn.`
      : '',
    scores.due > scores.given
      ? `${scores.due - scores.given} of ${counted(scores.due, 'score')} ${have(scores.due - scores.given)} not been asked for yet.`
      : '',
    scores.unscored > 0 ? `${scores.unscored} of ${counted(scores.given, 'score')} could not be had (unscored).` : '',
    ended > sum('scored')
      ? `${ended - sum('scored')} of ${counted(ended, 'debate')} ${have(ended - sum('scored'))} no overall score: on at least one criterion a judge gave none.`
      : '',
    comparisons.due > comparisons.given
      ? `${comparisons.due - comparisons.given} of ${counted(comparisons.due, 'comparison')} ${have(comparisons.due - comparisons.given)} not been asked for yet.`
      : '',
    comparisons.unscored > 0
      ? `${comparisons.unscored} of ${counted(comparisons.given, 'comparison')} could not be had (unscored).`
      : '',
    trials.run > trials.paired
      ? `${trials.run - trials.paired} of ${counted(trials.run, 'pair')} that ${have(trials.run)} been run ${trials.run - trials.paired === 1 ? 'lacks' : 'lack'} the primary score on one side or both.`
      : '',
  ].filter((words) => words !== '');
}

function have(count: number): string {
  return count === 1 ? 'has' : 'have';
}

function lack(count: number): string {
  return count === 1 ? 'lacks' : 'lack';
}
