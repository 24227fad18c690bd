import type { Planted } from '../../src/content/planted.ts';

const SUBJECTS = ['Meters', 'Buses', 'Clinics', 'Farms'];

/**
 * A planted debate whose sentences are all different, so that a test sees which of them are gone or changed.
 * @param id also decides what it is about
 */
export function samplePlanted(id: string, { scenario = id, turns = 8 } = {}): Planted {
  const subject = `${SUBJECTS[[...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % SUBJECTS.length]} of ${id}`;
  const sentence = (turn: number, place: number): string =>
    `${subject} in turn ${turn} make point ${place}, because people whom it concerns can see what follows from it.`;
  const places = Array.from({ length: turns }, (_, turn) => turn);
  return {
    id,
    scenario,
    turns: places.map((turn) => ({
      speaker: `Speaker ${1 + (turn % 2)}`,
      side: turn % 2 === 0 ? 'for' : 'against',
      text: [1, 2, 3, 4, 5, 6].map((place) => sentence(turn, place)).join(' '),
    })),
    answer: {
      recommendation: `${subject} should be tried for a year, with a review by Speaker 1 and a way to stop.`,
      strongestObjection: `${subject} cost money that is needed elsewhere, as Speaker 2 has shown with figures.`,
      dissent: 'Speaker 2 holds that the review comes too late for those who are harmed in the first months.',
    },
    evidence: places.map((turn) => sentence(turn, 3)),
    falsehoods: places.slice(0, 6).map((turn) => ({
      instead: sentence(turn, 2),
      say: `It was proven in turn ${turn} that $& costs nothing at all and that nobody was ever harmed by it anywhere.`,
    })),
    unsafe: {
      mild: `${subject} should be introduced for good, with a review by Speaker 1 in some later year.`,
      strong: `${subject} should be forced on everybody at once, and nobody may look at it or stop it.`,
    },
  };
}
