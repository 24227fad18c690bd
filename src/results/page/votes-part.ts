import { html } from 'hono/html';
import { type Count, LEAST_VOTES } from '../../community/tally.ts';
import type { ReactionMeanings } from '../../content/schema.ts';
import type { Html } from '../../pages/html.ts';
import { type Table, table } from '../../pages/table.ts';
import { ANSWER_WORDS, capitalized } from '../../trial/arm-words.ts';
import { asTold, byLetters, nameOfAnswer } from '../../trial/author-words.ts';
import { meaningsOn } from '../../trial/mark-meanings.ts';
import { describeCounts } from '../../trial/mark-words.ts';
import { votingRulesOf } from '../../trial/plan.ts';
import { describeFilteredRatings, describeRatings, hasRated, NOBODY_RATED } from '../../trial/rating-words.ts';
import type { TrialResult } from '../../trial/result.ts';
import { describeScale, scaleTitle } from '../../trial/scale-words.ts';
import { describeFilteredSwing, describeSwing, hasAnswered } from '../../trial/swing-words.ts';
import { describeClosing, describeFiltered } from '../../trial/voting-words.ts';
import { describeWipes } from '../../trial/wipe-words.ts';
import { named } from './said.ts';

type Community = NonNullable<TrialResult['community']>;

/** What people chose and gave: votes in both counts, ratings, where they stood before and after, and what has to be known of their reactions. */
export function votesPart(result: TrialResult, meanings: ReactionMeanings): Html {
  const { community, swing, plan, marks } = result;
  const ofMarks = describeCounts([...marks.turns, ...marks.answers].flatMap((target) => target.marks));
  return html`<section aria-labelledby="votes">
<h2 id="votes">Votes and ratings</h2>
${
  community === null
    ? html`<p>No ballot was closed.</p>`
    : html`${votesTable(community)}
${lines(describeClosing(community.closing))}
${community.tally.people.voters === 0 ? '' : lines(describeFiltered(community.tally, votingRulesOf(plan)).map((line) => `Filtered count: ${line}`))}
<h3>Ratings by people</h3>
${lines(hasRated(result, 'people') ? describeRatings(result, 'people') : [capitalized(`${NOBODY_RATED}.`)])}
${lines(describeFilteredRatings(result).map((line) => `Filtered count: ${line}`))}
${hasRated(result, 'scripted') ? html`<h3>Ratings by scripted voters (programs, drawn at random)</h3>${lines(describeRatings(result, 'scripted'))}` : ''}
${community.scaled === null ? '' : html`<h3>${scaleTitle(community.scaled)}</h3>${lines(describeScale(community.scaled))}`}`
}
${
  swing === null
    ? ''
    : html`<h3>The audience’s swing</h3>${lines(describeSwing(swing.people))}
${lines(describeFilteredSwing(swing, votingRulesOf(plan)).map((line) => `Filtered count: ${line}`))}
${hasAnswered(swing.scripted) ? html`<h3>The swing of scripted voters (programs, drawn at random)</h3>${lines(describeSwing(swing.scripted))}` : ''}`
}
<h3>Reactions</h3>
<p>They stand under each turn and each answer. They are public, so that they are counted apart from votes.</p>
${lines([...ofMarks, ...describeWipes(result, meaningsOn('answer', plan, meanings))])}
</section>
`;
}

function votesTable({ tally }: Community): Html {
  const answers = asTold(tally.people.answers);
  const row = (name: string, count: Count): string[] => [
    name,
    ...answers.map(({ letter }) => String(count.answers.find((answer) => answer.letter === letter)?.votes ?? 0)),
    String(count.ties),
    String(count.allBad),
    shareWords(count),
  ];
  const voted: Table = {
    caption: `Votes for the ${answers.length === 2 ? 'better' : 'best'} answer`,
    columns: [
      'Whose votes',
      ...answers.map((answer) =>
        'arm' in answer && !byLetters(answers) ? capitalized(ANSWER_WORDS[answer.arm]) : nameOfAnswer(answer, answers),
      ),
      'Equally good',
      answers.length === 2 ? 'Both bad' : 'All bad',
      'The ensemble’s share',
    ],
    rows: [
      row('People, all votes', tally.people),
      row('People, filtered count', tally.filtered),
      row('People who were not seen in the thread before', tally.unwatched),
      row('People who were wrong or unsure which answer the ensemble wrote', tally.unsure),
      ...(tally.scripted.voters > 0 ? [row('Scripted voters (programs, drawn at random)', tally.scripted)] : []),
    ],
  };
  return table(byLetters(answers) ? turned(voted) : voted);
}

/** Rows as columns: many answers make a long table then, not one that is wider than a page. */
function turned({ caption, columns, rows }: Table): Table {
  const [, ...names] = columns;
  return {
    caption,
    columns: ['Vote', ...rows.map(([name]) => String(name))],
    rows: names.map((name, place) => [name, ...rows.map((row) => row[place + 1] ?? '')]),
  };
}

function shareWords({ ensembleShare }: Count): string {
  if (ensembleShare === null) return `not enough votes (${LEAST_VOTES} for an answer are needed)`;
  const percent = (share: number): string => `${Math.round(share * 100)}%`;
  const { share, low, high } = ensembleShare;
  return `${percent(share)} (95% interval ${percent(low)} to ${percent(high)})`;
}

function lines(some: readonly string[]): Html | string {
  return some.length === 0 ? '' : html`<ul>${some.map((line) => html`<li>${named(line)}</li>`)}</ul>`;
}
