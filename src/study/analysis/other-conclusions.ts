import { counted } from '../../core/counted.ts';
import type { Arm } from '../../debate/plan.ts';
import { LEAST_CLUSTERS } from '../../statistics/clustered.ts';
import { capitalized } from '../../trial/arm-words.ts';
import type { Funnel } from './findings/counts.ts';
import type { ScoreDifference } from './findings/difference.ts';
import type { StudyFindings } from './findings.ts';
import { armWords, inSentence, intervalWords, percent, percents, points } from './words.ts';

type Conclusion = StudyFindings['conclusions'][number];

/** Whether the headline's verdict hangs on how it was had. */
export function sensitivityConclusion({
  headline,
  sensitivity,
}: Pick<StudyFindings, 'headline' | 'sensitivity'>): Conclusion {
  const about = 'sensitivity';
  if (headline.difference.conclusion.verdict === 'too-little-data')
    return { about, words: 'The headline has no verdict whose sensitivity could be checked.' };
  const not = sensitivity.filter(({ agrees }) => !agrees);
  const which = not.map(({ name, difference }) => `${inSentence(name)}: ${verdictWords(difference)}`);
  const words =
    not.length === 0
      ? `The headline’s verdict stays the same in all ${sensitivity.length} checks of its sensitivity.`
      : `The headline’s verdict is another one in ${not.length} of ${sensitivity.length} checks of its sensitivity (${which.join('; ')}).`;
  return { about, words };
}

function verdictWords({ arms, conclusion: { verdict } }: ScoreDifference): string {
  switch (verdict) {
    case 'one-higher':
      return `${armWords(arms.one)} higher`;
    case 'other-higher':
      return `${armWords(arms.other)} higher`;
    case 'no-difference-shown':
      return 'no difference shown';
    case 'too-little-data':
      return 'too little data';
  }
}

/** Which answers people prefer, by their votes alone: judges have a sentence of their own. */
export function peopleConclusions({ community: { rows, agreement } }: Pick<StudyFindings, 'community'>): Conclusion[] {
  return rows.flatMap(({ by, arms, conclusion }) => {
    const voted = agreement.find((one) => one.arms.one === arms.one && one.arms.other === arms.other);
    if (by !== 'people' || voted === undefined) return [];
    const words = `On the ${counted(voted.pairs, 'pair')} that people voted on: ${inSentence(conclusion.words)}`;
    return [{ about: 'people', words }];
  });
}

/** Below it, alpha is too low for even tentative conclusions (Krippendorff 2004, "Content analysis", section 11.4). */
const LEAST_ALPHA = 0.667;

export function agreementConclusion({ judging: { agreement } }: Pick<StudyFindings, 'judging'>): Conclusion {
  const about = 'agreement';
  const least = `${LEAST_ALPHA} is the least for tentative conclusions`;
  switch (agreement.status) {
    case 'undefined':
      return { about, words: `How well judges agree is not known: ${agreement.reason}.` };
    case 'no-interval':
      return {
        about,
        words: `How well judges agree cannot be told (${agreement.reason}; alpha ${points(agreement.value)}, ${least}).`,
      };
    case 'estimated': {
      const figures = `alpha ${points(agreement.value)}, ${intervalWords(agreement)}; ${least}`;
      if (agreement.high < LEAST_ALPHA)
        return { about, words: `The judges agree too little for their scores to be one measure (${figures}).` };
      if (agreement.low < LEAST_ALPHA)
        return { about, words: `Whether the judges agree enough to be read together is open (${figures}).` };
      return { about, words: `The judges agree well enough to be read together (${figures}).` };
    }
  }
}

/** Whether speaking last helped, arm by arm; none where contributions are not judged. */
export function lastSpeakerConclusions({ contributions }: Pick<StudyFindings, 'contributions'>): Conclusion[] {
  return contributions.arms.flatMap(({ arm, lastSpeaker: { share, chance } }) => {
    if (share.status !== 'estimated' || share.n < LEAST_CLUSTERS || chance.status === 'undefined') return [];
    const figures = `${percent(share.value)} of debates, ${percents(share)}; ${percent(chance.value)} would be chance`;
    const often = share.low > chance.value ? 'more often' : share.high < chance.value ? 'less often' : 'about as often';
    const words = `In ${DEBATES[arm]} who spoke last scored highest ${often} ${often === 'about as often' ? 'as' : 'than'} by chance (${figures}).`;
    return [{ about: 'last speaker', words }];
  });
}

const DEBATES = {
  ensemble: 'debates of the ensemble',
  baseline: 'debates of the single model',
  'self-consistency': 'drafts of the single model',
} as const satisfies Readonly<Record<Arm, string>>;

/** How much of what was asked of the models became turns and whole debates. @param withheld trials that are left out for as long as people vote on them */
export function validityConclusion({ arm, turns, debates }: Funnel, withheld = 0): Conclusion {
  const valid = turns.validAtFirst + turns.validAfterRetries;
  const words =
    turns.asked === 0
      ? `${capitalized(DEBATES[arm])}: none ${withheld === 0 ? 'has been run' : 'stands here yet'}.`
      : `${capitalized(DEBATES[arm])}: of ${counted(turns.asked, 'turn')} asked for, ${valid} (${percent(valid / turns.asked)}) are valid, ${turns.validAtFirst} (${percent(turns.validAtFirst / turns.asked)}) at the first attempt; of ${counted(debates.run, 'debate')}, ${debates.whole} ${debates.whole === 1 ? 'is' : 'are'} whole and ${debates.scored} ${debates.scored === 1 ? 'has' : 'have'} all scores.`;
  return { about: 'validity', words };
}
