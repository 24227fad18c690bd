import type { Author } from '../community/author.ts';
import { type Letter, letterOf } from '../community/ballot.ts';
import { type RatingSummary, summarizeRatings } from '../community/rating-summary.ts';
import { isSealed, sealedText } from '../community/seal.ts';
import { type AudienceSwing, swingOf } from '../community/swing.ts';
import { type Count, type Tally, tallyVotes } from '../community/tally.ts';
import type { ActingRole } from '../core/acting-role.ts';
import type { Arm, DebatePlan } from '../debate/plan.ts';
import type { ScoreSummary } from '../judge/summary.ts';
import type { TrialUpdate } from './events.ts';
import { type ArmJudged, judgedOfArm, type PanelResult, panelResult } from './judged-result.ts';
import { marksOf, type TrialMarks } from './marks-of.ts';
import { type MemberResult, memberResults } from './member-result.ts';
import { asksPositions, countingOf, type TrialPlan } from './plan.ts';
import { type ScaledAnswers, scaledAnswers } from './scaled-answers.ts';
import { type ArmStances, peopleHeard, stancesOf } from './stance-result.ts';
import { type TrialView, viewTrial } from './view-trial.ts';

/** What came of the debate in one arm. */
export interface ArmResult {
  readonly arm: Arm;
  readonly debate: DebatePlan;
  /** The whole panel's, of the debate. */
  readonly scores: ScoreSummary;
  readonly judged: ArmJudged;
  /** Who changed whose mind, by their own words. */
  readonly stances: ArmStances;
  /** Under which its answer stood on the ballot; undefined where it did not, or none was closed. */
  readonly letter: Letter | undefined;
}

/** Both signals of a trial, next to each other and never merged. */
export interface TrialResult {
  readonly plan: TrialPlan;
  readonly status: NonNullable<TrialView['end']>['status'];
  /** What is missing, for people. */
  readonly reasons: readonly string[];
  /** The ensemble's, then what it was measured against. */
  readonly ensemble: ArmResult;
  readonly baselines: readonly ArmResult[];
  /** Of the members' own answers; none where these were not asked for. */
  readonly members: readonly MemberResult[];
  readonly panel: PanelResult;
  /** Names of people who spoke in the ensemble's debate. */
  readonly people: readonly string[];
  /** Null when no ballot was closed. */
  readonly community: {
    readonly tally: Tally;
    readonly ratings: RatingSummary;
    readonly scaled: ScaledAnswers | null;
    readonly closing: Closing;
    readonly nonce: string;
    /** What was sealed, as the text whose SHA-256 is the commitment. */
    readonly sealed: string;
    readonly commitment: string;
    /** What the panel said and the order are those that were sealed when the ballot opened. */
    readonly sealHolds: boolean;
  } | null;
  /** What people marked by reactions; public, and apart from ballot and ratings. */
  readonly marks: TrialMarks;
  /** How people moved from before to after; null where the format does not ask, and when no ballot was closed. */
  readonly swing: AudienceSwing | null;
  /** Who preferred what. A single trial says no more about agreement. */
  readonly comparison: Comparison;
  /** The same by the filtered count. */
  readonly filteredComparison: Comparison;
}

/** How a ballot came to its close. */
export interface Closing {
  readonly extension: TrialView['extension'];
  /** Who closed it by hand; null: it came to its deadline. */
  readonly closedBy: ActingRole | null;
}

export type Comparison = 'same' | 'different' | 'no preference' | 'not enough votes' | 'unscored';

/** The result of a trial that has ended; undefined before. */
export function resultOf(updates: readonly TrialUpdate[]): TrialResult | undefined {
  const view = viewTrial(updates);
  const { plan, end } = view;
  if (plan === null || end === null) return undefined;
  const community = communityOf(view, plan);
  const resultIn = (debate: DebatePlan): ArmResult => armResult(view, plan, debate);
  const ensemble = resultIn(plan.ensemble);
  const baselines = plan.baselines.map(resultIn);
  const members = memberResults(view, plan);
  const answers = [...[ensemble, ...baselines].map(standingOf), ...members.map(standingOfMember)];
  return {
    plan,
    status: end.status,
    reasons: end.reasons,
    ensemble,
    baselines,
    members,
    panel: panelResult(view, plan),
    people: peopleHeard(view.debates.ensemble),
    community,
    marks: marksOf(view),
    swing:
      asksPositions(plan) && view.ballot !== null && view.ballotClosed
        ? swingOf(view.positions, countingOf(plan, view.ballot))
        : null,
    comparison: compare(answers, community?.tally.people),
    filteredComparison: compare(answers, community?.tally.filtered),
  };
}

/** Under which letter somebody's answer stood on the ballot; undefined where it did not, or none was closed. */
export function letterIn({ ensemble, baselines, members }: TrialResult, author: Author): Letter | undefined {
  if ('arm' in author) return [ensemble, ...baselines].find(({ arm }) => arm === author.arm)?.letter;
  return members.find(({ member }) => member.seat === author.member)?.letter;
}

function armResult(view: TrialView, plan: TrialPlan, debate: DebatePlan): ArmResult {
  const { arm } = debate;
  const judged = judgedOfArm(view, plan, debate);
  return {
    arm,
    debate,
    scores: judged.debate.together,
    judged,
    stances: stancesOf(view.debates[arm]),
    letter: view.ballotClosed && view.ballot !== null ? letterOf(view.ballot.seal, { arm }) : undefined,
  };
}

function communityOf(view: TrialView, plan: TrialPlan): TrialResult['community'] {
  if (view.ballot === null || !view.ballotClosed) return null;
  const { seal } = view.ballot;
  const sealed = sealedText(seal, { scores: view.judgements, pairs: view.pairs });
  const counting = countingOf(plan, view.ballot);
  return {
    tally: tallyVotes(view.votes, seal, counting),
    ratings: summarizeRatings(view.ratings, seal, plan.rubric.criteria, counting),
    scaled: scaledAnswers(view, plan),
    closing: { extension: view.extension, closedBy: view.closeAskedBy },
    nonce: seal.nonce,
    sealed,
    commitment: seal.commitment,
    sealHolds: isSealed(sealed, seal.commitment),
  };
}

/** An answer as it is compared: its letter, and the judge's overall score that is set beside its votes. */
interface Standing {
  readonly letter: Letter | undefined;
  readonly overall: number | null;
}

/** People vote on answers; where the judge read these alone, its scores of them are what compares. */
function standingOf({ letter, scores, judged }: ArmResult): Standing {
  return { letter, overall: (judged.answer?.together ?? scores).overall };
}

function standingOfMember({ letter, judged }: MemberResult): Standing {
  return { letter, overall: judged?.together.overall ?? null };
}

function compare(answers: readonly Standing[], count: Count | undefined): Comparison {
  const onBallot = answers.flatMap(({ letter, overall }) => (letter === undefined ? [] : [{ letter, overall }]));
  const scored = onBallot.flatMap(({ letter, overall }) => (overall === null ? [] : [{ letter, value: overall }]));
  if (scored.length < onBallot.length) return 'unscored';
  if (count === undefined || count.ensembleShare === null) return 'not enough votes';
  const byJudge = best(scored);
  const byPeople = preferredBy(count);
  if (byJudge === undefined || byPeople === undefined) return 'no preference';
  return byJudge === byPeople ? 'same' : 'different';
}

/** The answer that most voters chose; undefined where as many chose another one, found them equally good, or all of them bad. */
function preferredBy({ answers, ties, allBad }: Count): Letter | undefined {
  const most = Math.max(...answers.map(({ votes }) => votes));
  return Math.max(ties, allBad) >= most
    ? undefined
    : best(answers.map(({ letter, votes }) => ({ letter, value: votes })));
}

/** The answer with the highest value; undefined where several have it. */
function best(values: readonly { readonly letter: Letter; readonly value: number }[]): Letter | undefined {
  const highest = Math.max(...values.map(({ value }) => value));
  const [first, second] = values.filter(({ value }) => value === highest);
  return second === undefined ? first?.letter : undefined;
}
