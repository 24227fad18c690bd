import { readFile } from 'node:fs/promises';
import { html, raw } from 'hono/html';
import type { Html } from './html.ts';

/**
 * What the page may do, should a piece of it ever hold more than text: show its own pictures and styles. No script runs, nothing is fetched,
 * nothing is sent.
 */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export interface Page {
  readonly title: string;
  /** Style sheets of ours beside the one that all pages have. They must not hold words of models or people. */
  readonly styles: readonly string[];
  /** Inside of `<main>`; it begins with the page's one `<h1>`. */
  readonly main: Html;
  /** What the page is and who wrote it. */
  readonly footer: Html;
}

/** A whole page in one file: it needs no network and no script, follows the reader's choice of light or dark, and can be printed. */
export async function pageText({ title, styles, main, footer }: Page): Promise<string> {
  const shared = await readFile(new URL('page.css', import.meta.url), 'utf8');
  const page = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${raw([shared, ...styles].join('\n'))}</style>
</head>
<body>
<main>
${main}
</main>
<footer>
${footer}
</footer>
</body>
</html>
`;
  return String(page);
}
