import { readFile } from 'node:fs/promises';
import { html, raw } from 'hono/html';
import { stackCharts } from '../../charts/stack-charts.ts';
import type { Content } from '../../content/schema.ts';
import { withoutUnseen } from '../../content/unseen.ts';
import { valueWords } from '../../judge/score-words.ts';
import type { Html } from '../../pages/html.ts';
import { moment } from '../../pages/moment.ts';
import { pageText } from '../../pages/page.ts';
import { table } from '../../pages/table.ts';
import { capitalized, DEBATE_WORDS } from '../../trial/arm-words.ts';
import type { TrialResult } from '../../trial/result.ts';
import { describeComparison } from '../../trial/result-words.ts';
import { describePeople } from '../../trial/stance-words.ts';
import type { RevealedTrial } from '../revealed.ts';
import { hasValues, type Signals, signalsOf } from '../signals.ts';
import { drawSignals } from '../signals-chart.ts';
import { meanWords, SIGNALS_TITLE } from '../signals-words.ts';
import { answersPart } from './answers-part.ts';
import { Faces } from './faces.ts';
import { named } from './said.ts';
import { scoresPart } from './scores-part.ts';
import { sealPart } from './seal-part.ts';
import { debatePart } from './thread-part.ts';
import { votesPart } from './votes-part.ts';

/**
 * A trial that has ended as one page, which looks like its thread: it needs no network and no script, and a screen reader finds its way by
 * headings, articles and tables.
 * @param version the program's
 */
export async function trialPage(
  revealed: RevealedTrial,
  content: Pick<Content, 'picture' | 'reactions'>,
  version: string,
): Promise<string> {
  const { result, debates } = revealed;
  const { scenario } = result.plan.ensemble;
  const faces = await Faces.of(
    debates.flatMap(({ arm }) => [...arm.debate.members, arm.debate.chair]),
    content,
  );
  const threadStyle = await readFile(new URL('thread.css', import.meta.url), 'utf8');
  const deps = { faces, meanings: content.reactions };
  return pageText({
    title: `${withoutUnseen(scenario.title)} · results`,
    styles: [threadStyle, faces.style],
    main: html`${introPart(revealed)}
${contents(revealed)}
${signalsPart(result)}
${debates.slice(0, 1).map((debate) => debatePart(debate, deps))}
${answersPart(revealed, content.reactions)}
${votesPart(result, content.reactions)}
${scoresPart(revealed)}
${sealPart(result)}
${debates.slice(1).map((debate) => debatePart(debate, deps))}`,
    footer: html`<p>Written by Ensemble Debates ${version}. Times are in UTC. What could not be had is called unscored, incomplete or not enough votes; nothing stands in its place.</p>`,
  });
}

function introPart({ result, startedAt }: RevealedTrial): Html {
  const { plan, status, reasons, people } = result;
  const { scenario, format, ensemble } = plan.ensemble;
  return html`<h1>${named(scenario.motion)}</h1>
<p class="soft">Debate <code>${plan.trial}</code>${startedAt === null ? '' : html`, begun ${moment(startedAt)}`}. Ensemble ${named(ensemble)}, format ${named(format.id)}, seed ${plan.seed}. ${capitalized(status)}.</p>
${plan.caution === '' ? '' : html`<p><strong>${named(plan.caution)}</strong></p>`}
${scenario.background === '' ? '' : html`<p>${named(scenario.background)}</p>`}
${people.length === 0 ? '' : html`<p>${named(describePeople(people))}</p>`}
${reasons.length === 0 ? '' : html`<p>What is missing:</p><ul>${reasons.map((reason) => html`<li>${named(reason)}</li>`)}</ul>`}`;
}

function contents({ debates, result }: RevealedTrial): Html {
  const link = (id: string, words: string): Html => html`<li><a href="#${id}">${words}</a></li>`;
  const ofDebate = ({ arm }: RevealedTrial['debates'][number]): Html =>
    link(`debate-${arm.arm}`, capitalized(DEBATE_WORDS[arm.arm]));
  return html`<nav aria-label="On this page"><ul>
${link('signals', 'Community and judge')}
${debates.slice(0, 1).map(ofDebate)}
${link('answers', 'The answers on the ballot')}
${link('votes', 'Votes and ratings')}
${link('scores', 'Judge’s scores')}
${result.community === null ? '' : link('seal', 'The seal')}
${debates.slice(1).map(ofDebate)}
</ul></nav>`;
}

function signalsPart(result: TrialResult): Html {
  const signals = signalsOf(result);
  return html`<section aria-labelledby="signals">
<h2 id="signals">Community and judge</h2>
<p>${describeComparison(result)}</p>
${
  signals === undefined
    ? ''
    : // Drawn by us from numbers, and from names that were put into it as text: nothing in them is markup.
      html`${hasValues(signals) ? html`<figure>${raw(stackCharts(drawSignals(signals)))}<figcaption class="soft">${SIGNALS_TITLE}, from 1 to 7. The table says the same.</figcaption></figure>` : ''}
${signalsTable(signals)}`
}
</section>
`;
}

function signalsTable({ answers, judgeRead }: Signals): Html {
  const scripted = answers.some(({ criteria }) => criteria.some((criterion) => criterion.scripted !== null));
  return table({
    caption: `${SIGNALS_TITLE}; the judge read the ${judgeRead}`,
    columns: [
      'Criterion',
      'Answer',
      'People, mean rating (95% interval where it can be had)',
      ...(scripted ? ['Scripted voters (programs), the same'] : []),
      'Judge, score ± spread',
    ],
    rows: (answers[0]?.criteria ?? []).flatMap(({ name }, place) =>
      answers.flatMap((answer) => {
        const criterion = answer.criteria[place];
        if (criterion === undefined) return [];
        return [
          [
            name,
            answer.name,
            meanWords(criterion.people),
            ...(scripted ? [criterion.scripted === null ? '' : meanWords(criterion.scripted)] : []),
            valueWords(criterion.judge).replaceAll(' ', '\u00a0'),
          ],
        ];
      }),
    ),
  });
}
