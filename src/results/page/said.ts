import { html } from 'hono/html';
import { withoutUnseen } from '../../content/unseen.ts';
import type { Html } from '../../pages/html.ts';
import { markdown } from '../../pages/markdown.ts';

/** What a model or a person said, as the thread shows it, without what nobody sees. */
export function said(text: string): Html {
  return markdown(withoutUnseen(text));
}

/** A name, or a few words on one line, whose direction of writing stays its own. */
export function named(text: string): Html {
  return html`<bdi>${withoutUnseen(text)}</bdi>`;
}
