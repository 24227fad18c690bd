import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FairLine } from '../../src/core/fair-line.ts';

function lineOf(...items: readonly string[]): FairLine<string> {
  const line = new FairLine<string>();
  for (const item of items) line.add(item, item.charAt(0));
  return line;
}

const order = (line: FairLine<string>): string =>
  line
    .order()
    .map(({ item }) => item)
    .join(' ');

function serveAll(line: FairLine<string>): string {
  const served: string[] = [];
  for (let [next] = line.order(); next !== undefined; [next] = line.order()) {
    line.take(next.item);
    served.push(next.item);
  }
  return served.join(' ');
}

it('lets groups take turns, and who came first goes first inside a group', () => {
  const line = lineOf('a1', 'a2', 'a3', 'b1', 'c1', 'b2');
  expect(order(line)).toBe('a1 b1 c1 a2 b2 a3');
  expect(serveAll(line)).toBe('a1 b1 c1 a2 b2 a3');
});

it('puts a group behind that has just been served, also when nobody waited then', () => {
  const line = lineOf('a1');
  line.take('a1');
  line.add('a2', 'a');
  line.add('a3', 'a');
  line.add('b1', 'b');
  expect(order(line)).toBe('b1 a2 a3');
});

it('moves those behind up when somebody leaves', () => {
  const line = lineOf('a1', 'a2', 'b1', 'a3', 'b2');
  line.remove('a1');
  expect(order(line)).toBe('a2 b1 a3 b2');
  line.remove('nobody');
  expect(order(line)).toBe('a2 b1 a3 b2');
});

it('passes nobody over more often than there are other groups, whoever comes', () => {
  const groups = ['a', 'b', 'c', 'd'];
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...groups), fc.constant('serve')), { maxLength: 80 }), (steps) => {
      const line = new FairLine<string>();
      const since = new Map<string, number>();
      let count = 0;
      let served = 0;
      for (const step of steps) {
        if (step === 'serve') {
          const next = line.order()[0]?.item;
          if (next === undefined) continue;
          line.take(next);
          served += 1;
          since.delete(next);
          continue;
        }
        count += 1;
        const item = `${step}${count}`;
        const before = [...since.keys()].filter((one) => one.startsWith(step)).length;
        since.set(item, served + groups.length * (before + 1));
        line.add(item, step);
      }
      for (const due of since.values()) expect(served).toBeLessThanOrEqual(due);
    }),
  );
});
