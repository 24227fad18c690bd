import { html } from 'hono/html';
import type { Score } from '../../judge/score.ts';
import { valueWords } from '../../judge/score-words.ts';
import type { Html } from '../../pages/html.ts';
import { named, said } from './said.ts';

/** One judge's score as cells of a table: score, reason, quote. @param score undefined where the judge did not come to it */
export function scoreCells(score: Score | undefined): (Html | string)[] {
  if (score === undefined) return ['unscored', 'not judged', ''];
  if (score.status === 'unscored') return ['unscored', named(score.detail), ''];
  const { value, spread = null, reason, quote } = score;
  return [
    valueWords({ value, spread }).replaceAll(' ', '\u00a0'),
    reason === '' ? 'no reason given' : said(reason),
    quoteCell(quote ?? null),
  ];
}

function quoteCell(quote: { readonly text: string; readonly stands: boolean } | null): Html | string {
  if (quote === null) return 'none';
  return quote.stands ? html`“${named(quote.text)}”` : 'struck out: it does not stand in what the judge read';
}
