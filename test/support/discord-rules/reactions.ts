import type { Report } from './report.ts';

/** U+FE0F: draws the character before it as a picture. */
const AS_PICTURE = '\ufe0f';

/** An emoji as it stands in a path. @param given whether it is put under a message, and not asked for as it stands there */
export function reaction(report: Report, encoded: string, given: boolean): void {
  report.check(/^(%[0-9A-F]{2})+$/.test(encoded), `${encoded} is not encoded`);
  const emoji = decodeURIComponent(encoded);
  const [first = ''] = emoji;
  report.check(/\p{Extended_Pictographic}|[0-9#*]|\p{Regional_Indicator}/u.test(first), `${emoji} is no emoji`);
  if (!given) return;
  // As Discord's own clients write it: what is by itself a text sign carries U+FE0F. Without it there would be two kinds of one picture.
  const needsMark = !/\p{Emoji_Presentation}|\p{Regional_Indicator}/u.test(first);
  report.check(needsMark === (emoji[first.length] === AS_PICTURE), `${encoded} is not as Discord writes it`);
}
