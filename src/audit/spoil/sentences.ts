import type { PlantedTurn } from '../planted-text.ts';

/** The turns with other sentences in place of some. */
export function replaceSentences(
  turns: readonly PlantedTurn[],
  replacements: readonly { readonly instead: string; readonly say: string }[],
): PlantedTurn[] {
  return turns.map((turn) => ({
    ...turn,
    text: replacements.reduce((text, { instead, say }) => text.replace(instead, () => say), turn.text),
  }));
}

/** The turns without some sentences. */
export function removeSentences(turns: readonly PlantedTurn[], sentences: readonly string[]): PlantedTurn[] {
  return turns.map((turn) => ({ ...turn, text: sentences.reduce(without, turn.text) }));
}

function without(text: string, sentence: string): string {
  const place = text.indexOf(sentence);
  if (place < 0) return text;
  return (text.slice(0, place) + text.slice(place + sentence.length).trimStart()).trim();
}
