import { html } from 'hono/html';
import { type JudgedObject, objectKey } from '../../judge/judged-object.ts';
import { objectOf, type Score } from '../../judge/score.ts';
import { bothViews } from '../../judge/score-words.ts';
import { summarizeScores } from '../../judge/summary.ts';
import type { Html } from '../../pages/html.ts';
import { table } from '../../pages/table.ts';
import { named } from '../../results/page/said.ts';
import { scoreCells } from '../../results/page/score-cells.ts';
import type { StudyHead } from '../data/study-data.ts';
import type { ScoreRow } from '../data/study-rows.ts';

/** What each judge gave one debate: a table for the whole of it, for its answer alone and for each contribution that was scored. */
export function debateScores(rows: readonly ScoreRow[], head: Pick<StudyHead, 'rubric' | 'judges'>): Html {
  const objects = new Map(rows.map(({ judgement }) => [objectKey(objectOf(judgement)), objectOf(judgement)]));
  return html`<h4>Scores</h4>
${objects.size === 0 ? html`<p>Not judged.</p>` : [...objects.values()].map((object) => objectTable(object, rows, head))}`;
}

function objectTable(
  object: JudgedObject,
  rows: readonly ScoreRow[],
  { rubric, judges }: Pick<StudyHead, 'rubric' | 'judges'>,
): Html {
  const own = rows.filter(({ judgement }) => objectKey(objectOf(judgement)) === objectKey(object));
  const together = summarizeScores(
    own.map(({ judgement }) => judgement),
    rubric,
    judges.length,
    object,
  );
  return table({
    caption: `${titleOf(object)}: ${bothViews(together)}`,
    columns: ['Criterion', 'Judge', 'Score', 'Reason', 'Quote', '% on levels 1 to 7'],
    rows: rubric.criteria.flatMap(({ id, name }) =>
      judges.map(({ judge, model }) => {
        const score = own.find(({ judgement }) => judgement.judge === judge && judgement.criterion === id)?.judgement
          .score;
        return [name, html`<code>${named(model)}</code>`, ...scoreCells(score), distributionWords(score)];
      }),
    ),
  });
}

function titleOf(object: JudgedObject): string {
  switch (object.kind) {
    case 'debate':
      return 'The whole debate';
    case 'answer':
      return object.speaker === undefined
        ? 'Its answer, read without the debate'
        : `The own answer of ${object.speaker}, read without the debate`;
    case 'contribution':
      return `What ${object.speaker} said`;
  }
}

/** What the judge's answer was before its mean was taken: `0 2 10 40 30 15 3`. */
function distributionWords(score: Score | undefined): string {
  if (score?.status !== 'scored') return '';
  return score.distribution.map((share) => Math.round(share * 100)).join(' ');
}
