const FIRST = [
  'Amber',
  'Brave',
  'Calm',
  'Clever',
  'Gentle',
  'Jolly',
  'Keen',
  'Lucky',
  'Merry',
  'Quiet',
  'Swift',
  'Witty',
];
const SECOND = [
  'Badger',
  'Comet',
  'Finch',
  'Harbour',
  'Heron',
  'Lantern',
  'Maple',
  'Otter',
  'Pebble',
  'Robin',
  'Willow',
  'Wren',
];

/** A name to begin with, such as "Quiet Heron". */
export function friendlyName(): string {
  return `${pick(FIRST)} ${pick(SECOND)}`;
}

function pick(words: readonly string[]): string {
  return words[Math.floor(Math.random() * words.length)] ?? '';
}
