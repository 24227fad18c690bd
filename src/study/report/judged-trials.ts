import { groupedBy } from '../../core/grouped-by.ts';
import { ARMS } from '../../debate/plan.ts';
import { summarizePairs } from '../../judge/pair-summary.ts';
import { type ScoreSummary, summarizeScores } from '../../judge/summary.ts';
import { ANSWER_WORDS } from '../../trial/arm-words.ts';
import { describeVerdict } from '../../trial/panel-words.ts';
import type { StudyData, StudyHead } from '../data/study-data.ts';
import type { DebateRow, PairRow, ScoreRow } from '../data/study-rows.ts';

/** A debate with all that its judges gave it. */
export interface JudgedDebate {
  readonly row: DebateRow;
  readonly scores: readonly ScoreRow[];
  /** The panel's, of the debate as a whole. */
  readonly together: ScoreSummary;
}

/** What there is of a trial. */
export interface JudgedTrial extends Pick<DebateRow, 'trial' | 'scenario' | 'ensemble' | 'format' | 'repetition'> {
  /** Arm by arm, in the order of ARMS. */
  readonly debates: readonly JudgedDebate[];
  /** Which of its answers the panel prefers, and under it each judge where there are several; none where they were not compared. */
  readonly verdicts: readonly string[];
}

/** All trials of which there is a debate, in the order of the plan's scenarios, ensembles and formats. */
export function judgedTrials({ head, debates, scores, pairs }: StudyData): JudgedTrial[] {
  const scoresOf = groupedBy(scores, ({ judgement }) => judgement.debate);
  const pairsOf = groupedBy(pairs, ({ trial }) => trial);
  const trials = [...groupedBy(debates, ({ trial }) => trial)].flatMap(([trial, rows]) => {
    const [first] = rows;
    if (first === undefined) return [];
    const { scenario, ensemble, format, repetition } = first;
    const judged = ARMS.flatMap((arm) => rows.filter((row) => row.arm === arm)).map((row) =>
      judgedDebate(row, scoresOf.get(row.debate) ?? [], head),
    );
    const compared = verdicts(pairsOf.get(trial) ?? [], head);
    return [{ trial, scenario, ensemble, format, repetition, debates: judged, verdicts: compared }];
  });
  const { scenarios, ensembles, formats } = head.names;
  const place = (trial: JudgedTrial): readonly [number, number, number, number] => [
    Object.keys(scenarios).indexOf(trial.scenario),
    Object.keys(ensembles).indexOf(trial.ensemble),
    Object.keys(formats).indexOf(trial.format),
    trial.repetition,
  ];
  return trials.toSorted((one, other) => compare(place(one), place(other)));
}

/** By the first numbers that differ. */
function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, place) => value !== other[place]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

function judgedDebate(row: DebateRow, scores: readonly ScoreRow[], { rubric, judges }: StudyHead): JudgedDebate {
  const judgements = scores.map(({ judgement }) => judgement);
  return { row, scores, together: summarizeScores(judgements, rubric, judges.length) };
}

function verdicts(rows: readonly PairRow[], { judges }: StudyHead): string[] {
  const compared = [...groupedBy(rows, ({ arms }) => `${arms.a}/${arms.b}`).values()];
  return compared.flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const [a, b] = [ANSWER_WORDS[first.arms.a], ANSWER_WORDS[first.arms.b]];
    const summary = summarizePairs(
      own.map(({ judgement }) => judgement),
      judges.map(({ judge }) => judge),
    );
    const which = compared.length > 1 ? `${a} against ${b}: ` : '';
    const panel = `${which}${judges.length > 1 ? 'the panel: ' : ''}${describeVerdict(summary.together, a, b)}`;
    if (judges.length === 1) return [panel];
    const each = summary.judges.map(({ judge, verdict }) => {
      const model = judges.find((seat) => seat.judge === judge)?.model ?? judge;
      return `${which}${model}: ${describeVerdict(verdict, a, b)}`;
    });
    return [panel, ...each];
  });
}
