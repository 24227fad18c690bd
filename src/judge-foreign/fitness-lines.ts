import type { DebateFault, TurnFault } from '../foreign/fitness.ts';
import { tableLines } from '../terminal/table-lines.ts';
import type { CheckedRecord, DebateRecord } from './records.ts';

/** Why turns are none, for people. */
export const TURN_WORDS = {
  'thinking-never-closed': 'only a block of thinking that is never closed',
  'empty-after-thinking': 'only thinking',
  empty: 'empty',
  'cut-by-length': 'cut in the middle',
  'error-text': "a program's error message",
  unreadable: 'not a turn (see below)',
} as const satisfies Readonly<Record<TurnFault, string>>;

const DEBATE_WORDS = {
  'no-valid-turn': 'no side has a valid turn',
  'one-side': 'only one side has a valid turn',
  'no-topic': 'nobody says what is debated (--topic names it)',
} as const satisfies Readonly<Record<DebateFault, string>>;

/** More of a list are counted; all stand in the results. */
const MOST_LISTED = 10;

/** What a file holds, as a table and a list of what is wrong in it. */
export function fitnessLines({ counts, wrong }: CheckedRecord): string[] {
  const { debates, fit, whole, unfit, turns, valid, invalid, masked } = counts;
  const missing = fit - whole;
  return [
    ...tableLines(
      [
        ['', 'debates', 'turns'],
        ['in the file', String(debates), String(turns)],
        ['fit to be judged, valid', String(fit), String(valid)],
        ...(missing === 0 ? [] : [['  of these not whole: turns are missing', String(missing), '']]),
        ...rows(invalid, TURN_WORDS).map(([words, count]) => [`not valid: ${words}`, '', count]),
        ...rows(unfit, DEBATE_WORDS).map(([words, count]) => [`not fit: ${words}`, count, '']),
      ],
      'right',
    ),
    ...(masked === 0
      ? []
      : ['', `Names of models and roles that the words themselves mention are replaced for the judges: ${masked}.`]),
    ...(wrong.length === 0
      ? []
      : ['', `Passed over, ${wrong.length === 1 ? 'one entry' : `${wrong.length} entries`}:`]),
    ...listed(wrong.map(({ place, problem }) => `${place}: ${problem}`)),
  ];
}

/** Which debates are not fit, and what was found of their turns. */
export function unfitLines(records: readonly DebateRecord[]): string[] {
  const unfit = records.flatMap(({ place, fault, turns }) => {
    if (fault === null) return [];
    const faults = turns.flatMap((turn) => (turn.fault === null ? [] : [`${turn.role} ${TURN_WORDS[turn.fault]}`]));
    return [`${place}: ${DEBATE_WORDS[fault]}${faults.length === 0 ? '' : ` (${[...new Set(faults)].join(', ')})`}`];
  });
  return unfit.length === 0 ? [] : ['Not fit to be judged:', ...listed(unfit)];
}

function listed(items: readonly string[]): string[] {
  const more = items.length - MOST_LISTED;
  return [...items.slice(0, MOST_LISTED).map((item) => `- ${item}`), ...(more > 0 ? [`- and ${more} more`] : [])];
}

function rows<Key extends string>(
  counts: Readonly<Partial<Record<Key, number>>>,
  words: Readonly<Record<Key, string>>,
): [string, string][] {
  // The keys are those of the words, which name every fault.
  return (Object.keys(words) as Key[]).flatMap((key) => {
    const count = counts[key] ?? 0;
    return count === 0 ? [] : [[words[key], String(count)]];
  });
}
