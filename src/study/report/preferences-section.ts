import { groupedBy } from '../../core/grouped-by.ts';
import { ARM_HEADINGS, capitalized } from '../../trial/arm-words.ts';
import type { Contributions, Preferences } from '../analysis/findings/wins.ts';
import type { StudyFindings } from '../analysis/findings.ts';
import type { StudyHead } from '../data/study-data.ts';
import { against, preferredWords } from './arms.ts';
import { type Block, heading, paragraph, type Section, soft, table } from './document.ts';
import { asCount, asPercent, estimateCells, estimateWords, figureWords } from './figure-words.ts';
import { peopleBlocks } from './people-blocks.ts';

/** Which answers and whose contributions are preferred: comparisons, people’s votes, Bradley-Terry, sides and seats. */
export function preferencesSection(findings: StudyFindings, head: StudyHead): Section {
  return {
    id: 'wins',
    title: 'Win rates, sides and seats',
    blocks: [
      heading('Answers side by side'),
      ...preferenceBlocks(findings, head),
      heading('What people prefer'),
      ...peopleBlocks(findings),
      heading('Strengths over all comparisons (Bradley-Terry)'),
      ...strengthBlocks(findings),
      heading('Whose contribution scores highest'),
      ...contributionBlocks(findings),
    ],
  };
}

function preferenceBlocks({ preferences }: StudyFindings, { judges }: StudyHead): Block[] {
  if (preferences.missing !== '') return [paragraph(preferences.missing)];
  const nameOf = (by: string): string =>
    (judges.length === 1 ? judges[0] : judges.find(({ judge }) => judge === by))?.model ?? 'The whole panel';
  return [
    soft(
      'Each judge reads two answers in both orders; where the orders do not prefer the same one, it is a tie. The share counts a tie half.',
    ),
    ...[...groupedBy(preferences.rows, ({ arms }) => against(arms))].flatMap(([what, rows]) =>
      preferenceTable(what, rows, nameOf),
    ),
  ];
}

/** @param rows of the same two arms */
function preferenceTable(what: string, rows: readonly Preferences[], nameOf: (by: string) => string): Block[] {
  const [first] = rows;
  if (first === undefined) return [];
  const [one, other] = [ARM_HEADINGS[first.arms.one], ARM_HEADINGS[first.arms.other]];
  return table(
    `${what}: whose answer the judges prefer`,
    [
      'Judge',
      `${capitalized(one)} preferred`,
      `${capitalized(other)} preferred`,
      'Ties (of them by the place)',
      'Unscored',
      `Share of the ${one}`,
      '95% interval',
      'n (scenarios)',
      'Conclusion',
    ],
    rows.map((row) => [
      nameOf(row.by),
      String(row.one),
      String(row.other),
      `${row.ties} (${row.flipped})`,
      String(row.unscored),
      ...estimateCells(row.share, asPercent),
      preferredWords(row.conclusion, row.arms),
    ]),
  );
}

function strengthBlocks({ strengths: { groups, missing } }: StudyFindings): Block[] {
  if (missing !== '') return [paragraph(missing)];
  return groups.flatMap((group, place) =>
    table(
      groups.length === 1
        ? 'Chance to be preferred to an average one'
        : `Chance to be preferred to an average one of these (group ${place + 1} of ${groups.length}; between groups nothing can be compared)`,
      ['Whose answer', 'Arm', 'Chance', '95% interval', 'n (scenarios)', 'Comparisons'],
      group.map(({ arm, name, chance, comparisons }) => [
        name,
        ARM_HEADINGS[arm],
        ...estimateCells(chance, asPercent),
        String(comparisons),
      ]),
    ),
  );
}

function contributionBlocks({ contributions: { arms, missing } }: StudyFindings): Block[] {
  if (missing !== '') return [paragraph(missing)];
  return [
    ...table(
      'Sides: whose mean contribution is higher, a tie counted half',
      [
        'Arm',
        'For the motion',
        'Against it',
        'Ties',
        'Share of the side for',
        '95% interval',
        'n (scenarios)',
        'Debates',
        'Unscored',
      ],
      arms.map(({ arm, sides, debates, unscored }) => [
        capitalized(ARM_HEADINGS[arm]),
        String(sides.for),
        String(sides.against),
        String(sides.ties),
        ...estimateCells(sides.share, asPercent),
        String(debates),
        String(unscored),
      ]),
    ),
    ...table(
      'Seats: how often the contribution of each place scores highest',
      ['Arm and place', 'Highest', 'Debates', 'Share', '95% interval', 'n (scenarios)', 'If it made no difference'],
      arms.flatMap(({ arm, seats }) =>
        seats.map(({ place, wins, debates, share, chance }) => [
          `${capitalized(ARM_HEADINGS[arm])}, seat ${place}`,
          asCount(wins),
          String(debates),
          ...estimateCells(share, asPercent),
          figureWords(chance, asPercent),
        ]),
      ),
    ),
    ...table(
      'Who speaks last',
      [
        'Arm',
        'Last speaker scores highest',
        'If it made no difference',
        'Side for spoke last',
        'Side against spoke last',
        'No side spoke last',
      ],
      arms.map(lastRow),
    ),
  ];
}

function lastRow({ arm, lastSpeaker, spokeLast }: Contributions): string[] {
  const { wins, debates, share, chance } = lastSpeaker;
  return [
    capitalized(ARM_HEADINGS[arm]),
    `${asCount(wins)} of ${debates}: ${estimateWords(share, asPercent)}`,
    figureWords(chance, asPercent),
    String(spokeLast.for),
    String(spokeLast.against),
    String(spokeLast.none),
  ];
}
