import { html } from 'hono/html';
import { withoutUnseen } from '../../content/unseen.ts';
import { blindMembers } from '../../debate/transcript.ts';
import { type JudgedObject, objectKey } from '../../judge/judged-object.ts';
import { objectOf, type Score } from '../../judge/score.ts';
import { bothViews } from '../../judge/score-words.ts';
import { summarizeScores } from '../../judge/summary.ts';
import type { Html } from '../../pages/html.ts';
import { table } from '../../pages/table.ts';
import { named } from '../../results/page/said.ts';
import { scoreCells } from '../../results/page/score-cells.ts';
import type { StudyHead } from '../data/study-data.ts';
import type { DebateRow, ScoreRow } from '../data/study-rows.ts';
import type { JudgedDebate } from './judged-trials.ts';

/** What each judge gave one debate: a table for the whole of it, for its answer alone and for each contribution that was scored. */
export function debateScores({ row, scores: rows }: JudgedDebate, head: Pick<StudyHead, 'rubric' | 'judges'>): Html {
  const objects = new Map(rows.map(({ judgement }) => [objectKey(objectOf(judgement)), objectOf(judgement)]));
  return html`<h4>Scores</h4>
${objects.size === 0 ? html`<p>Not judged.</p>` : [...objects.values()].map((object) => objectTable(object, titleOf(object, row), rows, head))}`;
}

function objectTable(
  object: JudgedObject,
  title: string,
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
    caption: `${title}: ${bothViews(together)}`,
    columns: ['Criterion', ...(judges.length > 1 ? ['Judge'] : []), 'Score', 'Reason', 'Quote', '% on levels 1 to 7'],
    rows: rubric.criteria.flatMap(({ id, name }) =>
      judges.map(({ judge, model }) => {
        const score = own.find(({ judgement }) => judgement.judge === judge && judgement.criterion === id)?.judgement
          .score;
        return [
          name,
          ...(judges.length > 1 ? [html`<code>${named(model)}</code>`] : []),
          ...scoreCells(score),
          distributionWords(score),
        ];
      }),
    ),
  });
}

/** With the names of speakers, which judges did not see. */
function titleOf(object: JudgedObject, row: DebateRow): string {
  const who = (label: string): string => {
    const found = blindMembers(row).find(({ speaker }) => speaker === label);
    return found === undefined ? label : `${withoutUnseen(found.member.name)} (${label} to the judge)`;
  };
  switch (object.kind) {
    case 'debate':
      return 'The whole debate';
    case 'answer':
      return object.speaker === undefined
        ? 'Its answer, read without the debate'
        : `The own answer of ${who(object.speaker)}, read without the debate`;
    case 'contribution':
      return `What ${who(object.speaker)} said`;
  }
}

/** What the judge's answer was before its mean was taken: `0 2 10 40 30 15 3`. */
function distributionWords(score: Score | undefined): string {
  if (score?.status !== 'scored') return '';
  return score.distribution.map((share) => Math.round(share * 100)).join(' ');
}
