import { html } from 'hono/html';
import type { BlockNode, InlineNode, ListNode } from '../markdown/nodes.ts';
import { parseMarkdown } from '../markdown/parse-blocks.ts';
import { absoluteTime } from '../markdown/timestamp.ts';
import type { Html, Pieces } from './html.ts';

/**
 * A text as Discord shows it, on a page that has no one to click. Everything in it becomes text: none of it can be markup. Its headings are no
 * headings of the page, and it turns the direction of nothing but itself.
 */
export function markdown(text: string): Html {
  return html`<div class="markdown" dir="auto">${parseMarkdown(text).map(block)}</div>`;
}

function block(node: BlockNode): Html {
  switch (node.kind) {
    case 'paragraph':
      return html`<p dir="auto">${inline(node.children)}</p>`;
    case 'heading':
      return html`<p dir="auto"><strong>${inline(node.children)}</strong></p>`;
    case 'subtext':
      return html`<p class="subtext" dir="auto">${inline(node.children)}</p>`;
    case 'code-block':
      return html`<pre tabindex="0"><code>${node.text}</code></pre>`;
    case 'quote':
      return html`<blockquote>${node.children.map(block)}</blockquote>`;
    case 'list':
      return list(node);
  }
}

function list({ ordered, start, items }: ListNode): Html {
  const entries = items.map(
    ({ children, nested }) => html`<li>${inline(children)}${nested === null ? '' : list(nested)}</li>`,
  );
  return ordered ? html`<ol start="${start}">${entries}</ol>` : html`<ul>${entries}</ul>`;
}

function inline(nodes: readonly InlineNode[]): Pieces {
  return nodes.map(word);
}

function word(node: InlineNode): Html | string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'bold':
      return html`<strong>${inline(node.children)}</strong>`;
    case 'italic':
      return html`<em>${inline(node.children)}</em>`;
    case 'underline':
      return html`<u>${inline(node.children)}</u>`;
    case 'strike':
      return html`<s>${inline(node.children)}</s>`;
    // There is no script that could hide it until it is wanted.
    case 'spoiler':
      return html`<span>${inline(node.children)}</span>`;
    case 'code':
      return html`<code>${node.text}</code>`;
    // Its address is in sight: no link hides where it leads, and on paper it would be lost.
    case 'link':
      return html`${inline(node.children)} (<a href="${node.href}" rel="noopener noreferrer nofollow">${node.href}</a>)`;
    case 'user-mention':
      return `@${node.id}`;
    case 'role-mention':
      return `@&${node.id}`;
    case 'channel-mention':
      return `#${node.id}`;
    case 'command-mention':
      return `/${node.name}`;
    case 'everyone':
      return node.text;
    case 'timestamp':
      return absoluteTime(node.seconds, node.style === 'R' ? 'f' : node.style, 'en-GB', 'UTC');
  }
}
