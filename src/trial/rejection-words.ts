import type { DebateEvent, Rejection } from '../debate/events.ts';

type TurnWaiting = Extract<DebateEvent, { type: 'turn-waiting' }>['waiting'];

const WORDS: Readonly<Record<Rejection, string>> = {
  'cut-by-length': 'its words were cut off before they were finished',
  empty: 'it wrote nothing that could be read',
  'empty-after-thinking': 'it only thought and did not speak',
  'too-short': 'it said too little to be a turn',
  'thinking-never-closed': 'it never stopped thinking',
  'repeats-itself': 'it repeated itself',
  'repeats-another-turn': 'it repeated what had been said',
  'repeats-the-prompt': 'it recited its instructions',
  'speaks-for-others': 'it spoke for others',
  refuses: 'it declined to take part',
  'wrong-language': 'it changed the language',
  'over-time': 'it took longer than a turn may',
  'model-failed': 'its model failed',
};

/** Why a turn was not valid, for people: goes on after the member's name and a colon. */
export function describeRejection(reason: Rejection): string {
  return WORDS[reason];
}

/** Why a member has not begun, for people: goes on after the member's name and a colon. */
export function describeWaiting(waiting: TurnWaiting): string {
  switch (waiting.for) {
    case 'loading':
      return 'its model is being loaded';
    case 'reading':
      return 'its model reads what was said';
    case 'server': {
      const { ahead } = waiting;
      if (ahead === 0) return 'all models are busy, it comes next';
      return `all models are busy, ${ahead} ${ahead === 1 ? 'call comes' : 'calls come'} first`;
    }
  }
}
