import { it } from 'vitest';
import { speech } from '../support/speech.ts';
import { type Case, expectUndisturbed } from './kill-debate.ts';

const PRO_CON = { format: 'proponent-opponent', ensemble: 'pocket' };

const CASES: readonly Case[] = [
  {
    name: 'a blind round, three at once',
    plan: { format: 'round-table', ensemble: 'one-model', rounds: 2 },
    atOnce: 3,
    holds: 'answer-ready',
  },
  {
    name: 'rejected turns',
    plan: { ...PRO_CON, rounds: 3 },
    manner: { speech: (seed) => (seed % 3 === 0 ? 'No.' : speech(seed)) },
    holds: '"status":"rejected"',
  },
  {
    name: 'digests',
    plan: { ...PRO_CON, rounds: 6 },
    manner: { speech: (seed) => speech(seed, 8), contextTokens: 2600 },
    holds: 'transcript-digested',
  },
  {
    name: 'a server that counts more tokens than were estimated',
    plan: { ...PRO_CON, rounds: 4 },
    manner: { speech: (seed) => speech(seed, 8), contextTokens: 3400, tokensACharacter: 0.6 },
    holds: 'transcript-digested',
  },
  {
    name: 'a server that breaks off',
    plan: { ...PRO_CON, rounds: 2 },
    manner: { breaksOff: (seed) => seed % 5 === 0 },
    holds: 'model-failed',
  },
  {
    name: 'rejected turns, two at once',
    plan: { format: 'devils-advocate', ensemble: 'one-model' },
    manner: { speech: (seed) => (seed % 4 === 0 ? 'No.' : speech(seed)) },
    atOnce: 2,
    holds: '"status":"rejected"',
  },
];

it.each(CASES.map((one) => [one.name, one] as const))(
  'a debate with trouble of its own goes on after kill -9, ten times, as if nothing had happened: %s',
  (_, one) => expectUndisturbed(one),
);
