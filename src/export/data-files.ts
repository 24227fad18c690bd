/** The files that an export may have, without their ending. */
export const DATA_NAMES = [
  'preferences',
  'preferences-conversational',
  'labels',
  'labels-conversational',
  'ratings',
] as const;
export type DataName = (typeof DATA_NAMES)[number];

export function fileNameOf(name: DataName): string {
  return `${name}.jsonl`;
}
