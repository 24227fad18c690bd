import { scenarioOfMotion } from '../content/own-question.ts';
import { type BlindSpeaker, blindDebate, speakerKey } from '../foreign/blind-debate.ts';
import { checkFitness } from '../foreign/fitness.ts';
import type { ForeignDebate, ForeignDebates } from '../foreign/foreign-debate.ts';
import type { PanelDebate } from '../judge/panel-task.ts';
import { countFitness, isWhole } from './count-fitness.ts';
import { debateIds } from './debate-ids.ts';
import type { CheckedRecord, DebateRecord } from './records.ts';

/** A debate that is fit to be judged. */
export interface FitDebate extends Omit<PanelDebate, 'objects'> {
  /** As the file has it. */
  readonly source: ForeignDebate;
  readonly speakers: readonly BlindSpeaker[];
  /** All of its turns are valid, as far as the file tells. What is not whole is never averaged in as if it were. */
  readonly whole: boolean;
}

/** What a file holds, before any judge is asked. */
export interface CheckedDebates {
  readonly fit: readonly FitDebate[];
  readonly checked: CheckedRecord;
  /** One for each debate, in order. */
  readonly records: readonly DebateRecord[];
}

/** Checks every debate of a file, and blinds those that are fit to be judged. */
export function checkDebates({ debates, wrong }: ForeignDebates): CheckedDebates {
  const ids = debateIds(debates);
  const all = debates.flatMap((debate, place) => {
    const id = ids[place];
    const checked = checkFitness(debate);
    return id === undefined ? [] : [{ id, checked, blind: blindDebate(checked) }];
  });
  const records = all.map(({ id, checked, blind }): DebateRecord => {
    const { debate, turns, answer, fault } = checked;
    const labels = new Map(blind.speakers.map(({ key, label }) => [key, label]));
    return {
      type: 'debate',
      debate: id,
      place: debate.place,
      topic: debate.topic,
      ensemble: debate.ensemble,
      condition: debate.condition,
      fault: fault ?? null,
      turns: turns.map((turn) => ({
        place: turn.turn.place,
        role: turn.turn.role,
        model: turn.turn.model,
        speaker: turn.fault === undefined ? (labels.get(speakerKey(turn)) ?? null) : null,
        fault: turn.fault ?? null,
        detail: turn.detail,
      })),
      answer: answer === undefined ? null : { fault: answer.fault ?? null, detail: answer.detail },
      masked: blind.masked,
    };
  });
  const fit = all.flatMap(({ id, checked, blind: { transcript, speakers } }): FitDebate[] => {
    const { debate, fault } = checked;
    if (fault !== undefined || debate.topic === null) return [];
    const scenario = scenarioOfMotion(debate.topic);
    return [{ debate: id, source: debate, scenario, transcript, speakers, whole: isWhole(checked) }];
  });
  const masked = records.reduce((sum, record) => sum + (record.fault === null ? record.masked : 0), 0);
  const counts = countFitness(
    all.map(({ checked }) => checked),
    masked,
  );
  return { fit, checked: { type: 'checked', counts, wrong: [...wrong] }, records };
}
