import type { ReactionMeanings } from '../content/schema.ts';
import type { Answer } from '../debate/events.ts';
import { memberAnswersOf } from '../debate/member-answers.ts';
import { answerText } from '../debate/parse-answer.ts';
import { ARM_WORDS, capitalized } from '../trial/arm-words.ts';
import type { TrialUpdate } from '../trial/events.ts';
import { describeAllMarks, MARKS } from '../trial/mark-words.ts';
import { votingRulesOf } from '../trial/plan.ts';
import { readingScores } from '../trial/reading-scores.ts';
import { resultOf, type TrialResult } from '../trial/result.ts';
import { describeComparison, describeCount, describeWriters } from '../trial/result-words.ts';
import type { ArmStances } from '../trial/stance-result.ts';
import { describeMissing, describePeople, describeWay, STANCES_ARE, wereAsked } from '../trial/stance-words.ts';
import { describeFilteredSwing, describeSwing, hasAnswered } from '../trial/swing-words.ts';
import { viewTrial } from '../trial/view-trial.ts';
import { describeBlind, describeClosing, describeFiltered } from '../trial/voting-words.ts';
import { auditLines } from './audit-lines.ts';
import { judgedLines } from './judged-lines.ts';
import type { Palette } from './palette.ts';
import { plainAnswer } from './plain-answer.ts';
import { ratingLines } from './rating-lines.ts';
import { scoreLines } from './score-lines.ts';
import type { Piece } from './terminal-screen.ts';

/** The results of a trial that has ended, as lines for a terminal. */
export function resultLines(updates: readonly TrialUpdate[], reactions: ReactionMeanings, palette: Palette): Piece[] {
  const result = resultOf(updates);
  if (result === undefined) return [];
  const { ensemble, baselines, community, plan, reasons, status } = result;
  const arms = [ensemble, ...baselines];
  const lines: Piece[] = [
    '',
    [`Results (${status})`, palette.heading],
    [plan.ensemble.scenario.motion, palette.bold],
    '',
  ];
  lines.push(...otherAnswerLines(updates, result, palette));
  if (arms.some(({ scores }) => scores.judged))
    lines.push(...scoreLines(arms, palette), ...auditLines(plan.judges, palette, readingScores(result)), '');
  lines.push(...judgedLines(result, palette));
  lines.push(...stanceLines(result, viewTrial(updates).hidden, palette));
  if (community !== null) lines.push(...communityLines(result, community, reactions));
  lines.push(...swingLines(result, palette));
  if (reasons.length > 0) lines.push('', 'What is missing:', ...reasons.map((reason) => `- ${reason}`));
  if (plan.caution !== '') lines.push('', [plan.caution, palette.dim]);
  return [...lines, ''];
}

/** The ensemble's answer was printed when it was given; the others were kept back until now. */
function otherAnswerLines(
  updates: readonly TrialUpdate[],
  { plan, baselines }: TrialResult,
  palette: Palette,
): Piece[] {
  const view = viewTrial(updates);
  if (view.hidden) return [];
  const lines = (whose: string, answer: Answer): Piece[] => [
    [whose, palette.heading],
    '',
    plainAnswer(answerText(answer)),
    '',
  ];
  const ofArms = baselines.flatMap(({ arm, debate }): Piece[] => {
    const given = view.debates[arm].find((event) => event.type === 'answer-ready');
    if (given?.type !== 'answer-ready') return [];
    const whose = arm === 'self-consistency' ? "The single model's chosen draft" : "The single model's answer";
    return lines(`${whose} (${debate.chair.model})`, given.answer);
  });
  const ofMembers = memberAnswersOf(plan.ensemble, view.memberAnswers).flatMap(({ member: { name, model }, answer }) =>
    answer === undefined ? [] : lines(`${name}’s own answer (${model})`, answer),
  );
  return [...ofArms, ...ofMembers];
}

function communityLines(
  result: TrialResult,
  community: NonNullable<TrialResult['community']>,
  reactions: ReactionMeanings,
): Piece[] {
  const { tally, sealHolds } = community;
  const lines = [...describeWriters(result), `Votes by people: ${describeCount(tally.people)}`];
  if (tally.people.voters > 0)
    lines.push(
      `Filtered count: ${describeFiltered(tally, votingRulesOf(result.plan)).join('. ')}`,
      ...describeBlind(tally).map((line) => `Of all these, ${line}`),
    );
  lines.push(...describeClosing(community.closing));
  if (tally.scripted.voters > 0)
    lines.push(`Votes by scripted voters (programs, drawn at random): ${describeCount(tally.scripted)}`);
  lines.push(...ratingLines(result), `${MARKS}:`, ...describeAllMarks(result, reactions).map((line) => `  ${line}`));
  lines.push(describeComparison(result));
  lines.push(
    sealHolds
      ? 'The seal holds: what the judge said and the order are those of when the ballot opened (sealed.json, with the results in the thread).'
      : 'THE SEAL IS BROKEN.',
  );
  return lines;
}

function swingLines({ swing, plan }: TrialResult, palette: Palette): Piece[] {
  if (swing === null) return [];
  const lines: Piece[] = ['', ['The audience’s swing', palette.heading], ...describeSwing(swing.people)];
  const block = (title: string, some: readonly string[]): void => {
    if (some.length > 0) lines.push(title, ...some.map((line) => `  ${line}`));
  };
  block('Filtered count:', describeFilteredSwing(swing, votingRulesOf(plan)));
  if (hasAnswered(swing.scripted)) block('Scripted voters (programs, drawn at random):', describeSwing(swing.scripted));
  return lines;
}

/** Where the members stood, and who sat at the table. @param hidden without anybody's words */
function stanceLines(
  { ensemble: { stances }, baselines, people }: TrialResult,
  hidden: boolean,
  palette: Palette,
): Piece[] {
  if (!wereAsked(stances)) return [];
  const ways = ({ members }: ArmStances): string[] =>
    members.map(
      (member) => `${member.name}: ${describeWay(member, ({ movedBy, because }) => reason(movedBy, because))}`,
    );
  const reason = (movedBy: string | null, because: string): string =>
    hidden || movedBy === null ? '' : `moved by ${movedBy}${because === '' ? '' : `: “${because}”`}`;
  const lines: Piece[] = [['Where the members stood', palette.heading], ...ways(stances)];
  const more = [
    describeMissing(stances),
    ...baselines
      .filter((baseline) => wereAsked(baseline.stances))
      .map((baseline) =>
        `${capitalized(ARM_WORDS[baseline.arm])}: ${ways(baseline.stances).join('; ')}. ${describeMissing(baseline.stances)}`.trim(),
      ),
    describePeople(hidden && people.length > 0 ? ['Somebody'] : people),
  ];
  return [...lines, ...more.filter((line) => line !== ''), [STANCES_ARE, palette.dim], ''];
}
