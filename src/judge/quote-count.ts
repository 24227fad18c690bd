import type { Judgement } from './score.ts';

/** How many reasons quoted what was judged, and how many of their quotes stand in it; the others were struck out. */
export interface QuoteCount {
  readonly given: number;
  readonly stand: number;
}

/** A reason counts once: where it quotes several times, its quote stands when all of them do. */
export function countQuotes(judgements: readonly Pick<Judgement, 'score'>[]): QuoteCount {
  const quotes = judgements.flatMap(({ score }) => (score.status === 'scored' ? (score.quote ?? []) : []));
  return { given: quotes.length, stand: quotes.filter(({ stands }) => stands).length };
}

/** Those of several objects together. */
export function sumQuotes(counts: readonly QuoteCount[]): QuoteCount {
  return counts.reduce((sum, { given, stand }) => ({ given: sum.given + given, stand: sum.stand + stand }), {
    given: 0,
    stand: 0,
  });
}

/** As in `quotes: 5 of 7 stand, 2 struck out`; empty where nothing was quoted. */
export function quoteWords({ given, stand }: QuoteCount): string {
  if (given === 0) return '';
  const struckOut = stand === given ? '' : `, ${given - stand} struck out`;
  return `quotes: ${stand} of ${given} stand${struckOut}`;
}
