import { LEAST_VOTES } from '../../community/tally.ts';
import { counted } from '../../core/counted.ts';
import { ARM_HEADINGS } from '../../trial/arm-words.ts';
import type { BesidePanel, PeopleRow, Sample } from '../analysis/findings/people.ts';
import type { StudyFindings } from '../analysis/findings.ts';
import { against, preferredWords, sameArms } from './arms.ts';
import { type Block, paragraph, soft, table } from './document.ts';
import { asPercent, estimateCells } from './figure-words.ts';

/** What came of people's vote, beside the judges on the same pairs, or why there is nothing of it. */
export function peopleBlocks({ community: { rows, agreement, sample, missing } }: StudyFindings): Block[] {
  return [
    ...(missing === '' ? [soft(agreement.length > 1 ? `${HOW} ${HOW_OF_THREE}` : HOW)] : [paragraph(missing)]),
    ...agreement.flatMap((beside) => contrastBlocks(beside, rows, agreement.length > 1)),
    ...(sample === null ? [] : [paragraph(sampleWords(sample))]),
  ];
}

const HOW =
  'People read the same answers without knowing whose they are, and without the debates in sight. The first row has the votes that the ballots’ rules leave in, the second one all of people; who found all answers bad is in no share. People’s votes and judges’ verdicts are not merged: no figure is made of both.';
const HOW_OF_THREE =
  'Three answers stand on a ballot: a vote for the third one is in neither count, and a tie is one of all three.';

/** The words for whose preferences a row has. */
export const PEOPLE_ROWS = {
  people: 'People',
  'people-unfiltered': 'People, nobody left out',
  panel: 'The judges',
} as const satisfies Readonly<Record<PeopleRow['by'], string>>;

/** @param named whether the arms have to be said, since there are others */
function contrastBlocks(beside: BesidePanel, all: readonly PeopleRow[], named: boolean): Block[] {
  const { arms, pairs } = beside;
  const [one, other] = [ARM_HEADINGS[arms.one], ARM_HEADINGS[arms.other]];
  const rows = all.filter((row) => sameArms(row.arms, arms));
  return [
    ...table(
      `${named ? `${against(arms)}: people` : 'People'} beside the judges, on the ${counted(pairs, 'pair')} that people voted on`,
      [
        'Who',
        `For the ${one}`,
        `For the ${other}`,
        'Ties',
        'All bad',
        'Votes, or verdicts',
        'Pairs in the share',
        `Share of the ${one}`,
        '95% interval',
        'n (scenarios)',
        'Conclusion',
      ],
      rows.map((row) => [
        PEOPLE_ROWS[row.by],
        String(row.one),
        String(row.other),
        String(row.ties),
        row.by === 'panel' ? 'not asked' : String(row.allBad),
        row.by === 'panel' ? counted(row.pairs, 'verdict') : counted(row.votes, 'vote'),
        String(row.pairs),
        ...estimateCells(row.share, asPercent),
        preferredWords(row.conclusion, arms),
      ]),
    ),
    paragraph(besideWords(beside)),
  ];
}

/** Pair by pair, how people and the panel stand to each other. */
function besideWords({ pairs, same, different, noPreference, tooFewVotes, noVerdict }: BesidePanel): string {
  return `Of ${counted(pairs, 'pair')}, people and the judges prefer the same answer in ${same} and different ones in ${different}; in ${noPreference} one of them, or both, prefer neither. ${tooFewVotes} had fewer than ${LEAST_VOTES} votes for one answer or the other (by the ballots’ rules), and ${noVerdict} no verdict of the judges.`;
}

/** How far the vote is. */
function sampleWords({ sampled, closed, open, toCome, withoutVote, withheld }: Sample): string {
  const left =
    withheld === 0
      ? ''
      : ` ${counted(withheld, 'trial')} ${withheld === 1 ? 'is' : 'are'} left out of all figures until people’s vote on ${withheld === 1 ? 'it' : 'them'} is over.`;
  return `The sample has ${counted(sampled, 'trial')}, drawn by the study’s seed: the ballots of ${closed} have closed, people vote on ${open} now, ${toCome} are to come, and on ${withoutVote} nobody can vote, since an answer is missing or the ballot was broken off or never held.${left}`;
}
