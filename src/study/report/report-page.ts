import { readFile } from 'node:fs/promises';
import { html, raw } from 'hono/html';
import { withoutUnseen } from '../../content/unseen.ts';
import type { Html } from '../../pages/html.ts';
import { pageText } from '../../pages/page.ts';
import { table } from '../../pages/table.ts';
import { named } from '../../results/page/said.ts';
import type { Block, Report, Section, Words } from './document.ts';

const STYLE = new URL('report.css', import.meta.url);

/** A report as one page, which needs no network and no script: what is folded, the browser unfolds by itself. */
export async function reportPage({ title, opening, sections, footer }: Report): Promise<string> {
  return pageText({
    title: withoutUnseen(title),
    styles: [await readFile(STYLE, 'utf8')],
    main: html`<h1>${named(title)}</h1>
${opening.map(block)}
<nav id="contents" aria-label="On this page"><ul>
${sections.map(
  ({ id, title: heading }) => html`<li><a href="#${id}">${heading}</a></li>
`,
)}</ul></nav>
${sections.map(section)}`,
    footer: html`<p>${words(footer)}</p>`,
  });
}

function section({ id, title, blocks }: Section): Html {
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${blocks.map(block)}<p class="back"><a href="#contents">Back to the contents</a></p>
</section>
`;
}

function block(one: Block): Html {
  switch (one.kind) {
    case 'heading':
      return html`<h3${one.id === undefined ? '' : html` id="${one.id}"`}>${words(one.words)}</h3>
`;
    case 'paragraph':
      return html`<p${one.tone === 'plain' ? '' : html` class="${one.tone}"`}>${words(one.words)}</p>
`;
    case 'notice':
      return html`<div class="notice ${one.weight}"><p><strong>${one.title}</strong></p>
<ul>${one.items.map((item) => html`<li>${words(item)}</li>`)}</ul></div>
`;
    case 'list':
      return html`<ul>${one.items.map(
        (item) => html`<li>${words(item)}</li>
`,
      )}</ul>
`;
    case 'table':
      return table({
        caption: withoutUnseen(one.caption),
        columns: one.columns.map(withoutUnseen),
        rows: one.rows.map((cells) => cells.map(words)),
      });
    case 'code':
      return html`<pre tabindex="0"><code>${withoutUnseen(one.text)}</code></pre>
`;
    case 'chart':
      // Drawn by us from numbers, and from names that were put into it as text: nothing in it is markup.
      return html`<figure>${raw(one.svg)}<figcaption class="soft">${one.caption} The table says the same.</figcaption></figure>
`;
    case 'folded':
      // The name is inside: whoever comes by it finds its part unfolded.
      return html`<details><summary>${words(one.summary)}</summary><div class="inside" id="${one.id}">
${one.inside}</div></details>
`;
  }
}

/** Words with their marks, of which no text can be one. */
export function words(some: Words): Html {
  if (typeof some === 'string') return html`${withoutUnseen(some)}`;
  if (!('mark' in some)) return html`${some.map(words)}`;
  switch (some.mark) {
    case 'code':
      return html`<code>${named(some.text)}</code>`;
    case 'bar':
      return html`<span class="bar" style="--share: ${Math.round(some.share * 100)}%">${some.text}</span>`;
    case 'strong':
      return html`<strong>${named(some.text)}</strong>`;
    case 'link':
      return html`<a href="${some.to}"${some.to.startsWith('#') ? '' : html` rel="noopener noreferrer"`}>${named(some.text)}</a>`;
  }
}
