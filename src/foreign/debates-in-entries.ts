import {
  type DebateFields,
  isFields,
  looksLikeDebate,
  looksLikeTurn,
  readDebate,
  readTurn,
  type TurnFields,
} from './entry-fields.ts';
import type { ForeignDebate, ForeignDebates, ForeignTurn, WrongEntry } from './foreign-debate.ts';
import type { JsonEntry } from './json-entries.ts';

/** An entry, and what the file calls the group that it stands in. */
interface GroupedEntry extends JsonEntry {
  readonly group: string | null;
}

/** Groups stand in the file's object, or one level deeper: by condition, then by model or ensemble. */
const DEEPEST_GROUP = 2;

/**
 * The debates of a file's entries. An entry is a debate (a topic and a list of arguments), a turn (of the debate that it names, or of the
 * one with its topic and condition), or an object of groups of debates, as the paper's repository has them. What is neither is named and passed over.
 */
export function debatesInEntries(given: readonly JsonEntry[]): ForeignDebates {
  const debates: ForeignDebate[] = [];
  const wrong: WrongEntry[] = [];
  const byTurns = new Map<
    string,
    { readonly place: string; readonly turns: ForeignTurn[]; topic: string | null; condition: string | null }
  >();
  for (const { place, value, group } of given.flatMap(ungrouped)) {
    const refuse = (problem: string, where = place): void => void wrong.push({ place: where, problem });
    if (looksLikeDebate(value)) {
      const read = readDebate(value);
      if (read.ok) debates.push(debateOf(read.value, place, group, refuse));
      else refuse(read.problem);
    } else if (looksLikeTurn(value)) {
      const read = readTurn(value);
      if (!read.ok) {
        refuse(read.problem);
        continue;
      }
      const { topic, debate, condition = null } = read.value;
      const key = JSON.stringify(debate ?? [topic, condition]);
      const begun = byTurns.get(key) ?? { place, turns: [], topic: null, condition: null };
      begun.topic ??= tidyTopic(topic);
      begun.condition ??= condition;
      begun.turns.push(turnOf(read.value, place));
      byTurns.set(key, begun);
    } else {
      refuse('expected a debate (topic, and a list called arguments or turns) or a turn (role and text)');
    }
  }
  const gathered = [...byTurns.values()].map((begun) => ({
    ...begun,
    ensemble: null,
    unreadable: 0,
    broken: false,
    answer: undefined,
  }));
  return { debates: [...debates, ...gathered], wrong };
}

function debateOf(
  { topic, ensemble, condition, answer, turns: entries }: DebateFields,
  place: string,
  group: string | null,
  refuse: (problem: string, where: string) => void,
): ForeignDebate {
  const turns: ForeignTurn[] = [];
  for (const [number, value] of entries.entries()) {
    const where = `${place}, turn ${number + 1}`;
    const read = readTurn(value);
    if (read.ok) turns.push(turnOf(read.value, where));
    else refuse(read.problem, where);
  }
  return {
    place,
    topic: tidyTopic(topic),
    ensemble: ensemble ?? group,
    turns,
    unreadable: entries.length - turns.length,
    broken: false,
    condition: condition ?? null,
    answer: answer ?? undefined,
  };
}

function turnOf({ role, text, model, round, finishReason }: TurnFields, place: string): ForeignTurn {
  return { place, role, text, model: model ?? null, round: round ?? null, finishReason: finishReason ?? null };
}

function tidyTopic(topic: string | null | undefined): string | null {
  const tidied = topic?.trim().replace(/\s+/g, ' ') ?? '';
  return tidied === '' ? null : tidied;
}

/** The debates of an object of groups; anything else as it stands. */
export function ungrouped({ place, value }: JsonEntry): readonly GroupedEntry[] {
  const inGroups = isFields(value) && !looksLikeDebate(value) ? groupsIn(value, null, [], DEEPEST_GROUP) : [];
  return inGroups.length > 0 ? inGroups : [{ place, value, group: null }];
}

function groupsIn(value: unknown, group: string | null, path: readonly string[], deeper: number): GroupedEntry[] {
  if (Array.isArray(value)) {
    if (!value.some(looksLikeDebate)) return [];
    return value.map((entry: unknown, number) => ({
      place: [...path, `entry ${number + 1}`].join(', '),
      value: entry,
      group,
    }));
  }
  if (!isFields(value) || deeper === 0) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    // The outermost names are those of a file's parts (`debates`, `ensemble_results`), not of who debated.
    groupsIn(inner, path.length === 0 ? null : name, [...path, name], deeper - 1),
  );
}
