import { shorten } from '../shorten.ts';

/** Shorter than Discord allows, so that a card's footer leaves room for what stands above it. */
const LONGEST = 400;

/** A card's last line, in small print. */
export function ownFooter(text: string): { text: string } {
  return { text: shorten(text, LONGEST) };
}
