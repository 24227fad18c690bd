import type { Report } from './report.ts';

/** U+FE0F: draws the character before it as a picture. */
const AS_PICTURE = '\ufe0f';

/**
 * An emoji as it stands in a path: encoded, and as Discord's own clients write it. What is by itself a text sign carries U+FE0F; without it
 * there would be two kinds of the same picture under a message.
 */
export function reaction(report: Report, encoded: string): void {
  report.check(/^(%[0-9A-F]{2})+$/.test(encoded), `${encoded} is not encoded`);
  const emoji = decodeURIComponent(encoded);
  const [first = ''] = emoji;
  report.check(/\p{Extended_Pictographic}|[0-9#*]|\p{Regional_Indicator}/u.test(first), `${emoji} is no emoji`);
  const needsMark = !/\p{Emoji_Presentation}|\p{Regional_Indicator}/u.test(first);
  report.check(needsMark === (emoji[first.length] === AS_PICTURE), `${encoded} is not as Discord writes it`);
}
