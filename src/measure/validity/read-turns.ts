import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ExpectedError } from '../../core/errors.ts';
import { type LabelledTurn, splitOf, turnSchema } from './labelled-turn.ts';

/** The file of labelled turns has a line that is none. */
export class TurnsFileError extends ExpectedError {
  override readonly name = 'TurnsFileError';
  override readonly advice = 'Each line is one JSON object as src/measure/validity/labelled-turn.ts describes it.';

  constructor(file: string, line: number, problem: string, cause?: unknown) {
    super(`${file}:${line}: ${problem}`, { cause });
  }
}

/**
 * Reads a file of labelled turns.
 * @throws TurnsFileError when a line doesn't parse, an id comes twice, a turn is in the wrong half, or its speaker sits nowhere
 */
export async function readTurns(file: string): Promise<LabelledTurn[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  const ids = new Set<string>();
  return lines.map((line, index) => {
    const fail = (problem: string, cause?: unknown): never => {
      throw new TurnsFileError(file, index + 1, problem, cause);
    };
    const turn = parseLine(line, fail);
    if (ids.has(turn.id)) fail(`the id ${turn.id} is there twice`);
    ids.add(turn.id);
    if (turn.split !== splitOf(turn.id)) fail(`${turn.id} belongs to the ${splitOf(turn.id)} half`);
    const seats = turn.kind === 'answer' ? [turn.chair] : turn.members.map(({ name }) => name);
    if (!seats.includes(turn.speaker)) fail(`${turn.speaker} is no member, or not the chair of an answer`);
    if ((turn.source === 'small-model') !== (turn.made !== undefined)) fail('`made` says how a small model was called');
    return turn;
  });
}

function parseLine(line: string, fail: (problem: string, cause?: unknown) => never): LabelledTurn {
  try {
    return turnSchema.parse(JSON.parse(line));
  } catch (error) {
    return fail(error instanceof z.ZodError ? z.prettifyError(error) : 'it is no JSON', error);
  }
}
