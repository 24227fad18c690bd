import type { ScoreDifference, ScoreTable } from './findings/difference.ts';
import type { StudyFindings } from './findings.ts';
import {
  agreementConclusion,
  lastSpeakerConclusions,
  peopleConclusions,
  sensitivityConclusion,
  validityConclusion,
} from './other-conclusions.ts';
import { armWords, inSentence, listed, PANEL } from './words.ts';

type Conclusions = StudyFindings['conclusions'];
type Seen = Omit<StudyFindings, 'study' | 'caveats' | 'conclusions'>;

/** What follows from the figures, sentence by sentence. */
export function conclusionsOf(seen: Seen): Conclusions {
  const { headline, scores, preferences, community, tokenMatched, lengthAdjusted, funnel } = seen;
  return [
    { about: 'headline', words: headline.difference.conclusion.words },
    ...scores.flatMap((table) => tableConclusions(table, headline.difference)),
    ...preferences.rows.flatMap(({ by, conclusion }) =>
      by === PANEL ? [{ about: 'preferences', words: conclusion.words }] : [],
    ),
    ...peopleConclusions(seen),
    {
      about: 'tokens',
      words: `Among pairs that wrote about as many tokens: ${inSentence(tokenMatched.difference.conclusion.words)}`,
    },
    { about: 'length', words: lengthAdjusted.conclusion.words },
    ...lastSpeakerConclusions(seen),
    ...funnel.map((arm) => validityConclusion(arm, community.sample?.withheld)),
    sensitivityConclusion(seen),
    agreementConclusion(seen),
  ];
}

function tableConclusions({ arms, of, scores }: ScoreTable, headline: ScoreDifference): Conclusions {
  const [overall] = scores;
  const criteria = scores.filter(({ score }) => score.kind === 'criterion');
  const named = (verdict: ScoreDifference['conclusion']['verdict']): string[] =>
    criteria.filter(({ conclusion }) => conclusion.verdict === verdict).map(({ score }) => score.name);
  const [one, other, none, little] = (
    ['one-higher', 'other-higher', 'no-difference-shown', 'too-little-data'] as const
  ).map(named);
  const parts = [
    part(one, `${armWords(arms.one)} scores higher on`),
    part(other, `${armWords(arms.other)} scores higher on`),
    part(none, 'no difference is shown on'),
    part(little, 'there is too little data on'),
  ].filter((words) => words !== '');
  const isHeadline = headline.of === of && headline.score.id === 'overall' && headline.arms.other === arms.other;
  return [
    ...(overall === undefined || isHeadline ? [] : [{ about: `${of} overall`, words: overall.conclusion.words }]),
    {
      about: `${of} criteria`,
      words: `Of the ${criteria.length} criteria, read of the ${of} with Holm’s correction, ${armWords(arms.one)} against ${armWords(arms.other)}: ${parts.join('; ')}.`,
    },
  ];
}

function part(names: readonly string[] | undefined, before: string): string {
  return names === undefined || names.length === 0
    ? ''
    : `${before} ${listed(names.map((name) => name.toLowerCase()))}`;
}
