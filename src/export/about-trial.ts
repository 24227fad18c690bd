import type { VotedTrial } from './voted-trial.ts';

/** What each row says of its trial. */
export interface AboutTrial {
  readonly votes: number;
  readonly votes_all: number;
  readonly votes_tie: number;
  readonly votes_all_bad: number;
  readonly judges: readonly string[];
  readonly judge_scored: 'answer' | 'debate';
  readonly scenario: string;
  readonly format: string;
  readonly rounds: number;
  readonly trial: string;
  readonly seal: string;
  readonly typed_words: boolean;
  readonly simulated: boolean;
  readonly caution: string;
}

export function aboutTrial(trial: VotedTrial): AboutTrial {
  const { count, voters, debate } = trial;
  return {
    votes: count.voters,
    votes_all: voters,
    votes_tie: count.ties,
    votes_all_bad: count.allBad,
    judges: trial.judges.map(({ model }) => model),
    judge_scored: trial.scored,
    scenario: debate.scenario.id,
    format: debate.format.id,
    rounds: debate.rounds.length,
    trial: trial.trial,
    seal: trial.commitment,
    typed_words: trial.typedWords,
    simulated: trial.simulated,
    caution: trial.caution,
  };
}
