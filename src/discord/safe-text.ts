import { withoutUnseen } from '../content/unseen.ts';

/** Stands where a character must not meet the one before it: not seen, and nothing is lost by it. */
const APART = '\u200b';

/** An escape colours blocks of code; none of them belongs into prose. */
const CONTROL = /[^\P{Cc}\n\t]/gu;

/** What Discord's clients draw as a card with a button where it stands in a text. */
const CARD_LINK = /(discord(?:app)?\.(?:gg|gift|new|com\/(?:invite|gifts|template|events)))(?=\/)/gi;

/** A heading or small print at the start of a line, in a quote or list too. */
const HEADING = /^([ \t]*(?:(?:>{1,3}|[-*+]|\d{1,9}[.)])[ \t]+)*)(?=(?:#{1,3}|-#)[ \t])/gm;

/**
 * Text of models and people as it may stand in a message: nothing in it mentions anybody or any channel, no link hides its address
 * behind other words or draws a card, and nothing looks like the bot's own headings and small print. (That nobody is pinged is also
 * said with each request, by allowed_mentions.) Growing text only changes at its end.
 */
export function safeText(text: string): string {
  return withoutUnseen(text)
    .replace(CONTROL, '')
    .replace(/[\u2028\u2029]/g, '\n')
    .replace(/@(?=everyone|here)/gi, `@${APART}`)
    .replace(/<(?=[@#!/a]|:|t:|id:|sound:)/gi, `<${APART}`)
    .replace(/\](?=\()/g, `]${APART}`)
    .replace(CARD_LINK, `$1${APART}`)
    .replace(HEADING, `$1${APART}`);
}
