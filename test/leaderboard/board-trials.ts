import type { Letter, Vote } from '../../src/community/ballot.ts';
import { debateIdOf } from '../../src/core/ids.ts';
import type { DebateEvent } from '../../src/debate/events.ts';
import { type Arm, type DebatePlan, personSeat, seatSchema } from '../../src/debate/plan.ts';
import { blindMembers } from '../../src/debate/transcript.ts';
import type { JudgedObject } from '../../src/judge/judged-object.ts';
import type { PairJudgement, PairOutcome } from '../../src/judge/pair-judgement.ts';
import type { JudgeSeat } from '../../src/judge/panel.ts';
import { preferenceOf } from '../../src/judge/preference.ts';
import type { TrialEvent } from '../../src/trial/events.ts';
import type { TrialPlan } from '../../src/trial/plan.ts';
import { ballotEvents, CRITERIA, type StoredEvent, scored, trialAt } from '../agreement/ballots.ts';
import { aVote } from '../community/a-vote.ts';
import { content } from '../support/content.ts';
import { planFor } from '../support/debate.ts';
import { voterId } from '../support/people.ts';

/** A trial with a ballot, as the bot stores it. */
export interface BoardTrial {
  readonly place: number;
  readonly guildId?: string | null;
  readonly ensemble?: string;
  /** The id of an ensemble of the server's own, in place of that one's. */
  readonly own?: string;
  /** Members take them in turn, the chair has the last. */
  readonly models?: readonly [string, ...string[]];
  /** Whether they speak in the opposite order. */
  readonly turned?: boolean;
  /** The model that it is measured against. */
  readonly baseline?: string;
  /** Whether that model's choice among drafts is on the ballot too. */
  readonly drafts?: boolean;
  /**
   * People's votes for each answer, for a tie and for none; votes of programs for the ensemble's, and of people who joined the server after the
   * ballot opened for the baseline's.
   */
  readonly votes?: Partial<Record<Arm | 'tie' | 'all-bad' | 'scripted' | 'late', number>>;
  /** What each of the judges finds of the ensemble's answer against each other one; absent: answers were not compared. */
  readonly judged?: 'better' | 'worse' | 'tie' | 'unscored';
  readonly seat?: Partial<JudgeSeat>;
  /** Members whose own answers stand on the ballot, with people's votes for each and what the judge scored it; absent: none do. */
  readonly members?: Readonly<Record<string, { readonly votes?: number; readonly score?: number }>>;
  /** What the judge scored the baseline's answer, read alone. */
  readonly baselineScore?: number;
  /** The arm whose debate lacks a turn. */
  readonly incomplete?: Arm;
  /** Whether somebody from the audience spoke in the ensemble's debate. */
  readonly person?: boolean;
  readonly closed?: boolean;
  readonly caution?: string;
}

const LETTERS = { ensemble: 'B', baseline: 'A', 'self-consistency': 'C' } as const satisfies Record<Arm, Letter>;

/** Of members' own answers, in the order in which they are named. */
const OWN_LETTERS = ['D', 'E', 'F', 'G'] as const satisfies readonly Letter[];

function membersOf({ members = {} }: Pick<BoardTrial, 'members'>) {
  return Object.entries(members).map(([seat, own], place) => ({
    member: seatSchema.parse(seat),
    letter: OWN_LETTERS[place] ?? OWN_LETTERS[0],
    ...own,
  }));
}

/** Each event of these trials and of their debates, and their place in the catalog. */
export function* boardTrials(trials: readonly BoardTrial[]): Generator<StoredEvent> {
  let entry = 0;
  for (const trial of trials) {
    const id = trialAt(trial.place);
    const plan = planOf(trial);
    yield [
      'catalog',
      entry,
      { type: 'trial-opened', trial: id, startedBy: voterId('1'), guildId: trial.guildId ?? null },
    ];
    entry += 1;
    for (const [seq, event] of trialEvents(trial, plan).entries()) yield [`trial/${id}`, seq, event];
    for (const debate of [plan.ensemble, ...plan.baselines]) {
      for (const [seq, event] of debateEvents(trial, debate).entries()) yield [`debate/${debate.debate}`, seq, event];
    }
    if (trial.closed !== false) {
      yield ['catalog', entry, { type: 'trial-closed', trial: id }];
      entry += 1;
    }
  }
}

function planOf(trial: BoardTrial): Pick<TrialPlan, 'ensemble' | 'baselines'> {
  const { models = ['member:8b'], baseline = 'alone:8b', ensemble = 'pocket' } = trial;
  const debateOf = (arm: Arm, own: readonly [string, ...string[]]): DebatePlan => {
    const plan = planFor({ arm, ensemble, models: own });
    return {
      ...plan,
      ensemble: trial.own ?? plan.ensemble,
      members: trial.turned === true ? plan.members.toReversed() : plan.members,
      debate: debateIdOf(trialAt(trial.place), arm),
    };
  };
  return {
    ensemble: debateOf('ensemble', models),
    baselines: [
      debateOf('baseline', [baseline]),
      ...(trial.drafts === true ? [debateOf('self-consistency', [baseline])] : []),
    ],
  };
}

/** All that the trial's own stream holds. */
function trialEvents(trial: BoardTrial, { ensemble, baselines }: ReturnType<typeof planOf>): TrialEvent[] {
  const { place, guildId = null, judged, closed = true, caution = '' } = trial;
  const seat = { judge: 'judge-1', model: 'judging:8b', family: 'other', sameFamily: false, ...trial.seat };
  const events = ballotEvents({ place, closed: false }).map((event): TrialEvent => {
    if (event.type === 'ballot-open') {
      const order = [
        ...[ensemble, ...baselines].map(({ arm }) => ({ letter: LETTERS[arm], arm })),
        ...membersOf(trial).map(({ letter, member }) => ({ letter, member })),
      ];
      return { ...event, ballot: { ...event.ballot, seal: { ...event.ballot.seal, order } } };
    }
    if (event.type !== 'trial-start') return event;
    const plan: TrialPlan = {
      ...event.plan,
      ensemble,
      baselines,
      judges: [seat],
      ...(trial.members === undefined ? {} : { memberAnswers: true }),
      judged: [
        'debate',
        ...(isScored(trial) ? ['answer' as const] : []),
        ...(judged === undefined ? [] : ['pair' as const]),
      ],
      caution,
      origin: guildId === null ? null : { guildId, channelId: '7' },
    };
    return { ...event, plan };
  });
  const [start, ...ballot] = events;
  if (start === undefined) throw new Error('a trial begins with its plan');
  return [
    start,
    ...scoresOf(trial, ensemble),
    ...(judged === undefined ? [] : baselines.map((other) => compared(ensemble, other, judged))),
    ...ballot,
    ...votesOf(trial),
    ...(closed
      ? ([{ type: 'ballot-closed' }, { type: 'trial-end', status: 'complete', reasons: [] }] satisfies TrialEvent[])
      : []),
  ];
}

function isScored({ members = {}, baselineScore }: BoardTrial): boolean {
  return baselineScore !== undefined || Object.values(members).some(({ score }) => score !== undefined);
}

/** What the judge gave answers that it read alone. */
function scoresOf(trial: BoardTrial, ensemble: DebatePlan): TrialEvent[] {
  const id = trialAt(trial.place);
  const all = (arm: Arm, object: JudgedObject, score: number | undefined): TrialEvent[] =>
    score === undefined
      ? []
      : CRITERIA.map((criterion) => scored(id, content.rubric, { arm, object }, criterion, 0, score));
  return [
    ...all('baseline', { kind: 'answer' }, trial.baselineScore),
    ...membersOf(trial).flatMap(({ member, score }) => {
      const speaker = blindMembers(ensemble).find((one) => one.member.seat === member)?.speaker ?? '';
      return all('ensemble', { kind: 'answer', speaker }, score);
    }),
  ];
}

function votesOf({ votes = {}, ...trial }: BoardTrial): TrialEvent[] {
  const several = (count: number | undefined, choice: Vote['choice'], scripted: boolean): Vote[] =>
    Array.from({ length: count ?? 0 }, (_, place) =>
      aVote(`${scripted ? 'program' : 'person'} ${choice} ${place}`, choice, { scripted }),
    );
  const late = Array.from({ length: votes.late ?? 0 }, (_, place) =>
    aVote(`latecomer ${place}`, LETTERS.baseline, { joinedAt: Number.MAX_SAFE_INTEGER }),
  );
  return [
    ...several(votes.ensemble, LETTERS.ensemble, false),
    ...several(votes.baseline, LETTERS.baseline, false),
    ...several(votes['self-consistency'], LETTERS['self-consistency'], false),
    ...membersOf(trial).flatMap(({ letter, votes }) => several(votes, letter, false)),
    ...several(votes.tie, 'tie', false),
    ...several(votes['all-bad'], 'all-bad', false),
    ...late,
    ...several(votes.scripted, LETTERS.ensemble, true),
  ].map((vote) => ({ type: 'vote-cast', vote }));
}

/** In either order, the probability that the ensemble's answer is better. */
const CHANCES = { better: 0.8, worse: 0.2, tie: 0.5 } as const;
const measure = { off: 0, tokens: [], alternatives: 2, samples: null, thinking: false };

function compared(ensemble: DebatePlan, other: DebatePlan, judged: NonNullable<BoardTrial['judged']>): TrialEvent {
  const judgement: PairJudgement = {
    kind: 'answer',
    a: ensemble.debate,
    b: other.debate,
    judge: 'judge-1',
    rubricHash: 'x',
    outcome:
      judged === 'unscored' ? { status: 'unscored', reason: 'model-failed', detail: 'gone' } : outcome(CHANCES[judged]),
  };
  return { type: 'pair-judged', arms: { a: 'ensemble', b: other.arm }, judgement };
}

function outcome(chance: number): PairOutcome {
  const { better, a } = preferenceOf(chance, chance);
  return {
    status: 'compared',
    better,
    a,
    flipped: false,
    method: 'probabilities',
    orders: [
      { first: 'a', a: chance, measure },
      { first: 'b', a: chance, measure },
    ],
  };
}

function debateEvents(trial: BoardTrial, plan: DebatePlan): DebateEvent[] {
  const seat = personSeat('1');
  const spoke: DebateEvent[] =
    trial.person === true && plan.arm === 'ensemble'
      ? [
          { type: 'person-joined', round: 1, seat, name: 'Bea' },
          { type: 'person-spoke', turn: { round: 1, seat }, text: 'Let me add something.' },
        ]
      : [];
  return [
    { type: 'debate-start', plan },
    ...spoke,
    { type: 'debate-end', status: plan.arm === trial.incomplete ? 'incomplete' : 'complete', reasons: [] },
  ];
}
