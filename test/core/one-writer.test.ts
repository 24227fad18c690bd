import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { becomeWriter } from '../../src/core/one-writer.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ERRORS = { taken: () => new Error('taken'), unwritable: () => new Error('unwritable') };

describe('the one writer of a file', () => {
  it('is one of two processes that become it at the same moment', async () => {
    const folder = await temporaryFolder();
    for (let round = 0; round < 400; round += 1) {
      const file = path.join(folder, `file-${round}`);
      const both = [process.pid, process.ppid];
      const tried = await Promise.allSettled(both.map((pid) => becomeWriter(file, pid, ERRORS)));
      const writers = both.filter((_, place) => tried[place]?.status === 'fulfilled');
      expect(writers).toHaveLength(1);
      expect(await readFile(`${file}.lock`, 'utf8')).toBe(String(writers[0]));
    }
    expect(await readdir(folder)).toHaveLength(400);
  });
});
