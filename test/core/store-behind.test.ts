import { describe, expect, it } from 'vitest';
import { StoreBehind } from '../../src/core/store-behind.ts';

/** A storing that ends when it is told to. */
function storing() {
  let stored = (): void => {};
  let failed = (_: Error): void => {};
  const promise = new Promise<void>((resolve, reject) => {
    stored = resolve;
    failed = reject;
  });
  return { store: () => promise, stored, failed };
}

describe('storing behind the work', () => {
  it('does not hold up the work, but for what was not stored yet when the next one comes', async () => {
    const behind = new StoreBehind();
    const [one, two] = [storing(), storing()];
    const begun: string[] = [];
    await behind.begin(one.store);
    const next = behind.begin(two.store).then(() => begun.push('two'));
    await Promise.resolve();
    expect(begun).toEqual([]);
    one.stored();
    await next;
    expect(begun).toEqual(['two']);
    two.stored();
    await behind.end();
  });

  it('ends when all is stored', async () => {
    const behind = new StoreBehind();
    await behind.end();
    const one = storing();
    await behind.begin(one.store);
    let ended = false;
    const end = behind.end().then(() => {
      ended = true;
    });
    await Promise.resolve();
    expect(ended).toBe(false);
    one.stored();
    await end;
  });

  it('tells of a failure at the next one, which is not begun, and at the end', async () => {
    const behind = new StoreBehind();
    const one = storing();
    await behind.begin(one.store);
    one.failed(new Error('the disk is full'));
    let begun = false;
    const next = behind.begin(async () => {
      begun = true;
    });
    await expect(next).rejects.toThrow('the disk is full');
    expect(begun).toBe(false);
    await expect(behind.end()).rejects.toThrow('the disk is full');
  });
});
