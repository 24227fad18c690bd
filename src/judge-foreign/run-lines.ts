import { AUDITS_TRY } from '../judge/judge-audit.ts';
import { pairsLines } from './pairs-lines.ts';
import type { JudgeSummary, RunSummary } from './run-summary.ts';
import { scoresLines } from './scores-lines.ts';

/** What a run came to, for people. @param debates how many were fit to be judged */
export function runLines({ judges, scores, pairs }: RunSummary, debates: number): string[] {
  const beyondDebates = [...scores, ...pairs].some(({ kind }) => kind !== 'debate');
  const blocks = [
    ...scores.map((kind) => scoresLines(kind, judges)),
    ...pairs.map((conditions) => pairsLines(conditions, judges)),
    [
      ...judges.flatMap((judge) => [`${judge.judge} ${judge.model}: ${judge.audit}.`, ...familyLines(judge, debates)]),
      ...(beyondDebates && judges.some(({ audited }) => audited) ? [AUDITS_TRY] : []),
    ],
  ];
  return blocks.flatMap((block, place) => (place === 0 ? block : ['', ...block]));
}

function familyLines({ judge, sameFamily }: JudgeSummary, debates: number): string[] {
  return sameFamily === 0
    ? []
    : [
        `In ${sameFamily} of ${debates} debates a debater is, or may be, of the family of ${judge}: judges favour their own.`,
      ];
}
