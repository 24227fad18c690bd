import { type Author, isSameAuthor } from '../community/author.ts';
import {
  type BoardBallot,
  everyTwo,
  type Meeting,
  meetingByScores,
  meetingsByVotes,
  type Signals,
} from '../community/leaderboard/board-ballot.ts';
import { type Entry, keyOf } from '../community/leaderboard/entry.ts';
import type { Count } from '../community/tally.ts';
import { isOwnId } from '../content/own-id.ts';
import type { Member, Seat } from '../debate/plan.ts';
import { summarizeScores } from '../judge/summary.ts';
import { judgedAs } from './ballot-answers.ts';
import type { TrialPlan } from './plan.ts';
import type { TrialView } from './view-trial.ts';

/** A member's own answer counts for the model that wrote it, and for the persona that it played. */
interface Written {
  readonly model: Entry;
  readonly persona: Entry;
}

/** Whom a member's own answer counts for. A member of an ensemble always has a persona. */
export function writtenBy({ persona, model, seat }: Member, { origin }: Pick<TrialPlan, 'origin'>): Written {
  const id = persona?.id ?? seat;
  return {
    model: { kind: 'model', model, by: 'member' },
    persona: { kind: 'persona', id, owner: isOwnId(id) ? (origin?.guildId ?? null) : null },
  };
}

/** Another answer that members' own are compared with: a single model's. */
export interface Opponent {
  readonly author: Author;
  readonly entry: Entry;
}

interface Answer {
  /** As the model's work, and as the persona's where it is a member's. */
  readonly model: string;
  readonly persona: string | undefined;
  readonly votes: number;
  /** The panel's overall score, of the answer alone. */
  readonly score: number | null;
}

/**
 * What the members' own answers on a closed ballot came to, against each other and against the single model's.
 * @param members who count
 * @returns with how many comparisons lack a score, where the panel read answers alone
 */
export function ownMeetings(
  view: TrialView,
  plan: TrialPlan,
  { answers, ties }: Pick<Count, 'answers' | 'ties'>,
  { members, singles }: { readonly members: ReadonlyMap<Seat, Written>; readonly singles: readonly Opponent[] },
): { readonly own: BoardBallot['own']; readonly unscored: number } {
  if (members.size === 0) return { own: null, unscored: 0 };
  const answerOf = (author: Author, model: Entry, persona?: Entry): Answer => ({
    model: keyOf(model),
    persona: persona && keyOf(persona),
    votes: answers.find((answer) => isSameAuthor(answer, author))?.votes ?? 0,
    score: scoreOf(view, plan, author),
  });
  const own = [...members].map(([seat, { model, persona }]) => answerOf({ member: seat }, model, persona));
  const others = singles.map(({ author, entry }) => answerOf(author, entry));
  const ofMembers = everyTwo(own);
  const withSingles = own.flatMap((one) => others.map((other) => [one, other] as const));
  const pairs = [...ofMembers, ...withSingles];
  const unscored = pairs.filter(([one, other]) => one.score === null || other.score === null).length;
  return {
    own: {
      models: signalsOf(
        pairs.filter(([one, other]) => one.model !== other.model),
        ({ model }) => model,
        ties,
      ),
      personas: signalsOf(ofMembers, ({ persona = '' }) => persona, ties),
    },
    unscored: plan.judged.includes('answer') ? unscored : 0,
  };
}

type Pair = readonly [Answer, Answer];

function signalsOf(pairs: readonly Pair[], keyFor: (answer: Answer) => string, ties: number): Signals {
  const keyed = (answer: Answer) => ({ key: keyFor(answer), votes: answer.votes, score: answer.score });
  const all = pairs.map(([one, other]) => [keyed(one), keyed(other)] as const);
  return {
    votes: meetingsByVotes(all, ties),
    judges: all.flatMap(([one, other]): Meeting[] =>
      one.score === null || other.score === null
        ? []
        : [meetingByScores({ key: one.key, score: one.score }, { key: other.key, score: other.score })],
    ),
  };
}

/** The whole panel's, overall; null where answers were not read alone, or a part of it is missing. */
function scoreOf({ judgements }: TrialView, plan: TrialPlan, author: Author): number | null {
  const { arm, object } = judgedAs(plan, author);
  const own = judgements.flatMap((entry) => (entry.arm === arm ? [entry.judgement] : []));
  return summarizeScores(own, plan.rubric, plan.judges.length, object).overall;
}
