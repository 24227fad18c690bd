import { html } from 'hono/html';
import type { ReactionMeanings } from '../../content/schema.ts';
import type { Html } from '../../pages/html.ts';
import type { Mark } from '../revealed.ts';

/** The reactions under a text, in the order in which they are offered; nothing where nobody reacted. */
export function marksList(marks: readonly Mark[], { reactions }: ReactionMeanings): Html | string {
  const known = reactions.flatMap(({ id, emoji, meaning }) => {
    const mark = marks.find((one) => one.meaning === id);
    return mark === undefined ? [] : [{ ...mark, emoji, meant: meaning }];
  });
  if (known.length === 0) return '';
  const counts = ({ people, scripted }: Mark): string =>
    [`${people} by people`, ...(scripted > 0 ? [`${scripted} scripted`] : [])].join(', ');
  return html`<ul class="marks" aria-label="Reactions">${known.map(
    (mark) => html`<li><span aria-hidden="true">${mark.emoji}</span> ${mark.meant}: ${counts(mark)}</li>`,
  )}</ul>`;
}
