import type { LeftOut, LeftOutCount } from '../community/left-out.ts';
import type { Tally } from '../community/tally.ts';
import type { VotingRules } from '../community/voting-rules.ts';
import { ROLE_WORDS } from '../core/acting-role.ts';
import { counted } from '../core/counted.ts';
import { DAY } from '../core/durations.ts';
import type { Closing } from './result.ts';
import { describeCount, describeShare } from './result-words.ts';

const LIST = new Intl.ListFormat('en-GB');

/** Whom the filtered count leaves out, said before anybody votes. */
export function describeRules(rules: VotingRules): string {
  const who = [
    ...(rules.accountAge > 0 ? [`accounts younger than ${ageOf(rules)}`] : []),
    'whoever joined the server after the ballot opened',
    ...(rules.roles.length > 0 ? ['whoever has none of the roles that are set for voters'] : []),
    ...(rules.starterCounts ? [] : ['whoever started the debate']),
  ];
  return `All votes are counted; beside that, a filtered count leaves out ${LIST.format(who)}.`;
}

/** How a ballot came to its close, where that was not at its first deadline. */
export function describeClosing({ extension, closedBy }: Closing): string[] {
  return [
    ...(extension === null ? [] : [`Extended once, since it had ${votesOf(extension)}.`]),
    ...(closedBy === null ? [] : [`Closed by hand before its deadline, by ${ROLE_WORDS[closedBy]}.`]),
  ];
}

/** So many of the votes that a ballot should have. */
export function votesOf({ voters, quorum }: { readonly voters: number; readonly quorum: number }): string {
  return `${voters} of the ${counted(quorum, 'vote')} that it should have`;
}

/** The filtered count of people's votes, and how many it leaves out for which reason. */
export function describeFiltered({ filtered, leftOut }: Tally, rules: VotingRules): string[] {
  return filteredLines([describeCount(filtered)], leftOut, rules);
}

/** Of all who voted, those who voted as blind as can be told, by either sign of it. */
export function describeBlind({ unwatched, unsure }: Tally): string[] {
  return [
    `not seen in the thread before: ${describeShare(unwatched)}`,
    `wrong or unsure which answer the ensemble wrote: ${describeShare(unsure)}`,
  ];
}

const NOBODY_LEFT_OUT = 'The same: nobody was left out.';

/** A filtered count beside a raw one: its lines, and whom it leaves out, where there is anybody. */
export function filteredLines(
  lines: readonly string[],
  leftOut: readonly LeftOutCount[],
  rules: VotingRules,
): string[] {
  return leftOut.length === 0 ? [NOBODY_LEFT_OUT] : [...lines, describeLeftOut(leftOut, rules)];
}

/** How many of those who took part a filtered count leaves out, for which reason. */
function describeLeftOut(leftOut: readonly LeftOutCount[], rules: VotingRules): string {
  return `Left out: ${leftOut.map(({ reason, voters }) => `${voters} ${WHY[reason](rules)}`).join(', ')}`;
}

const WHY: Readonly<Record<LeftOut, (rules: VotingRules) => string>> = {
  program: () => 'by programs',
  'young-account': (rules) => `by accounts younger than ${ageOf(rules)}`,
  'joined-later': () => 'by people who joined later',
  'without-role': () => 'without a voters’ role',
  starter: () => 'by the starter',
};

function ageOf({ accountAge }: VotingRules): string {
  return counted(Math.round(accountAge / DAY), 'day');
}
