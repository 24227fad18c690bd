import { html } from 'hono/html';
import type { Mark } from '../../community/turn-marks.ts';
import type { Html } from '../../pages/html.ts';
import type { MarkMeaning } from '../../trial/mark-meanings.ts';

/** The reactions under a text, in the order in which they are offered; nothing where nobody reacted. */
export function marksList(marks: readonly Mark[], meanings: readonly MarkMeaning[]): Html | string {
  const known = meanings.flatMap(({ id, emoji, meaning }) => {
    const mark = marks.find((one) => one.meaning === id);
    return mark === undefined ? [] : [{ ...mark, emoji, meant: meaning }];
  });
  if (known.length === 0) return '';
  const counts = ({ people, filtered, unclear, scripted }: Mark): string =>
    [
      `${people} by people`,
      ...(filtered === people ? [] : [`${filtered} in the filtered count`]),
      ...(unclear > 0 ? [`${unclear} unclear`] : []),
      ...(scripted > 0 ? [`${scripted} scripted`] : []),
    ].join(', ');
  return html`<ul class="marks" aria-label="Reactions">${known.map(
    (mark) => html`<li><span aria-hidden="true">${mark.emoji}</span> ${mark.meant}: ${counts(mark)}</li>`,
  )}</ul>`;
}
