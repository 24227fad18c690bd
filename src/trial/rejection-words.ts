import type { Rejection } from '../debate/events.ts';

const WORDS: Readonly<Record<Rejection, string>> = {
  'cut-by-length': 'its words were cut off before they were finished',
  empty: 'it wrote nothing that could be read',
  'empty-after-thinking': 'it only thought and did not speak',
  'too-short': 'it said too little to be a turn',
  'thinking-never-closed': 'it never stopped thinking',
  'repeats-itself': 'it repeated itself',
  'repeats-another-turn': 'it repeated what had been said',
  'speaks-for-others': 'it spoke for others',
  refuses: 'it declined to take part',
  'wrong-language': 'it changed the language',
  'model-failed': 'its model failed',
};

/** Why a turn was not valid, for people: goes on after the member's name and a colon. */
export function describeRejection(reason: Rejection): string {
  return WORDS[reason];
}
