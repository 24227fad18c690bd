import { deriveSeed } from '../../src/core/random.ts';
import { speech } from './speech.ts';

/** So many debates of four turns, one a line, each like no other. */
export function debatesOfOthers(many: number): string {
  return Array.from({ length: many }, (_, number) =>
    JSON.stringify({
      topic: `Should rule ${number} be kept?`,
      arguments: ['proponent', 'opponent', 'proponent', 'opponent'].map((role, place) => ({
        role,
        model: 'mistral:7b',
        content: speech(deriveSeed(number, 'turn', place)),
        round_number: Math.floor(place / 2) + 1,
      })),
    }),
  ).join('\n');
}
