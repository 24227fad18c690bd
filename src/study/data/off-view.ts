import type { TrialRows } from './study-rows.ts';

const WORDS = 'Taken off view.';

/** The rows of a trial that was taken off view: all numbers, and none of the words of those who debated or judged. */
export function offView({ debates, scores, pairs }: TrialRows): TrialRows {
  return {
    debates: debates.map((row) => ({
      ...row,
      turns: row.turns.map((turn) => ({ ...turn, text: WORDS })),
      attempts: row.attempts.map((attempt) => ({ ...attempt, text: WORDS, detail: '' })),
      stances: row.stances.map((stance) => ({ ...stance, because: WORDS })),
      answer: row.answer && { recommendation: WORDS, strongestObjection: WORDS, dissent: WORDS },
    })),
    scores: scores.map((row) => {
      const { score } = row.judgement;
      if (score.status !== 'scored') return row;
      return { ...row, judgement: { ...row.judgement, score: { ...score, reason: WORDS, quote: null } } };
    }),
    pairs,
  };
}
