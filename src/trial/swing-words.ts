import type { AudienceSwing, Sides, Swing } from '../community/swing.ts';
import { LEAST_VOTES } from '../community/tally.ts';
import type { VotingRules } from '../community/voting-rules.ts';
import { signed } from './stance-words.ts';
import { filteredLines } from './voting-words.ts';

/** What is said of an audience before and after a debate, one fact a line; scripted voters get that word from whoever shows it. */
export function describeSwing({ answered, before, after, moved, meanChange, won }: Swing): string[] {
  const apart = describeApart(answered);
  if (answered.both === 0) return ['Nobody said where they stand both before and after.', ...apart];
  const towards = `${moved.for} towards the motion, ${moved.against} away from it, ${moved.undecided} not at all`;
  const change =
    meanChange === null
      ? `Not enough votes: ${LEAST_VOTES} who say so both before and after are needed`
      : `Mean change ${signed(Number(meanChange.toFixed(2)))} on the scale from −3 to +3 (n = ${answered.both})`;
  return [
    `Before: ${describeSides(before)}`,
    `After: ${describeSides(after)}`,
    `Moved: ${towards}`,
    change,
    ...(won === null ? [] : [WON[won]]),
    ...apart,
  ];
}

/** The filtered count of a swing. Nothing where nobody answered both times. */
export function describeFilteredSwing(
  { people, filtered, leftOut, unknown }: AudienceSwing,
  rules: VotingRules,
): string[] {
  if (people.answered.both === 0) return [];
  return [
    ...filteredLines(describeSwing(filtered), leftOut, rules),
    ...(unknown === 0 ? [] : [`Of ${unknown} of them nothing is known, so they stand in both counts.`]),
  ];
}

/** Whether there is anything to say of an audience. */
export function hasAnswered({ answered }: Swing): boolean {
  return answered.before + answered.after > 0;
}

const WON: Readonly<Record<NonNullable<Swing['won']>, string>> = {
  for: 'The side for the motion gained more, so it won the audience.',
  against: 'The side against the motion gained more, so it won the audience.',
  tie: 'Neither side gained more than the other.',
};

function describeSides({ for: pro, undecided, against }: Sides): string {
  return `${pro} for, ${undecided} undecided, ${against} against`;
}

/** Who answered but once can't have moved. */
function describeApart({ before, after, both }: Swing['answered']): string[] {
  const only = [
    ...(before > both ? [`${before - both} only before`] : []),
    ...(after > both ? [`${after - both} only after`] : []),
  ];
  return only.length === 0 ? [] : [`Counted apart: ${only.join(', ')}`];
}
