import { html } from 'hono/html';
import type { Arm } from '../../debate/plan.ts';
import { auditWords } from '../../judge/judge-audit.ts';
import type { JudgedObject } from '../../judge/judged-object.ts';
import { judgementsOf } from '../../judge/score.ts';
import { bothViews, valueWords } from '../../judge/score-words.ts';
import type { ScoreSummary } from '../../judge/summary.ts';
import type { Html } from '../../pages/html.ts';
import { table } from '../../pages/table.ts';
import { capitalized, DEBATE_WORDS } from '../../trial/arm-words.ts';
import {
  describeAnswers,
  describeContributions,
  describeMemberAnswers,
  describePairs,
  describePanel,
  PANEL_TITLES,
} from '../../trial/panel-words.ts';
import { readingScores } from '../../trial/reading-scores.ts';
import type { ArmResult, TrialResult } from '../../trial/result.ts';
import type { RevealedTrial } from '../revealed.ts';
import { named } from './said.ts';
import { scoreCells } from './score-cells.ts';

/** What the judge gave, with reasons and quotes, and how well several judges agree. */
export function scoresPart({ result, view }: RevealedTrial): Html {
  const { plan, ensemble, baselines } = result;
  return html`<section aria-labelledby="scores">
<h2 id="scores">Judge’s scores</h2>
<ul>${plan.judges.map(
    ({ model, family, sameFamily, audit }) =>
      html`<li><code>${named(model)}</code>, ${family === '' ? 'unknown' : named(family)} family${sameFamily ? ', which debates too' : ''}; ${auditWords(audit)}</li>`,
  )}</ul>
${readingScores(result).map((line) => html`<p class="soft">${line}</p>`)}
${[ensemble, ...baselines].map((arm) => armScores(arm, result, view.judgements))}
${block(PANEL_TITLES.answers, memberScores(result))}
${block(PANEL_TITLES.pairs, describePairs(result))}
${block(PANEL_TITLES.judges, describePanel(result))}
${block(PANEL_TITLES.contributions, describeContributions(result))}
</section>
`;
}

/** Beside the arms' scores, which have tables: those of the members' own answers; none where these were not judged. */
function memberScores(result: TrialResult): string[] {
  const own = describeMemberAnswers(result);
  return own.length === 0 ? [] : [describeAnswers(result), ...own];
}

type Judgements = RevealedTrial['view']['judgements'];

function armScores({ arm, judged }: ArmResult, result: TrialResult, all: Judgements): Html {
  const own = all.filter((scored) => scored.arm === arm);
  const { debate, answer } = judged;
  return html`<h3>${capitalized(DEBATE_WORDS[arm])}</h3>
${scoresTable('The whole debate', { kind: 'debate' }, debate.together, result, own)}
${answer === null ? '' : scoresTable('Its answer, read without the debate', { kind: 'answer' }, answer.together, result, own)}
`;
}

function scoresTable(
  what: string,
  object: JudgedObject,
  together: ScoreSummary,
  { plan }: TrialResult,
  scores: readonly { readonly arm: Arm; readonly judgement: Judgements[number]['judgement'] }[],
): Html {
  if (!together.judged) return html`<p>${what}: not judged.</p>`;
  const own = judgementsOf(
    scores.map(({ judgement }) => judgement),
    object,
  );
  const several = plan.judges.length > 1;
  const rows = together.criteria.flatMap((criterion) => [
    ...(several ? [[criterion.name, 'the panel', valueWords(criterion), criterion.unscored, '']] : []),
    ...plan.judges.map(({ judge, model }) => {
      const score = own.find((one) => one.judge === judge && one.criterion === criterion.criterion)?.score;
      return [criterion.name, ...(several ? [html`<code>${named(model)}</code>`] : []), ...scoreCells(score)];
    }),
  ]);
  return table({
    caption: `${what}: ${bothViews(together)}`,
    columns: ['Criterion', ...(several ? ['Judge'] : []), 'Score', 'Reason', 'Quote'],
    rows,
  });
}

function block(title: string, lines: readonly string[]): Html | string {
  return lines.length === 0
    ? ''
    : html`<h3>${title}</h3><ul>${lines.map((line) => html`<li>${named(line)}</li>`)}</ul>`;
}
