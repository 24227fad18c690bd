import { expect, it } from 'vitest';
import { Breaker } from '../../src/models/pool/breaker.ts';

const HOUR = 3_600_000;
const REST = 2000;

it('lets a server rest no longer when the clock is set back', () => {
  const breaker = new Breaker();
  const now = 10 * HOUR;
  breaker.failed(now, true);
  expect(breaker.isDue(now)).toBe(false);
  expect(breaker.isDue(now + REST - 1)).toBe(false);
  expect(breaker.isDue(now + REST)).toBe(true);
  expect(breaker.isDue(now - HOUR)).toBe(true);
});
