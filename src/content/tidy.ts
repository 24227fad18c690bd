import { withoutUnseen } from './unseen.ts';

const GAPS = /[\s\p{Cc}]+/gu;

/** A text of one line as a reader sees it: without characters that are not seen, with one space where there was any white space. */
export function tidy(text: string): string {
  return withoutUnseen(text.replace(GAPS, ' ')).replace(GAPS, ' ').trim();
}
