import { it } from 'vitest';
import { type Case, expectUndisturbed } from './kill-debate.ts';

const CASES: readonly Case[] = [
  {
    name: 'proponent and opponent',
    plan: { format: 'proponent-opponent', ensemble: 'pocket', rounds: 3 },
    holds: 'stance-stated',
  },
  {
    name: 'a blind round, one after the other',
    plan: { format: 'round-table', ensemble: 'one-model', rounds: 2 },
    holds: 'answer-ready',
  },
  { name: 'a devil’s advocate', plan: { format: 'devils-advocate', ensemble: 'one-model' }, holds: 'answer-ready' },
  { name: 'questions and replies', plan: { format: 'cross-examination', ensemble: 'pocket' }, holds: 'answer-ready' },
  { name: 'drafts and a choice', plan: { format: 'drafts', ensemble: 'one-model' }, holds: 'answer-ready' },
];

it.each(CASES.map((one) => [one.name, one] as const))(
  'a debate goes on after kill -9, ten times, as if nothing had happened: %s',
  (_, one) => expectUndisturbed(one),
);
