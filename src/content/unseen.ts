/**
 * What nobody sees: spaces and fillers without ink, characters that turn the direction of text, a second alphabet of tags and variants in
 * which whole messages can be hidden, halves of characters.
 */
const UNSEEN =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e01ef}]|\p{Cs}/gu;
/** Joiners are needed inside words of some scripts and in emoji, but beside no ASCII character. */
const USELESS_JOINERS = /(?<=^|\p{ASCII})[\u200c\u200d]+|[\u200c\u200d]+(?=\p{ASCII}|$)/gu;

/** The text as a reader sees it, without characters that are not seen. */
export function withoutUnseen(text: string): string {
  return text.replace(UNSEEN, '').replace(USELESS_JOINERS, '');
}
