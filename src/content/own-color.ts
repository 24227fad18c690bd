import { createHash } from 'node:crypto';

/** Accents that can be read on light and on dark ground, and differ from each other. */
export const OWN_COLORS = [
  '#d9534f',
  '#c76a1f',
  '#a8803a',
  '#7f8c2a',
  '#4d9a3c',
  '#2a9d6f',
  '#0e9c8a',
  '#1f93b0',
  '#2f8fd8',
  '#6a85ea',
  '#8b76e8',
  '#ad68dc',
  '#c95fb8',
  '#d9568c',
] as const;

/** The accent of a persona that has none of its own: its name decides. */
export function ownColorOf(name: string): string {
  const place = createHash('sha256').update(name).digest().readUInt32BE(0) % OWN_COLORS.length;
  return OWN_COLORS[place] ?? OWN_COLORS[0];
}
