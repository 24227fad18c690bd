import type { ForeignDebate } from '../../foreign/foreign-debate.ts';
import type { DebateRow } from '../data/study-rows.ts';

/** What the file does not tell of its debates, for people: what no file is asked for here, and what this one lacks. */
export function unknownOf(debates: readonly ForeignDebate[], rows: readonly DebateRow[]): string[] {
  const turns = debates.flatMap((debate) => debate.turns);
  const lacking = (what: string, count: number): string[] => {
    if (count === 0) return [];
    return [count === turns.length ? what : `${what} of ${count} of ${turns.length} turns`];
  };
  return [
    'seeds',
    'prompts and sampling',
    'tokens and time',
    'retries (each turn counts as a first attempt)',
    'stances',
    ...lacking('the model', turns.filter(({ model }) => model === null).length),
    ...lacking('why the model stopped', turns.filter(({ finishReason }) => finishReason === null).length),
    ...lacking('the round', turns.filter(({ round }) => round === null).length),
    ...(rows.every(({ answer }) => answer === null) ? ['an answer'] : []),
  ];
}
