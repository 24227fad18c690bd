import type { DebateRow, SpeakerRow } from './study-rows.ts';

/** All who speak in a debate: its members, and its chair where there is one. */
export function everybodyIn({ members, chair }: Pick<DebateRow, 'members' | 'chair'>): readonly SpeakerRow[] {
  return chair === null ? members : [...members, chair];
}

/** Which models speak in it, each once; empty where that is not told of anybody. */
export function modelsIn(row: Pick<DebateRow, 'members' | 'chair'>): readonly string[] {
  return [...new Set(everybodyIn(row).flatMap(({ model }) => model ?? []))];
}
