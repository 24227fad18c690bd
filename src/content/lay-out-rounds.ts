import { RoundsError } from './rounds-error.ts';
import type { Format, Round } from './schema.ts';

/** A round in its place: its number is in its heading. */
export type NumberedRound = Round & { number: number };

/**
 * The rounds of one debate, in order. More rounds than the format lists repeat the one marked `repeats`, in its place;
 * one fewer leaves it out. The other rounds are always held.
 * @param rounds how many; absent: as many as the format lists
 * @throws RoundsError when the format can't be held in so many
 */
export function layOutRounds(format: Format, rounds: number = format.rounds.length): NumberedRound[] {
  const { fewest, most } = roundsRange(format);
  if (!Number.isInteger(rounds) || rounds < fewest || rounds > most) {
    throw new RoundsError(format.name, rounds, fewest, most);
  }
  const repeats = rounds - format.rounds.filter((round) => !round.repeats).length;
  return format.rounds
    .flatMap((round) => (round.repeats ? Array.from({ length: repeats }, () => round) : [round]))
    .map((round, index) => ({
      ...round,
      number: index + 1,
      heading: round.heading.replaceAll('{n}', String(index + 1)),
    }));
}

/** How few and how many rounds a format can be held in. */
export function roundsRange(format: Format): { readonly fewest: number; readonly most: number } {
  const fixed = format.rounds.filter((round) => !round.repeats).length;
  const most = fixed === format.rounds.length ? fixed : format.maxRounds;
  return { fewest: Math.max(1, fixed), most };
}
