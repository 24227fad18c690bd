import { BURST, type Burst, findBursts } from '../community/bursts.ts';
import { DAY } from '../core/durations.ts';
import type { TrialView } from '../trial/view-trial.ts';

/** What operators are told of bursts on a ballot, one a line. For what they voted is said when the ballot is closed. */
export function burstLines({ votes, ballotClosed }: Pick<TrialView, 'votes' | 'ballotClosed'>): string[] {
  return findBursts(votes).map((burst) => {
    const what = ballotClosed ? `chose ${choiceWords(burst.choice)}` : 'chose the same';
    return `⚠️ ${burst.accounts} accounts younger than ${BURST.accountAge / DAY} days ${what} within ${secondsOf(burst)} s, from <t:${Math.floor(burst.from / 1000)}:T> on. All of it counts as the rules of the ballot say.`;
  });
}

function secondsOf({ from, to }: Burst): number {
  return Math.max(1, Math.ceil((to - from) / 1000));
}

function choiceWords(choice: Burst['choice']): string {
  switch (choice) {
    case 'tie':
      return '“equally good”';
    case 'all-bad':
      return '“all bad”';
    default:
      return `answer ${choice}`;
  }
}
