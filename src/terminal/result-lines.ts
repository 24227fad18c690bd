import { answerText } from '../debate/parse-answer.ts';
import type { ScoreSummary } from '../judge/summary.ts';
import type { TrialUpdate } from '../trial/events.ts';
import { resultOf, type TrialResult } from '../trial/result.ts';
import { describeComparison, describeCount, describeOverall } from '../trial/result-words.ts';
import type { ArmStances } from '../trial/stance-result.ts';
import { describeMissing, describePeople, describeWay, STANCES_ARE } from '../trial/stance-words.ts';
import { describeSwing, hasAnswered } from '../trial/swing-words.ts';
import { viewTrial } from '../trial/view-trial.ts';
import type { Palette } from './palette.ts';
import { plainAnswer } from './plain-answer.ts';
import type { Piece } from './terminal-screen.ts';

/** The results of a trial that has ended, as lines for a terminal. */
export function resultLines(updates: readonly TrialUpdate[], palette: Palette): Piece[] {
  const result = resultOf(updates);
  if (result === undefined) return [];
  const { scores, community, plan, reasons, status } = result;
  const lines: Piece[] = [
    '',
    [`Results (${status})`, palette.heading],
    [plan.ensemble.scenario.motion, palette.bold],
    '',
  ];
  lines.push(...singleAnswerLines(updates, result, palette));
  if (scores.ensemble.judged || scores.baseline.judged) lines.push(...scoreLines(scores, palette), '');
  lines.push(...stanceLines(result, viewTrial(updates).hidden, palette));
  if (community !== null) lines.push(...communityLines(result, community));
  lines.push(...swingLines(result, palette));
  if (reasons.length > 0) lines.push('', 'What is missing:', ...reasons.map((reason) => `- ${reason}`));
  if (plan.caution !== '') lines.push('', [plan.caution, palette.dim]);
  return [...lines, ''];
}

/** The ensemble's answer was printed when it was given; the other one was kept back until now. */
function singleAnswerLines(updates: readonly TrialUpdate[], { plan }: TrialResult, palette: Palette): Piece[] {
  const view = viewTrial(updates);
  const given = view.debates.baseline.find((event) => event.type === 'answer-ready');
  if (given?.type !== 'answer-ready' || view.hidden) return [];
  return [
    [`The single model's answer (${plan.baseline.chair.model})`, palette.heading],
    '',
    plainAnswer(answerText(given.answer)),
    '',
  ];
}

function communityLines(result: TrialResult, community: NonNullable<TrialResult['community']>): Piece[] {
  const { tally, letters, sealHolds } = community;
  const lines = [
    `Answer ${letters.ensemble} was the ensemble's, answer ${letters.baseline} the single model's (${result.plan.baseline.chair.model}).`,
    `Votes by people: ${describeCount(tally.people)}`,
  ];
  if (tally.scripted.voters > 0)
    lines.push(`Votes by scripted voters (programs, drawn at random): ${describeCount(tally.scripted)}`);
  lines.push(describeComparison(result));
  lines.push(
    sealHolds ? 'The seal holds: scores and order are those of when the ballot opened.' : 'THE SEAL IS BROKEN.',
  );
  return lines;
}

function swingLines({ swing }: TrialResult, palette: Palette): Piece[] {
  if (swing === null) return [];
  const lines: Piece[] = ['', ['The audience’s swing', palette.heading], ...describeSwing(swing.people)];
  if (hasAnswered(swing.scripted))
    lines.push(
      'Scripted voters (programs, drawn at random):',
      ...describeSwing(swing.scripted).map((line) => `  ${line}`),
    );
  return lines;
}

/** Where the members stood, and who sat at the table. @param hidden without anybody's words */
function stanceLines({ stances, people }: TrialResult, hidden: boolean, palette: Palette): Piece[] {
  const { ensemble, baseline } = stances;
  if (ensemble.stated + ensemble.missing === 0) return [];
  const ways = ({ members }: ArmStances): string[] =>
    members.map(
      (member) => `${member.name}: ${describeWay(member, ({ movedBy, because }) => reason(movedBy, because))}`,
    );
  const reason = (movedBy: string | null, because: string): string =>
    hidden || movedBy === null ? '' : `moved by ${movedBy}${because === '' ? '' : `: “${because}”`}`;
  const lines: Piece[] = [['Where the members stood', palette.heading], ...ways(ensemble)];
  const more = [
    describeMissing(ensemble),
    `The single model: ${ways(baseline).join('; ')}. ${describeMissing(baseline)}`.trim(),
    describePeople(hidden && people.length > 0 ? ['Somebody'] : people),
  ];
  return [...lines, ...more.filter((line) => line !== ''), [STANCES_ARE, palette.dim], ''];
}

function scoreLines(
  { ensemble, baseline }: { readonly ensemble: ScoreSummary; readonly baseline: ScoreSummary },
  palette: Palette,
): Piece[] {
  const width = Math.max(...ensemble.criteria.map(({ name }) => name.length), 'Overall'.length);
  const cell = (value: number | null): string => (value === null ? 'unscored' : value.toFixed(1)).padStart(COLUMN);
  const row = (name: string, left: number | null, right: number | null): string =>
    `${name.padEnd(width)}${cell(left)}${cell(right)}`;
  const reasons = ensemble.criteria.filter(({ reason }) => reason !== '');
  return [
    [`${'Judge, 1 to 7'.padEnd(width)}${'ensemble'.padStart(COLUMN)}${'single model'.padStart(COLUMN)}`, palette.dim],
    ...ensemble.criteria.map(({ name, value }, place) => row(name, value, baseline.criteria[place]?.value ?? null)),
    [row('Overall', ensemble.overall, baseline.overall), palette.bold],
    ...(ensemble.overall === null
      ? [`The ensemble's debate is ${describeOverall(null)} as a whole: a criterion is missing.`]
      : []),
    ...(reasons.length === 0 ? [] : ['', ["The judge's reasons for the ensemble's debate:", palette.dim] as const]),
    ...reasons.map(({ name, reason }): Piece => [`  ${name}: ${reason}`, palette.dim]),
  ];
}

/** Columns of a score. */
const COLUMN = 14;
