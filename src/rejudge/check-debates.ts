import { canonicalHash } from '../core/hash.ts';
import { type DebateId, debateIdSchema } from '../core/ids.ts';
import { blindDebate, speakerKey } from '../foreign/blind-debate.ts';
import { type CheckedDebate, checkFitness } from '../foreign/fitness.ts';
import type { ForeignDebate, ForeignDebates } from '../foreign/foreign-debate.ts';
import type { FitDebate } from './judge-debates.ts';
import type { CheckedRecord, DebateRecord, FitnessCounts } from './records.ts';

/** What a file holds, before any judge is asked. */
export interface CheckedDebates {
  readonly fit: readonly FitDebate[];
  readonly checked: CheckedRecord;
  /** One for each debate, in order. */
  readonly records: readonly DebateRecord[];
}

/** Checks every debate of a file, and blinds those that are fit to be judged. */
export function checkDebates({ debates, wrong }: ForeignDebates): CheckedDebates {
  const ids = idsOf(debates);
  const all = debates.map((debate, place) => {
    const checked = checkFitness(debate);
    const blind = blindDebate(checked);
    const id = ids[place] ?? debateId(debate, place);
    return { id, checked, blind };
  });
  const records = all.map(({ id, checked, blind }): DebateRecord => {
    const { debate, turns, fault } = checked;
    return {
      type: 'debate',
      debate: id,
      place: debate.place,
      topic: debate.topic,
      ensemble: debate.ensemble,
      fault: fault ?? null,
      turns: turns.map((turn) => ({
        place: turn.turn.place,
        role: turn.turn.role,
        model: turn.turn.model,
        speaker: turn.fault === undefined ? (blind.labels.get(speakerKey(turn)) ?? null) : null,
        fault: turn.fault ?? null,
        detail: turn.detail,
      })),
      masked: blind.masked,
    };
  });
  const fit = all.flatMap(({ id, checked, blind: { transcript } }) => {
    const { debate, fault } = checked;
    if (fault !== undefined || debate.topic === null) return [];
    return [{ id, debate, topic: debate.topic, transcript, whole: isWhole(checked) }];
  });
  const counts = countFitness(
    all.map(({ checked }) => checked),
    records,
  );
  return { fit, checked: { type: 'checked', counts, wrong: [...wrong] }, records };
}

function countFitness(debates: readonly CheckedDebate[], records: readonly DebateRecord[]): FitnessCounts {
  const counts = {
    debates: debates.length,
    fit: 0,
    whole: 0,
    unfit: {} as FitnessCounts['unfit'],
    turns: 0,
    valid: 0,
    invalid: {} as FitnessCounts['invalid'],
    masked: records.reduce((sum, { fault, masked }) => sum + (fault === null ? masked : 0), 0),
  };
  for (const checked of debates) {
    const { debate, turns, fault } = checked;
    const invalid = [
      ...turns.flatMap((turn) => (turn.fault === undefined ? [] : [turn.fault])),
      ...Array.from({ length: debate.unreadable }, () => 'unreadable' as const),
    ];
    counts.turns += turns.length + debate.unreadable;
    counts.valid += turns.length + debate.unreadable - invalid.length;
    for (const reason of invalid) counts.invalid[reason] = (counts.invalid[reason] ?? 0) + 1;
    if (fault !== undefined) counts.unfit[fault] = (counts.unfit[fault] ?? 0) + 1;
    else {
      counts.fit += 1;
      if (isWhole(checked)) counts.whole += 1;
    }
  }
  return counts;
}

function isWhole({ debate, turns }: CheckedDebate): boolean {
  return !debate.broken && debate.unreadable === 0 && turns.every(({ fault }) => fault === undefined);
}

/** Ids by what is said, so that they stay when a file grows; the same debate twice has two. */
function idsOf(debates: readonly ForeignDebate[]): DebateId[] {
  const seen = new Map<string, number>();
  return debates.map((debate) => {
    const first = debateId(debate, 0);
    const before = seen.get(first) ?? 0;
    seen.set(first, before + 1);
    return before === 0 ? first : debateId(debate, before);
  });
}

function debateId({ topic, turns }: ForeignDebate, before: number): DebateId {
  const said = turns.map(({ role, model, text }) => [role, model, text]);
  return debateIdSchema.parse(`d-${canonicalHash([topic, said, before]).slice(0, 16)}`);
}
