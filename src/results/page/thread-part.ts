import { html } from 'hono/html';
import type { ReactionMeanings } from '../../content/schema.ts';
import type { Member, Person } from '../../debate/plan.ts';
import { speakerOf } from '../../debate/turns.ts';
import type { Html } from '../../pages/html.ts';
import { moment } from '../../pages/moment.ts';
import { ARM_HEADINGS, capitalized, DEBATE_WORDS } from '../../trial/arm-words.ts';
import { describeRejection } from '../../trial/rejection-words.ts';
import { describeStance } from '../../trial/stance-words.ts';
import type { RevealedDebate, RevealedTurn } from '../revealed.ts';
import { answerParts } from './answers-part.ts';
import type { Faces } from './faces.ts';
import { marksList } from './marks.ts';
import { named, said } from './said.ts';

export interface ThreadDeps {
  readonly faces: Faces;
  readonly meanings: ReactionMeanings;
}

/** One debate, round by round, as its thread showed it. */
export function debatePart(revealed: RevealedDebate, deps: ThreadDeps): Html {
  const { arm, debate, turns, chairMarks } = revealed;
  const { rounds } = arm.debate;
  const last = rounds.length + 1;
  return html`<section aria-labelledby="debate-${arm.arm}">
<h2 id="debate-${arm.arm}">${capitalized(DEBATE_WORDS[arm.arm])}</h2>
<p class="soft">Seed ${arm.debate.seed}. ${statusWords(revealed)}</p>
${rounds.map(({ number, heading }) => {
  const own = turns.filter(({ round }) => round === number);
  return html`<h3>${heading}</h3>
${questionsIn(revealed, number)}
${own.map((turn) => turnArticle(turn, deps))}
${silentIn(revealed, number)}`;
})}
<h3>The answer</h3>
${questionsIn(revealed, last)}
${silentIn(revealed, last)}
${
  debate.answer === undefined
    ? html`<p>No answer was reached.</p>`
    : html`<article class="turn">
${deps.faces.show(arm.debate.chair)}
<header><h4>${named(arm.debate.chair.name)}</h4> <span class="soft">chair, ${modelOf(arm.debate.chair)}</span></header>
<div class="words">${answerParts(debate.answer)}</div>
${marksList(chairMarks, deps.meanings.reactions)}
</article>`
}
</section>
`;
}

function turnArticle({ speaker, text, at, stance, marks }: RevealedTurn, { faces, meanings }: ThreadDeps): Html {
  return html`<article class="turn">
${faces.show(speaker)}
<header><h4>${named(speaker.name)}</h4> <span class="soft">${roleOf(speaker)}${at === null ? '' : html`, ${moment(at, 'time')}`}</span></header>
<div class="words">${said(text)}</div>
${stance === undefined ? '' : html`<p class="soft">${named(speaker.name)} ${describeStance(stance)}, by its own account.</p>`}
${marksList(marks, meanings.reactions)}
</article>
`;
}

function questionsIn({ debate }: RevealedDebate, round: number): Html[] {
  return debate.questions
    .filter((question) => question.round === round)
    .map(
      ({ text }) =>
        html`<article class="turn asked"><h4>The audience asks</h4>
<div class="words">${said(text)}</div></article>`,
    );
}

function silentIn({ arm, debate }: RevealedDebate, round: number): Html[] {
  return debate.silent
    .filter(({ turn }) => turn.round === round)
    .map(
      ({ turn, reason }) =>
        html`<p class="soft">${named(speakerOf(arm.debate, turn).name)} says nothing: ${describeRejection(reason)}.</p>`,
    );
}

function statusWords({ arm, debate }: RevealedDebate): string {
  const { end } = debate;
  if (end === undefined) return `The debate of the ${ARM_HEADINGS[arm.arm]} did not end.`;
  return end.reasons.length === 0
    ? capitalized(`${end.status}.`)
    : `${capitalized(end.status)}: ${end.reasons.join('; ')}`;
}

function roleOf(speaker: Member | Person): Html {
  if (speaker.model === null) return html`a person`;
  return html`${speaker.stance === 'none' ? '' : `${speaker.stance}, `}${modelOf(speaker)}`;
}

function modelOf({ model }: Pick<Member, 'model'>): Html {
  return html`<code>${named(model)}</code>`;
}
