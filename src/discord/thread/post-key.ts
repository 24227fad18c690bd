import type { Letter } from '../../community/ballot.ts';
import type { PositionTime } from '../../community/position.ts';
import { type TurnKey, turnKeySchema } from '../../debate/events.ts';
import type { Arm } from '../../debate/plan.ts';

/** The keys of what is posted of a debate: each stands once in its thread. They are stored, so they stay as they are. */
export const POST = {
  intro: 'intro',
  status: 'status',
  round: (round: number) => `round/${round}`,
  answerHeading: 'round/answer',
  /** @param id of a question of the audience, unique in the debate */
  question: (id: string) => `question/${id}`,
  /** A person took it. */
  seat: (seat: TurnKey['seat']) => `seat/${seat}`,
  /** @param part 0 and up: a long turn stands in several messages */
  turn: (turn: TurnKey, part: number) => `${turnName(turn)}/${part}`,
  /** Asks people where they stand. */
  position: (time: PositionTime) => `position/${time}`,
  debateEnd: 'debate-end',
  answer: (letter: Letter) => `answer/${letter}`,
  ballot: 'ballot',
  reminder: 'ballot/reminder',
  extension: 'ballot/extension',
  /** A moderator removed reactions of a meaning, or all, from a turn or an answer. @param from the name of that */
  wipe: (from: string, meaning: string | null) => `wipe/${from}/${meaning ?? 'all'}`,
  scores: (arm: Arm) => `scores/${arm}`,
  result: 'result',
  unreadable: 'unreadable',
} as const;

/** The keys of what is settled: done once and for all, though it is no single post. Stored as well. */
export const SETTLED = {
  /** All of a turn's words, in however many messages, stand as they should. */
  turn: turnName,
  /** A trouble was told in the channel. @param hash of its words */
  told: (hash: string) => `told/${hash}`,
  /** The study's thread tells of it. */
  announced: 'announced',
  /** The words were taken off view; what is posted later is posted without them. */
  offView: 'off-view',
} as const;

/** The turn of which a post is a part; undefined for the posts that are no turn's. */
export function turnPartOf(key: string): { readonly turn: TurnKey; readonly part: number } | undefined {
  const [, round, seat, part] = /^turn\/(\d+)\/([^/]+)\/(\d+)$/.exec(key) ?? [];
  const turn = turnKeySchema.safeParse({ round: Number(round), seat });
  return turn.success ? { turn: turn.data, part: Number(part) } : undefined;
}

/** Whether people can react to a post, and warn of it: it is part of a turn (a person's too), or an answer. */
export function takesReactions(key: string): boolean {
  return /^(?:turn|answer)\//.test(key);
}

/** Whether a post holds words of models or people. (The result does too, and is shown again without them.) */
export function holdsWords(key: string): boolean {
  return takesReactions(key) || /^(?:scores|question|seat)\//.test(key) || key === POST.intro || key === POST.debateEnd;
}

/** One name for all parts of a turn. */
export function turnName({ round, seat }: TurnKey): string {
  return `turn/${round}/${seat}`;
}
