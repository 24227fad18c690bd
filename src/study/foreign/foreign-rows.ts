import { familyOf, UNKNOWN_FAMILY } from '../../content/family.ts';
import type { Families } from '../../content/schema.ts';
import type { DebateId, TrialId } from '../../core/ids.ts';
import { wordsIn } from '../../core/words-in.ts';
import { rejectionSchema } from '../../debate/events.ts';
import { type Seat, seatSchema } from '../../debate/plan.ts';
import { splitThinking } from '../../debate/split-thinking.ts';
import { speakerKey } from '../../foreign/blind-debate.ts';
import type { CheckedTurn, TurnFault } from '../../foreign/fitness.ts';
import type { DebateRow, SpeakerRow } from '../data/study-rows.ts';
import type { PlacedDebate } from './pair-up.ts';

/** Of what a debate of others is a row. */
export interface ForeignRowOf {
  readonly debate: DebateId;
  readonly trial: TrialId;
  readonly placed: PlacedDebate;
  readonly scenario: string;
  readonly ensemble: string;
  readonly repetition: number;
}

/** What files do not tell here: the category of a topic, and the format. */
export const UNTOLD_CATEGORY = 'no category told';
export const FOREIGN_FORMAT = 'foreign';

/** A debate of others as a row of a study. What its file does not tell is null; its turns have one attempt each, valid or not. */
export function foreignRow(of: ForeignRowOf, families: Families): DebateRow {
  const { placed, debate, trial, scenario, ensemble, repetition } = of;
  const { checked, topic, arm } = placed;
  const turns = turnsIn(checked.turns, families);
  const { debate: source, answer, fault } = checked;
  const status = placed.whole ? 'complete' : fault === undefined ? 'incomplete' : 'failed';
  return {
    debate,
    trial,
    arm,
    scenario,
    topic: UNTOLD_CATEGORY,
    motion: topic,
    ensemble,
    format: FOREIGN_FORMAT,
    repetition,
    seed: null,
    status,
    reasons: [
      ...(fault === undefined ? [] : [`Not fit to be judged: ${FAULT_WORDS[fault]}.`]),
      ...(source.unreadable === 0 ? [] : [`Turns that could not be read: ${source.unreadable}.`]),
      ...(source.broken ? ['The file says that it did not come to its end with all of its turns.'] : []),
    ],
    members: turns.members,
    chair: turns.chair,
    turnsAsked: checked.turns.length + source.unreadable,
    turns: turns.all.flatMap(({ round, seat, checked: { text, fault: wrong, part } }) =>
      wrong === undefined && part.kind !== 'above' ? [{ round, seat, text, words: wordsIn(text) }] : [],
    ),
    attempts: turns.all.map(({ round, seat, checked: { turn, text, fault: wrong, detail } }) => ({
      round,
      seat,
      attempt: 1,
      rejected: wrong === undefined ? null : rejectionOf(wrong),
      detail,
      finishReason: null,
      text,
      words: wordsIn(text),
      thinkingWords: wordsIn(splitThinking(turn.text).thinking),
      promptTokens: null,
      completionTokens: null,
      serverMilliseconds: null,
      milliseconds: null,
      seed: null,
    })),
    cutOff: 0,
    silent: turns.all.flatMap(({ round, seat, checked: { fault: wrong } }) =>
      wrong === undefined ? [] : [{ round, seat, reason: rejectionOf(wrong) }],
    ),
    stances: [],
    stancesMissing: 0,
    answer: answer?.answer ?? null,
    startedAt: null,
    endedAt: null,
  };
}

const FAULT_WORDS = {
  'no-topic': 'nobody says what is debated',
  'no-valid-turn': 'no side has a valid turn',
  'one-side': 'only one side has a valid turn',
} as const;

/** What only files of others hold is what a model's server failed with. */
function rejectionOf(fault: TurnFault): DebateRow['silent'][number]['reason'] {
  const known = rejectionSchema.safeParse(fault);
  return known.success ? known.data : 'model-failed';
}

interface Seated {
  readonly seat: Seat;
  readonly round: number;
  readonly checked: CheckedTurn;
}

/** Who speaks in a debate, each turn with its seat. Whoever stands above it (a judge) is the chair: their words are a verdict, and no turn of a member. */
function turnsIn(
  turns: readonly CheckedTurn[],
  families: Families,
): { readonly members: SpeakerRow[]; readonly chair: SpeakerRow | null; readonly all: readonly Seated[] } {
  const members = new Map<string, SpeakerRow>();
  const above = turns.filter(({ part }) => part.kind === 'above');
  const chairSeat = seatSchema.parse('chair');
  const spoken = new Map<string, number>();
  const all = turns.map((checked): Seated => {
    const isAbove = checked.part.kind === 'above';
    const key = isAbove ? 'chair' : speakerKey(checked);
    const round = Math.max(1, Math.floor(checked.turn.round ?? (spoken.get(key) ?? 0) + 1));
    spoken.set(key, round);
    if (isAbove) return { seat: chairSeat, round, checked };
    const known = members.get(key);
    if (known !== undefined) return { seat: known.seat, round, checked };
    const own = turns.filter((other) => other.part.kind !== 'above' && speakerKey(other) === key);
    const seat = seatSchema.parse(`speaker-${members.size + 1}`);
    members.set(key, speakerRow(seat, own, families));
    return { seat, round, checked };
  });
  return {
    members: [...members.values()],
    chair: above.length === 0 ? null : speakerRow(chairSeat, above, families),
    all,
  };
}

/** @param own all of their turns, at least one */
function speakerRow(seat: Seat, own: readonly CheckedTurn[], families: Families): SpeakerRow {
  const models = new Set(own.map(({ turn }) => turn.model));
  const [model = null] = models.size === 1 ? models : [];
  const [side] = own.map(({ part }) => (part.kind === 'side' ? part.side : ''));
  return {
    seat,
    name: [...new Set(own.map(({ turn }) => turn.role))].join(', '),
    persona: null,
    model,
    family: model === null ? UNKNOWN_FAMILY : familyOf(model, UNKNOWN_FAMILY, families),
    stance: side === 'for' || side === 'against' ? side : 'none',
  };
}
