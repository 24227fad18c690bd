import { html } from 'hono/html';
import { counted } from '../../core/counted.ts';
import { groupedBy } from '../../core/grouped-by.ts';
import { answerText } from '../../debate/parse-answer.ts';
import type { Seat } from '../../debate/plan.ts';
import type { Html } from '../../pages/html.ts';
import { named, said } from '../../results/page/said.ts';
import { describeRejection } from '../../trial/rejection-words.ts';
import { describeStance } from '../../trial/stance-words.ts';
import { everybodyIn } from '../data/everybody-in.ts';
import type { DebateRow, SpeakerRow } from '../data/study-rows.ts';

/** All that was said in a debate, in order, with what was not and why. */
export function debateInside(row: DebateRow): Html {
  const rounds = [...new Set([...row.turns, ...row.silent].map(({ round }) => round))].toSorted((a, b) => a - b);
  return html`${factsPart(row)}${rounds.map((round) => roundPart(row, round))}${answerPart(row)}`;
}

function factsPart(row: DebateRow): Html {
  const { debate, trial, members, chair, seed, status, reasons, startedAt } = row;
  const own = seed !== null;
  return html`<p>${status === 'complete' ? 'Complete.' : html`<strong>${statusOf(row)}</strong>`} Debate <code>${debate}</code> of trial <code>${trial}</code>${seed === null ? ', run by others' : `, seed ${seed}`}.${startedAt === null ? '' : html` Begun <time datetime="${startedAt}">${startedAt.slice(0, 16).replace('T', ' ')} UTC</time>.`} ${attemptsWords(row)}</p>
${reasons.length === 0 ? '' : html`<ul>${reasons.map((reason) => html`<li>${named(reason)}</li>`)}</ul>`}
<ul>${members.map((member) => castItem(member, '', own))}${chair === null ? '' : castItem(chair, 'chair, ', own)}</ul>
`;
}

function statusOf({ status }: DebateRow): string {
  return status === 'failed' ? 'Failed: it has no end.' : 'Incomplete.';
}

/** How often a model had to be asked again, and why. */
function attemptsWords({ attempts }: DebateRow): string {
  const rejected = groupedBy(
    attempts.flatMap((attempt) => attempt.rejected ?? []),
    (reason) => reason,
  );
  if (rejected.size === 0) return `${counted(attempts.length, 'attempt')} at a turn, none of them rejected.`;
  const why = [...rejected]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([reason, all]) => `${describeRejection(reason)} (${all.length})`);
  return `${counted(attempts.length, 'attempt')} at a turn; rejected: ${why.join(', ')}.`;
}

/** @param own it was run here, so that who has no persona is known */
function castItem({ name, persona, model, family, stance }: SpeakerRow, role: string, own: boolean): Html {
  const side = stance === 'none' ? '' : `${stance}, `;
  return html`<li>${named(name)}: ${role}${side}${persona === null && own ? 'no persona, ' : ''}${model === null ? 'model not told' : html`<code>${named(model)}</code>`}, ${named(family)} family</li>`;
}

function roundPart(row: DebateRow, round: number): Html {
  const { turns, silent, stances } = row;
  return html`<h4>Round ${round}</h4>
${turns
  .filter((turn) => turn.round === round)
  .map(({ seat, text }) => {
    const stance = stances.find((one) => one.round === round && one.seat === seat);
    return html`<article class="spoken"><h5>${named(nameOf(row, seat))}</h5>
${said(text)}
${stance === undefined ? '' : html`<p class="soft">${named(nameOf(row, seat))} ${describeStance(stance)}, by its own account.</p>`}</article>
`;
  })}
${silent.filter((turn) => turn.round === round && turn.seat !== row.chair?.seat).map(silence(row))}`;
}

function answerPart(row: DebateRow): Html {
  const { answer, chair, silent } = row;
  return html`<h4>The answer</h4>
<article class="spoken">${chair === null ? '' : html`<h5>${named(chair.name)}${chair.persona === null ? '' : html` <span class="soft">(chair)</span>`}</h5>`}
${answer === null ? html`<p>${row.seed === null ? 'The file has none.' : 'No answer was reached.'}</p>` : said(answerText(answer))}</article>
${silent.filter((turn) => turn.seat === chair?.seat).map(silence(row))}`;
}

function silence(row: DebateRow): (turn: DebateRow['silent'][number]) => Html {
  return ({ seat, reason }) =>
    html`<p class="soft">${named(nameOf(row, seat))} says nothing: ${describeRejection(reason)}.</p>`;
}

function nameOf(row: DebateRow, seat: Seat): string {
  return everybodyIn(row).find((one) => one.seat === seat)?.name ?? seat;
}
