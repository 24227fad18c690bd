import { UNKNOWN_FAMILY } from '../../content/family.ts';
import { wordsIn } from '../../core/words-in.ts';
import type { RecordedDebateEvent, TurnEnd } from '../../debate/events.ts';
import type { DebatePlan, Member } from '../../debate/plan.ts';
import { turnCount } from '../../debate/turns.ts';
import { viewDebate } from '../../debate/view.ts';
import { debatesOf, type TrialPlan } from '../../trial/plan.ts';
import type { TrialRecord } from '../../trial/trial-record.ts';
import { offView } from './off-view.ts';
import type { StudyHead } from './study-data.ts';
import type { DebateRow, SpeakerRow, TrialRows } from './study-rows.ts';

type Told = Pick<StudyHead, 'models'>;

/** The rows of a trial: of its debates that have ended, and of all that was judged. */
export function rowsOfTrial(record: TrialRecord, plan: TrialPlan, repetition: number, told: Told): TrialRows {
  const { trial } = plan;
  const { view } = record;
  const modelOf = (judge: string): string => plan.judges.find((seat) => seat.judge === judge)?.model ?? judge;
  const rows: TrialRows = {
    debates: debatesOf(plan).flatMap((debate) => {
      const events = record.debateEvents(debate.arm);
      const times = record.updates.flatMap((update) =>
        update.source === 'debate' && update.arm === debate.arm && update.at !== undefined ? [update.at] : [],
      );
      return debateRow(debate, events, { trial, repetition, times, told });
    }),
    scores: view.judgements.map(({ arm, judgement }) => ({ trial, arm, model: modelOf(judgement.judge), judgement })),
    pairs: view.pairs.map(({ arms, judgement }) => ({ trial, arms, model: modelOf(judgement.judge), judgement })),
  };
  return view.hidden ? offView(rows) : rows;
}

interface Place {
  readonly trial: TrialPlan['trial'];
  readonly repetition: number;
  /** When its events were stored, in milliseconds since the epoch. */
  readonly times: readonly number[];
  readonly told: Told;
}

function debateRow(plan: DebatePlan, events: readonly RecordedDebateEvent[], place: Place): DebateRow[] {
  const { trial, repetition, times, told } = place;
  const view = viewDebate(events);
  const { end } = view;
  // In a study nobody stops a debate by hand.
  if (end === undefined || end.status === 'stopped') return [];
  const speaker = ({ seat, name, persona, model, stance }: Member): SpeakerRow => ({
    seat,
    name,
    persona: persona?.id ?? null,
    model,
    family: told.models.find((one) => one.name === model)?.family ?? UNKNOWN_FAMILY,
    stance,
  });
  const { scenario } = plan;
  return [
    {
      debate: plan.debate,
      trial,
      arm: plan.arm,
      scenario: scenario.id,
      topic: scenario.topic,
      motion: scenario.motion,
      ensemble: plan.ensemble,
      format: plan.format.id,
      repetition,
      seed: plan.seed,
      status: end.status,
      reasons: end.reasons,
      members: plan.members.map(speaker),
      chair: speaker(plan.chair),
      turnsAsked: turnCount(plan),
      turns: view.turns.map(({ round, speaker: { seat }, text }) => ({ round, seat, text, words: wordsIn(text) })),
      attempts: events.flatMap((event, at) =>
        event.type === 'turn-end' ? [attemptRow(event, events.slice(0, at))] : [],
      ),
      cutOff: countType(events, 'turn-start') - countType(events, 'turn-end'),
      silent: view.silent.map(({ turn, reason }) => ({ ...turn, reason })),
      stances: view.stances.map(({ turn, stance, confidence, movedBy, because, call }) => ({
        ...turn,
        stance,
        confidence,
        movedBy,
        because,
        promptTokens: call.usage.promptTokens ?? null,
        completionTokens: call.usage.completionTokens ?? null,
        milliseconds: Math.max(0, call.milliseconds),
      })),
      stancesMissing: view.stancesMissing,
      answer: view.answer ?? null,
      startedAt: isoTime(times.at(0)),
      endedAt: isoTime(times.at(-1)),
    },
  ];
}

function attemptRow(event: TurnEnd, before: readonly RecordedDebateEvent[]): DebateRow['attempts'][number] {
  const { turn, attempt, outcome, finishReason, text, thinking, usage, milliseconds } = event;
  const start = before.findLast(
    (one) =>
      one.type === 'turn-start' &&
      one.attempt === attempt &&
      one.turn.round === turn.round &&
      one.turn.seat === turn.seat,
  );
  const { loadMilliseconds, promptMilliseconds, completionMilliseconds } = usage;
  const server = [loadMilliseconds, promptMilliseconds, completionMilliseconds].filter((time) => time !== undefined);
  return {
    ...turn,
    attempt,
    rejected: outcome.status === 'valid' ? null : outcome.reason,
    detail: outcome.status === 'valid' ? '' : outcome.detail,
    finishReason,
    text,
    words: wordsIn(text),
    thinkingWords: wordsIn(thinking),
    promptTokens: usage.promptTokens ?? null,
    completionTokens: usage.completionTokens ?? null,
    serverMilliseconds: server.length === 0 ? null : server.reduce((sum, time) => sum + time, 0),
    milliseconds: Math.max(0, milliseconds),
    seed: start?.type === 'turn-start' ? start.seed : null,
  };
}

function isoTime(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

function countType(events: readonly RecordedDebateEvent[], type: RecordedDebateEvent['type']): number {
  return events.filter((event) => event.type === type).length;
}
