import { deriveSeed } from '../../src/core/random.ts';
import { speech } from './speech.ts';

const ROLES = ['proponent', 'opponent', 'proponent', 'opponent'];

function debateOfOthers(number: number, label: string, more: object): string {
  return JSON.stringify({
    topic: `Should rule ${number} be kept?`,
    ...more,
    arguments: ROLES.map((role, place) => ({
      role,
      model: role === 'proponent' ? 'mistral:7b' : 'llama3.1:8b',
      content: speech(deriveSeed(number, label, place)),
      round_number: Math.floor(place / 2) + 1,
    })),
  });
}

/** So many debates of four turns, one a line, each like no other. */
export function debatesOfOthers(many: number): string {
  return Array.from({ length: many }, (_, number) => debateOfOthers(number, 'turn', {})).join('\n');
}

/** On each of so many topics one debate of an ensemble and one of a single model; those on even topics end with an answer. */
export function comparableDebates(topics: number): string {
  return Array.from({ length: topics }, (_, number) =>
    [true, false].map((used) => {
      const answer = number % 2 === 0 ? { answer: `Keep rule ${number}, ${used ? 'with' : 'without'} a review.` } : {};
      return debateOfOthers(number, used ? 'ensemble' : 'baseline', { ensemble_used: used, ...answer });
    }),
  )
    .flat()
    .join('\n');
}
