import type { Planted } from '../content/planted.ts';
import type { Transcript } from '../debate/transcript.ts';

/** Of a planted debate, what a judge reads. */
export type PlantedText = Pick<Planted, 'turns' | 'answer'>;
export type PlantedTurn = PlantedText['turns'][number];

/**
 * The debate as judges read all others: speakers are letters with their side, and a heading says for which time they speak. It goes by the
 * place of a turn, so that the headings of turns that were moved do not tell of it.
 */
export function plantedTranscript({ turns, answer }: PlantedText): Transcript {
  const spoken = new Map<string, number>();
  return {
    turns: turns.map(({ speaker, side, text }) => {
      const round = (spoken.get(speaker) ?? 0) + 1;
      spoken.set(speaker, round);
      const label = lettered(speaker);
      return {
        speaker: side === 'none' ? label : `${label} (${side})`,
        heading: `Round ${round}`,
        text: lettered(text),
      };
    }),
    answer: {
      recommendation: lettered(answer.recommendation),
      strongestObjection: lettered(answer.strongestObjection),
      dissent: lettered(answer.dissent),
    },
  };
}

/** `Speaker 1` becomes `Speaker A`, in the words too. */
function lettered(text: string): string {
  return text.replace(/\bSpeaker ([123])\b/g, (_, number) => `Speaker ${'ABC'[Number(number) - 1]}`);
}
