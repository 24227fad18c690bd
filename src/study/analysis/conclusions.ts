import type { ScoreDifference, ScoreTable } from './findings/difference.ts';
import type { StudyFindings } from './findings.ts';
import { armWords, listed, PANEL, points } from './words.ts';

type Conclusions = StudyFindings['conclusions'];
type Seen = Pick<
  StudyFindings,
  'headline' | 'scores' | 'preferences' | 'lengthAdjusted' | 'tokenMatched' | 'sensitivity' | 'judging' | 'counts'
>;

/** Below it, alpha is too low for even tentative conclusions (Krippendorff 2004, "Content analysis", section 11.4). */
const LEAST_ALPHA = 0.667;

/** What follows from the figures, sentence by sentence. */
export function conclusionsOf(seen: Seen): Conclusions {
  const { headline, scores, preferences, tokenMatched, lengthAdjusted } = seen;
  return [
    { about: 'headline', words: headline.difference.conclusion.words },
    ...scores.flatMap((table) => tableConclusions(table, headline.difference)),
    ...preferences.rows.flatMap(({ by, conclusion }) =>
      by === PANEL ? [{ about: 'preferences', words: conclusion.words }] : [],
    ),
    {
      about: 'tokens',
      words: `Among pairs that wrote about as many tokens: ${inSentence(tokenMatched.difference.conclusion.words)}`,
    },
    { about: 'length', words: lengthAdjusted.conclusion.words },
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
      words: `Of the ${criteria.length} criteria, read of the ${of} with Holm’s correction, ${parts.join('; ')}.`,
    },
  ];
}

function part(names: readonly string[] | undefined, before: string): string {
  return names === undefined || names.length === 0
    ? ''
    : `${before} ${listed(names.map((name) => name.toLowerCase()))}`;
}

function sensitivityConclusion({ sensitivity }: Seen): Conclusions[number] {
  const not = sensitivity.filter(({ agrees }) => !agrees);
  const which = not.map(({ name, difference }) => `${inSentence(name)}: ${verdictWords(difference)}`);
  const words =
    not.length === 0
      ? `The headline’s verdict stays the same in all ${sensitivity.length} checks of its sensitivity.`
      : `The headline’s verdict is another one in ${not.length} of ${sensitivity.length} checks of its sensitivity (${which.join('; ')}).`;
  return { about: 'sensitivity', words };
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

function agreementConclusion({ judging: { agreement } }: Seen): Conclusions[number] {
  if (agreement.status === 'undefined')
    return { about: 'agreement', words: `How well judges agree is not known: ${agreement.reason}.` };
  const alpha = `alpha ${points(agreement.value)}`;
  return {
    about: 'agreement',
    words:
      agreement.value < LEAST_ALPHA
        ? `The judges agree too little for their scores to be one measure (${alpha}; ${LEAST_ALPHA} is the least for tentative conclusions).`
        : `The judges agree well enough to be read together (${alpha}).`,
  };
}

function inSentence(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
