import type { APIEmbed } from 'discord.js';
import { asShift } from '../../audit/estimate-words.ts';
import { counted } from '../../core/counted.ts';
import type { StudyFindings } from '../../study/analysis/findings.ts';
import {
  against,
  besideHeadline,
  OBJECT_WORDS,
  preferredWords,
  sameArms,
  scoreWords,
  verdictWords,
} from '../../study/report/arms.ts';
import { asPercent, estimateWords } from '../../study/report/figure-words.ts';
import { CAVEATS_TITLES, caveatsOf, sizeWords } from '../../study/report/opening.ts';
import { PEOPLE_ROWS } from '../../study/report/people-blocks.ts';
import { ARM_HEADINGS } from '../../trial/arm-words.ts';
import { COLORS } from '../cards/colors.ts';
import { lineFields } from '../cards/line-fields.ts';
import { ownFooter } from '../cards/own-footer.ts';
import { LIMITS } from '../limits.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';

/** Of a caveat, of all caveats of a weight, of the criteria and of people's votes, so that all of it fits into one card. */
const ROOM = { caveat: 300, caveats: 1200, scores: 1500, people: 600 };
/** Of the hash of a plan. */
const HASH_SHOWN = 12;

/** What came of a study, whole or so far: what has to be known first, the plan's first question, and the criteria; the rest is in its files. */
export function studyCard(findings: StudyFindings): APIEmbed {
  const { study, headline, counts } = findings;
  const { arms, of, conclusion } = headline.difference;
  const title = `${study.title}${counts.whole ? '' : ' (not whole yet)'}`;
  const isGrave = findings.caveats.some(({ weight }) => weight === 'grave');
  return {
    color: isGrave ? COLORS.trouble : COLORS.result,
    title: shorten(safeText(`Study: ${title}`), LIMITS.embedTitle),
    description: [
      ...caveatLines(findings, 'grave'),
      ...caveatLines(findings, 'caution'),
      `**${safeText(conclusion.words)}**`,
      safeText(sizeWords(findings)),
    ].join('\n'),
    fields: [
      ...lineFields(
        `${against(arms)}, ${OBJECT_WORDS[of]}: differences in points`,
        besideHeadline(findings).map(
          ({ score, difference, conclusion: own }) =>
            `**${safeText(scoreWords(score))}**: ${estimateWords(difference, asShift)}: ${verdictWords(own, arms)}`,
        ),
        ROOM.scores,
      ),
      ...lineFields('People', peopleLines(findings), ROOM.people),
    ],
    footer: ownFooter(
      `Plan ${study.planHash.slice(0, HASH_SHOWN)} · in brackets: 95% intervals; n counts scenarios · every figure and every debate: the files`,
    ),
  };
}

/** People's share and the judges' on the same pairs, one below the other; none where nobody voted. */
function peopleLines({ community: { rows, agreement } }: StudyFindings): string[] {
  return agreement.flatMap(({ arms, pairs }) => [
    `${against(arms)}, on the ${counted(pairs, 'pair')} that people voted on: share of the ${ARM_HEADINGS[arms.one]}’s answer`,
    ...rows
      .filter((row) => sameArms(row.arms, arms) && row.by !== 'people-unfiltered')
      .map(
        ({ by, share, conclusion }) =>
          `**${PEOPLE_ROWS[by]}**: ${estimateWords(share, asPercent)}: ${preferredWords(conclusion, arms)}`,
      ),
  ]);
}

function caveatLines(findings: StudyFindings, weight: 'grave' | 'caution'): string[] {
  const words = caveatsOf(findings, weight);
  if (words.length === 0) return [];
  const lines = words.map((one) => `- ${shorten(safeText(one), ROOM.caveat)}`);
  return [`**${CAVEATS_TITLES[weight]}**`, shorten(lines.join('\n'), ROOM.caveats)];
}
