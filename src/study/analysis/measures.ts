import type { StudyData } from '../data/study-data.ts';
import type { DebateRow } from '../data/study-rows.ts';
import { armsIn } from './arms-in.ts';
import { debatesOfArm, meanByScenario } from './by-scenario.ts';
import type { Measure } from './findings/counts.ts';
import { validIn } from './turns-of.ts';

/** What of a debate can be counted; null where a server did not tell it of every call. */
const MEASURES: readonly (Pick<Measure, 'id' | 'name' | 'unit'> & { of(row: DebateRow): number | null })[] = [
  {
    id: 'turns',
    name: 'Turns',
    unit: 'valid turns, the answer among them',
    of: ({ attempts }) => validIn(attempts).length,
  },
  { id: 'words', name: 'Words', unit: 'words in valid turns and the answer', of: wordsIn },
  {
    id: 'attempts',
    name: 'Calls',
    unit: 'calls for turns, rejected ones too',
    of: (row) => ofOwn(row, row.attempts.length),
  },
  {
    id: 'cut-off',
    name: 'Calls cut off',
    unit: 'calls that never ended, and were made again',
    of: (row) => ofOwn(row, row.cutOff),
  },
  { id: 'prompt-tokens', name: 'Tokens read', unit: 'tokens of prompts, over all calls for turns', of: promptTokensIn },
  {
    id: 'completion-tokens',
    name: 'Tokens written',
    unit: 'tokens, over all calls for turns, thinking too',
    of: tokensWrittenIn,
  },
  { id: 'server-seconds', name: 'Server time', unit: 'seconds by the servers’ own clocks', of: serverSecondsIn },
  { id: 'wall-seconds', name: 'Waiting time', unit: 'seconds from calls to their last words', of: waitedSecondsIn },
  {
    id: 'stance-tokens',
    name: 'Tokens on stances',
    unit: 'tokens read and written to say where members stand',
    of: (row) =>
      ofOwn(
        row,
        sumOfTold(row.stances.flatMap(({ promptTokens, completionTokens }) => [promptTokens, completionTokens])),
      ),
  },
];

/** How long debates are and what they cost, arm by arm. */
export function measuresOf({ head, debates }: StudyData): Measure[] {
  return MEASURES.map(({ of, ...names }) => ({
    ...names,
    arms: armsIn(head.plan).map((arm) => {
      const own = debatesOfArm(debates, arm);
      const told = own.flatMap((row) => {
        const value = of(row);
        return value === null ? [] : [{ scenario: row.scenario, value }];
      });
      return {
        arm,
        sum: told.reduce((sum, { value }) => sum + value, 0),
        mean: meanByScenario(told, ({ value }) => value),
        debates: told.length,
        untold: own.length - told.length,
      };
    }),
  }));
}

/** Null where others made the calls: what their file has of them is what they kept. */
function ofOwn({ seed }: DebateRow, value: number | null): number | null {
  return seed === null ? null : value;
}

/** What readers and judges have of a debate, in words. */
export function wordsIn({ attempts }: DebateRow): number {
  return validIn(attempts).reduce((sum, { words }) => sum + words, 0);
}

/** All that its models wrote, rejected attempts and thinking too: what a debate may spend is matched by this. Null where it is not told. */
export function tokensWrittenIn({ attempts }: DebateRow): number | null {
  return sumOfTold(attempts.map(({ completionTokens }) => completionTokens));
}

function promptTokensIn({ attempts }: DebateRow): number | null {
  return sumOfTold(attempts.map(({ promptTokens }) => promptTokens));
}

function serverSecondsIn({ attempts }: DebateRow): number | null {
  const milliseconds = sumOfTold(attempts.map(({ serverMilliseconds }) => serverMilliseconds));
  return milliseconds === null ? null : milliseconds / 1000;
}

function waitedSecondsIn({ attempts }: DebateRow): number | null {
  const waited = sumOfTold(attempts.map(({ milliseconds }) => milliseconds));
  return waited === null ? null : waited / 1000;
}

function sumOfTold(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}
