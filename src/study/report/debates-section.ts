import { html } from 'hono/html';
import { groupedBy } from '../../core/grouped-by.ts';
import { ARMS, type Arm } from '../../debate/plan.ts';
import { overallWords } from '../../judge/score-words.ts';
import type { Html } from '../../pages/html.ts';
import { named } from '../../results/page/said.ts';
import { ARM_HEADINGS, capitalized, DEBATE_WORDS } from '../../trial/arm-words.ts';
import type { StudyData, StudyHead } from '../data/study-data.ts';
import { debateInside } from './debate-inside.ts';
import { debateScores } from './debate-scores.ts';
import { type Block, link, list, namedHeading, type Section, soft, table, type Words } from './document.ts';
import { type JudgedDebate, type JudgedTrial, judgedTrials } from './judged-trials.ts';
import { scenarioAnchor } from './scenario-anchor.ts';

/** Every debate, grouped by its scenario: the tables are in both forms of a report, what was said and scored is on the page alone. */
export function debatesSection(data: StudyData): Section {
  const scenarios = groupedBy(judgedTrials(data), ({ scenario }) => scenario);
  return {
    id: 'debates',
    title: 'Every debate',
    blocks: [
      soft(
        'On the page, each opens with a click: what was said, in order, the answer, and each judge’s scores with reasons and quotes. ± is the spread of the judges’ own answers, not an interval.',
      ),
      ...list(
        [...scenarios.keys()].map((scenario) => link(titleOf(scenario, data.head), `#${scenarioAnchor(scenario)}`)),
      ),
      ...[...scenarios].flatMap(([scenario, trials]) => scenarioBlocks(scenario, trials, data.head)),
    ],
  };
}

function scenarioBlocks(scenario: string, trials: readonly JudgedTrial[], head: StudyHead): Block[] {
  const title = titleOf(scenario, head);
  const topic = head.names.scenarios[scenario]?.topic ?? '';
  const motion = trials[0]?.debates[0]?.row.motion ?? '';
  const arms = ARMS.filter((arm) => head.plan.arms.includes(arm));
  const compared = trials.some(({ verdicts }) => verdicts.length > 0);
  return [
    namedHeading(scenarioAnchor(scenario), title),
    soft(topic === '' ? '' : `${capitalized(topic)}. `, motion),
    ...table(
      `${title}: the overall score of each debate, 1 to 7`,
      ['Ensemble', ...arms.map((arm) => capitalized(DEBATE_WORDS[arm])), ...(compared ? ['Answers side by side'] : [])],
      trials.map((trial) => [
        nameOf(trial, head),
        ...arms.map((arm) => armCell(trial, arm)),
        ...(compared ? [trial.verdicts[0] ?? 'not compared'] : []),
      ]),
    ),
    ...trials.flatMap((trial) => trial.debates.map((debate) => folded(debate, trial, head))),
  ];
}

function titleOf(scenario: string, { names }: StudyHead): string {
  return names.scenarios[scenario]?.title ?? scenario;
}

/** Of several formats and repetitions, which one. */
function nameOf({ ensemble, format, repetition }: JudgedTrial, { names, plan }: StudyHead): string {
  return [
    names.ensembles[ensemble] ?? ensemble,
    ...(plan.formats.length > 1 ? [names.formats[format] ?? format] : []),
    ...(plan.repetitions > 1 ? [`repetition ${repetition}`] : []),
  ].join(', ');
}

function armCell({ debates }: JudgedTrial, arm: Arm): Words {
  const debate = debates.find(({ row }) => row.arm === arm);
  return debate === undefined ? 'not run' : link(stateWords(debate), `#${debate.row.debate}`);
}

/** Its score, and its status where it is not whole. */
function stateWords({ row, together }: JudgedDebate): string {
  const score = overallWords(together).replaceAll(' ', '\u00a0');
  return row.status === 'complete' ? score : `${row.status}, ${score}`;
}

function folded(debate: JudgedDebate, trial: JudgedTrial, head: StudyHead): Block {
  const { row } = debate;
  return {
    kind: 'folded',
    id: row.debate,
    summary: `${nameOf(trial, head)}, ${ARM_HEADINGS[row.arm]}: ${stateWords(debate)}`,
    inside: [debateInside(row), debateScores(debate, head), verdictsPart(trial)],
  };
}

function verdictsPart({ verdicts }: JudgedTrial): Html {
  return html`<h4>Its answer beside the other’s</h4>
${verdicts.length === 0 ? html`<p>Not compared.</p>` : html`<ul>${verdicts.map((line) => html`<li>${named(line)}</li>`)}</ul>`}
`;
}
