import type { Letter } from '../community/ballot.ts';
import type { Count } from '../community/tally.ts';
import { LEAST_VOTES } from '../community/tally.ts';
import { counted } from '../core/counted.ts';
import type { DebatePlan } from '../debate/plan.ts';
import { ARM_WORDS } from './arm-words.ts';
import { asTold, byLetters } from './author-words.ts';
import type { Comparison, TrialResult } from './result.ts';

/** A group's votes in one line, for people; scripted voters get that word from whoever shows it. */
export function describeCount({ voters, answers, ties, allBad, ensembleShare }: Count): string {
  if (voters === 0) return 'no votes';
  const counts = [
    ...forAnswers(answers),
    `${ties} equally good`,
    `${allBad} ${answers.length === 2 ? 'both' : 'all'} bad`,
  ].join(', ');
  return ensembleShare === null
    ? `${counts} (${NOT_ENOUGH})`
    : `${counts}; ${shareWords(ensembleShare, answers.length)}`;
}

/** The same in short: how many, and the ensemble's share. */
export function describeShare({ voters, answers, ensembleShare }: Count): string {
  if (voters === 0) return 'no votes';
  return `${counted(voters, 'vote')}, ${ensembleShare === null ? NOT_ENOUGH : shareWords(ensembleShare, answers.length)}`;
}

const NOT_ENOUGH = `not enough votes: ${LEAST_VOTES} for an answer are needed`;

function shareWords({ share, low, high }: NonNullable<Count['ensembleShare']>, answers: number): string {
  const percent = (part: number): string => `${Math.round(part * 100)}%`;
  const chance = answers > 2 ? `; ${percent(1 / answers)} would be chance` : '';
  return `the ensemble’s share ${percent(share)} (95% interval ${percent(low)} to ${percent(high)}${chance})`;
}

function forAnswers(answers: Count['answers']): string[] {
  const letters = byLetters(answers);
  return asTold(answers).map((answer) => {
    const who = letters || 'member' in answer ? answer.letter : ARM_WORDS[answer.arm];
    return `${answer.votes} for ${who}`;
  });
}

/** Who wrote which of the answers on the ballot, one line an answer, in the order in which answers are told. @param code marks the name of a model */
export function describeWriters(
  { ensemble, baselines, members }: TrialResult,
  code: (name: string) => string = (name) => name,
): string[] {
  const line = (letter: Letter | undefined, who: string): string =>
    letter === undefined ? `Not on the ballot: ${who}.` : `Answer ${letter}: ${who}.`;
  const written = [
    ...[ensemble, ...baselines].map(({ arm, debate, letter }) => {
      if (arm === 'ensemble') return line(letter, `${ARM_WORDS[arm]}, on ${modelsOf(debate, code)}`);
      const model = code(debate.chair.model);
      return line(
        letter,
        arm === 'self-consistency' ? `a draft of the single model ${model}` : `${ARM_WORDS[arm]} ${model}`,
      );
    }),
    ...members.map(({ member: { name, model }, letter }) => line(letter, `${name}’s own, on ${code(model)}`)),
  ];
  // Looked up by their letters where there are many; “Not on the ballot” comes after “Answer”.
  return members.length === 0 ? written : written.toSorted();
}

/** The models of an ensemble, each once; the turns of the transcript say who was on which. */
function modelsOf({ members, chair }: DebatePlan, code: (name: string) => string): string {
  return [...new Set([...members, chair].map(({ model }) => model))].map(code).join(', ');
}

/** What a single trial's two signals say together; where the filtered count says something else, that too. */
export function describeComparison({ plan, comparison, filteredComparison }: TrialResult): string {
  const by = plan.judged.includes('answer') ? 'answers' : 'debates';
  const words = comparisonWords(comparison, by);
  return comparison === filteredComparison
    ? words
    : `${words} By the filtered count: ${comparisonWords(filteredComparison, by)}`;
}

/** @param by what the judge scored overall that is set beside the votes */
function comparisonWords(comparison: Comparison, by: 'answers' | 'debates'): string {
  switch (comparison) {
    case 'same':
      return `Judge (by its scores of the ${by}) and people preferred the same answer.`;
    case 'different':
      return `Judge (by its scores of the ${by}) and people preferred different answers.`;
    case 'no preference':
      return 'Several answers share the first place, by the judge’s scores or by people’s votes, so their preferences cannot be compared.';
    case 'not enough votes':
      return 'Not enough votes by people to set beside the judge’s scores.';
    case 'unscored':
      return 'Not all scores could be had, so there is nothing to set beside the votes.';
  }
}

/** How many did something, programs called scripted. */
export function describeVoters(people: number, scripted: number): string {
  const who = [
    ...(people === 0 ? [] : [people === 1 ? 'one person' : `${people} people`]),
    ...(scripted === 0 ? [] : [scripted === 1 ? 'one scripted voter' : `${scripted} scripted voters`]),
  ];
  return who.length === 0 ? 'nobody' : who.join(', ');
}
