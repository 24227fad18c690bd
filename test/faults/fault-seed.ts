import { drawSeed, systemEntropy } from '../../src/core/random.ts';

/** What all of a run's random choices are made from: what FAULT_SEED says, else drawn. */
export function faultSeed(): number {
  const given = process.env['FAULT_SEED'];
  return given === undefined || given === '' ? drawSeed(systemEntropy) : Number(given);
}
