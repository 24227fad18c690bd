import { asShift } from '../../audit/estimate-words.ts';
import { ARM_HEADINGS, capitalized } from '../../trial/arm-words.ts';
import type { Funnel } from '../analysis/findings/counts.ts';
import type { StudyFindings } from '../analysis/findings.ts';
import { bar, heading, paragraph, type Section, soft, table, type Words } from './document.ts';
import { asNumber, asPercent, estimateWords, grouped, shareWords } from './figure-words.ts';

/** From turns asked to debates scored, and what was lost on the way. */
export function validitySection({ funnel, rejections, stances, judging }: StudyFindings): Section {
  const columns = (first: string): string[] => [first, ...funnel.map(({ arm }) => capitalized(ARM_HEADINGS[arm]))];
  const reasons = [
    ...new Map(rejections.flatMap((one) => one.reasons.map(({ reason, name }) => [reason, name] as const))),
  ];
  const unscored = judging.judges.flatMap((judge) => judge.reasons.map((reason) => ({ judge, ...reason })));
  return {
    id: 'validity',
    title: 'From turns asked to debates scored',
    blocks: [
      ...table(
        'The validity funnel; a bar is the share of what stands in its first row',
        columns('Step'),
        STEPS.map(({ name, count, of }) => [name, ...funnel.map((arm): Words => stepWords(count(arm), of(arm)))]),
      ),
      ...table('Shares, with 95% intervals over scenarios', columns('Share'), [
        [
          'Turns valid at the first attempt',
          ...funnel.map(({ shares }) => estimateWords(shares.validAtFirst, asPercent)),
        ],
        ['Turns valid in the end', ...funnel.map(({ shares }) => estimateWords(shares.valid, asPercent))],
        ['Debates with all their turns', ...funnel.map(({ shares }) => estimateWords(shares.whole, asPercent))],
        ['Debates scored on all criteria', ...funnel.map(({ shares }) => estimateWords(shares.scored, asPercent))],
        ['Scores that could not be had', ...funnel.map(({ unscored: share }) => shareWords(share))],
      ]),
      heading('Rejected attempts'),
      ...(reasons.length === 0 ? [paragraph('No attempt was rejected.')] : []),
      ...table(
        'Why attempts at turns were rejected; shares of all attempts',
        ['Reason', ...rejections.map(({ arm }) => capitalized(ARM_HEADINGS[arm]))],
        [
          ['All rejected', ...rejections.map(({ rejected }) => shareWords(rejected))],
          ['Attempts after a first', ...rejections.map(({ retries, attempts }) => `${retries} of ${attempts}`)],
          ...reasons.map(([reason, name]) => [
            name,
            ...rejections.map((one) => {
              const found = one.reasons.find((other) => other.reason === reason);
              return found === undefined ? 'none' : shareWords(found.rejected);
            }),
          ]),
        ],
      ),
      heading('Unscored'),
      ...(unscored.length === 0 ? [paragraph('Every score that was asked for could be had.')] : []),
      ...table(
        'Why scores could not be had; shares of all scores that a judge was asked for',
        ['Judge', 'Reason', 'Unscored'],
        unscored.map(({ judge, name, unscored: share }) => [judge.model, name, shareWords(share)]),
      ),
      heading('Changes of stance'),
      soft(
        'By the members’ own words after their turns, from −3 (strongly against) to +3 (strongly for); nobody has checked them.',
      ),
      ...table(
        'Members who moved',
        [
          'Arm',
          'Moved',
          'How far',
          'Towards the motion',
          'Stated',
          'Could not be had',
          'Changes',
          'Nearer to the others, further, neither',
          'Moved by own side, other side, no side, nobody',
        ],
        stances.map((one) => [
          capitalized(ARM_HEADINGS[one.arm]),
          shareWords(one.moved),
          estimateWords(one.distance, asNumber),
          estimateWords(one.drift, asShift),
          String(one.stated),
          String(one.missing),
          String(one.changes),
          `${one.towards.others}, ${one.towards.awayFromOthers}, ${one.towards.neither}`,
          `${one.movedBy.ownSide}, ${one.movedBy.otherSide}, ${one.movedBy.noSide}, ${one.movedBy.nobody}`,
        ]),
      ),
    ],
  };
}

interface Step {
  readonly name: string;
  readonly count: (funnel: Funnel) => number;
  readonly of: (funnel: Funnel) => number;
}

const STEPS: readonly Step[] = [
  { name: 'Turns asked', count: ({ turns }) => turns.asked, of: ({ turns }) => turns.asked },
  { name: 'valid at the first attempt', count: ({ turns }) => turns.validAtFirst, of: ({ turns }) => turns.asked },
  {
    name: 'valid after another attempt',
    count: ({ turns }) => turns.validAfterRetries,
    of: ({ turns }) => turns.asked,
  },
  { name: 'silent: no attempt was valid', count: ({ turns }) => turns.silent, of: ({ turns }) => turns.asked },
  {
    name: 'never reached: the debate failed before',
    count: ({ turns }) => turns.notReached,
    of: ({ turns }) => turns.asked,
  },
  { name: 'Debates planned', count: ({ debates }) => debates.planned, of: ({ debates }) => debates.planned },
  { name: 'run', count: ({ debates }) => debates.run, of: ({ debates }) => debates.planned },
  { name: 'whole: all turns valid', count: ({ debates }) => debates.whole, of: ({ debates }) => debates.planned },
  { name: 'with an answer', count: ({ debates }) => debates.answered, of: ({ debates }) => debates.planned },
  { name: 'scored on all criteria', count: ({ debates }) => debates.scored, of: ({ debates }) => debates.planned },
];

function stepWords(count: number, of: number): Words {
  if (of === 0) return grouped(count);
  const words = count === of ? grouped(count) : `${grouped(count)} (${asPercent(count / of)})`;
  return bar(words, count / of);
}
