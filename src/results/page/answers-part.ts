import { html } from 'hono/html';
import type { ReactionMeanings } from '../../content/schema.ts';
import type { Answer } from '../../debate/events.ts';
import { answerText } from '../../debate/parse-answer.ts';
import { blindAnswer } from '../../debate/transcript.ts';
import type { Html } from '../../pages/html.ts';
import { meaningsOn } from '../../trial/mark-meanings.ts';
import { describeWriters } from '../../trial/result-words.ts';
import type { RevealedTrial } from '../revealed.ts';
import { marksList } from './marks.ts';
import { named, said } from './said.ts';

/** An answer with its parts named. */
export function answerParts(answer: Answer): Html {
  return said(answerText(answer));
}

/** The answers as they stood on the ballot, and who wrote which. */
export function answersPart({ debates, members, result }: RevealedTrial, meanings: ReactionMeanings): Html {
  const onBallot = [
    ...debates.map(({ arm, debate, answerMarks }) => ({
      letter: arm.letter,
      answer: blindAnswer(debate),
      marks: answerMarks,
    })),
    ...members.map(({ own, blinded, marks }) => ({ letter: own.letter, answer: blinded, marks })),
  ]
    .filter(({ letter }) => letter !== undefined)
    .toSorted((left, right) => String(left.letter).localeCompare(String(right.letter)));
  return html`<section aria-labelledby="answers">
<h2 id="answers">The answers on the ballot</h2>
${
  result.community === null
    ? html`<p>No ballot was closed.</p>`
    : html`<p>People read them without names. Who wrote what:</p>
<ul>${describeWriters(result).map((line) => html`<li>${named(line)}</li>`)}</ul>`
}
${onBallot.map(({ letter, answer, marks }) => {
  return html`<article class="turn answer">
<h3>Answer ${letter}</h3>
<div class="words">${answer === undefined ? 'None was reached.' : answerParts(answer)}</div>
${marksList(marks, meaningsOn('answer', result.plan, meanings))}
</article>
`;
})}
</section>
`;
}
