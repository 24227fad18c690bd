import { NO_AUDIENCE } from './audience.ts';
import { DebateFailed } from './debate-failed.ts';
import {
  type Answer,
  type DebateEvent,
  type MemberAnswerEvent,
  memberAnswerEventSchema,
  type RecordedDebateEvent,
  type Rejection,
} from './events.ts';
import { DebateHistory } from './history.ts';
import { merge } from './merge.ts';
import { readAnswerText } from './parse-answer.ts';
import type { DebatePlan, Member } from './plan.ts';
import type { DebateDeps, Running } from './running.ts';
import { takeTurn } from './take-turn.ts';
import { memberAnswerTask } from './turn-prompt.ts';
import { memberAnswerTurn, sameTurn } from './turns.ts';

const RECORDED: ReadonlySet<DebateEvent['type']> = new Set(
  memberAnswerEventSchema.options.map(({ shape }) => shape.type.value),
);

/**
 * Has each member write an answer of its own when the debate has its answer: after the same words as the chair, seeing neither its answer nor
 * another member's, and valid by the same rules. These calls are beside the debate: no other arm matches them. After a crash it is called with
 * what was stored and goes on with the next missing attempt; it ends early when the signal is aborted. A member whose model cannot be had is
 * silent, as one whose attempts were all rejected.
 * @param stored the debate's events, and those that this yielded before
 * @throws what is not expected of a model
 */
export async function* askMembers(
  plan: DebatePlan,
  deps: Omit<DebateDeps, 'audience'>,
  stored: { readonly debate: readonly RecordedDebateEvent[]; readonly answers: readonly MemberAnswerEvent[] },
  signal: AbortSignal,
): AsyncGenerator<MemberAnswerEvent> {
  const history = new DebateHistory([...stored.debate, ...stored.answers]);
  const running: Running = { plan, deps: { ...deps, audience: NO_AUDIENCE }, history };
  const failing = new AbortController();
  const either = AbortSignal.any([signal, failing.signal]);
  const due = memberAnswersOf(plan, stored.answers).flatMap(({ member, answer, silent }) =>
    answer === undefined && silent === undefined ? [member] : [],
  );
  const turns = due.map((member, place) => () => {
    const next = due[place + 1];
    if (next !== undefined && next.model !== member.model) deps.preload(next.model);
    return askMember(running, member, either);
  });
  try {
    for await (const event of merge(turns, deps.atOnce)) if (isOfMemberAnswer(event)) yield event;
  } catch (error) {
    // Ends the calls that run beside the one that threw.
    failing.abort();
    if (!signal.aborted) throw error;
  }
}

async function* askMember(running: Running, member: Member, signal: AbortSignal): AsyncGenerator<DebateEvent> {
  if (signal.aborted) return;
  const { plan, history } = running;
  const turn = memberAnswerTurn(plan, member);
  const task = memberAnswerTask(plan, member, history.view.questions);
  try {
    yield* takeTurn(running, { turn, task, kind: 'answer' }, signal);
  } catch (error) {
    if (!(error instanceof DebateFailed)) throw error;
    yield history.note({ type: 'member-silent', turn, reason: 'model-failed' });
  }
}

function isOfMemberAnswer(event: DebateEvent): event is MemberAnswerEvent {
  return RECORDED.has(event.type);
}

/** What became of one member's own answer: neither an answer nor a reason as long as it is not done. */
export interface MemberAnswer {
  readonly member: Member;
  readonly answer: Answer | undefined;
  /** Why the last attempt was no answer, where all were none. */
  readonly silent: Rejection | undefined;
}

/** One for each member, in the order of their seats. @param events what was recorded of their own answers */
export function memberAnswersOf(plan: DebatePlan, events: readonly MemberAnswerEvent[]): readonly MemberAnswer[] {
  return plan.members.map((member) => {
    const own = events.filter(({ turn }) => sameTurn(turn, memberAnswerTurn(plan, member)));
    const valid = own.find((event) => event.type === 'turn-end' && event.outcome.status === 'valid');
    const silent = own.find((event) => event.type === 'member-silent');
    return {
      member,
      answer: valid?.type === 'turn-end' ? readAnswerText(valid.text) : undefined,
      silent: silent?.type === 'member-silent' ? silent.reason : undefined,
    };
  });
}
