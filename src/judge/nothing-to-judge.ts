import type { Transcript } from '../debate/transcript.ts';
import type { JudgedObject } from './judged-object.ts';

/** Why there is nothing of an object to judge, for people; empty where there is. */
export function whyNothing({ turns, answer }: Transcript, object: JudgedObject): string {
  switch (object.kind) {
    case 'debate':
      return turns.length === 0 ? 'the debate has no valid turn' : '';
    case 'answer':
      if (answer !== undefined) return '';
      return object.speaker === undefined
        ? 'the debate ended without an answer'
        : `${object.speaker} wrote no valid answer`;
    case 'contribution':
      return turns.some(({ speaker }) => speaker === object.speaker) ? '' : `${object.speaker} said nothing valid`;
  }
}
