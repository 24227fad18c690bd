import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { isAbort } from '../../src/core/errors.ts';
import { createLog } from '../../src/core/log.ts';
import { fetchSmallModel } from '../../src/models/embedded/fetch-small-model.ts';
import { ModelDownloadError } from '../../src/models/embedded/model-download-error.ts';
import { SMALL_MODEL } from '../../src/models/embedded/small-model.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Leaves a file where pip would leave the package, and where unzipping would leave the model. */
const DOWNLOADS = `case "$1" in
  -m) while [ "$1" != "-d" ]; do shift; done; echo words > "$2/package.whl" ;;
  -c) echo words > "$5" ;;
esac`;

/** A cache folder, and a PATH whose only Python is this shell script (none: no Python at all). */
async function machine(python: string | undefined): Promise<{ cache: string; models: string; received: number[] }> {
  const folder = await temporaryFolder();
  const bin = path.join(folder, 'bin');
  await mkdir(bin);
  if (python !== undefined) {
    const script = path.join(bin, 'python3');
    await writeFile(script, `#!/bin/sh\n${python}\n`);
    await chmod(script, 0o755);
  }
  vi.stubEnv('PATH', python === undefined ? bin : `${bin}:${process.env['PATH']}`);
  return { cache: path.join(folder, 'cache'), models: path.join(folder, 'cache', 'models'), received: [] };
}

const fetchInto = (cache: string, signal = new AbortController().signal, onProgress = (_: number) => {}) =>
  fetchSmallModel(cache, { clock: systemClock, log: createLog('silent'), onProgress }, signal);

describe.skipIf(process.platform === 'win32')('fetching the small model', () => {
  it('leaves nothing behind when the checksum is wrong', async () => {
    const { cache, models } = await machine(DOWNLOADS);
    const failed = fetchInto(cache);
    await expect(failed).rejects.toThrow(ModelDownloadError);
    await expect(failed).rejects.toThrow(`expected ${SMALL_MODEL.sha256}`);
    expect(await readdir(models)).toEqual([]);
  });

  it('leaves nothing behind when it is interrupted, and reports what had come by then', async () => {
    const { cache, models } = await machine('head -c 5000 /dev/zero > "$TMPDIR/part"; exec sleep 600');
    const controller = new AbortController();
    const failed = fetchInto(cache, controller.signal, (received) => {
      if (received === 5000) controller.abort();
    });
    const error = await failed.catch((reason: unknown) => reason);
    expect(isAbort(error)).toBe(true);
    expect(await readdir(models)).toEqual([]);
  });

  it('removes what a killed process left behind, and nothing of one that still runs', async () => {
    const { cache, models } = await machine(DOWNLOADS);
    const { pid: gone } = spawnSync(process.execPath, ['--version']);
    for (const pid of [gone, process.ppid]) {
      await mkdir(path.join(models, `fetching-${pid}-abc`), { recursive: true });
      await writeFile(path.join(models, `fetching-${pid}-abc`, 'part'), 'half a model');
    }
    await expect(fetchInto(cache)).rejects.toThrow(ModelDownloadError);
    expect(await readdir(models)).toEqual([`fetching-${process.ppid}-abc`]);
  });

  it('leaves nothing behind when the disk is full while it is unpacked', async () => {
    const { cache, models } = await machine(
      `${DOWNLOADS.replace(
        'echo words > "$5"',
        `echo half > "$5"; echo "OSError: [Errno 28] No space left on device" >&2; exit 1`,
      )}`,
    );
    const error = await fetchInto(cache).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ModelDownloadError);
    expect(error).toHaveProperty('message', expect.stringContaining('No space left on device'));
    expect(await readdir(models)).toEqual([]);
  });

  it('says so when the cache folder can’t be made', async () => {
    const { cache } = await machine(DOWNLOADS);
    await writeFile(cache, 'a file');
    const error = await fetchInto(cache).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ModelDownloadError);
    expect(error).toHaveProperty('message', expect.stringContaining(cache));
  });

  it.each([
    [
      'no network',
      'echo "WARNING: Retrying" >&2; echo "ERROR: No matching distribution found" >&2; exit 1',
      /No matching distribution found/,
    ],
    ['no pip', 'echo "$0: No module named pip" >&2; exit 1', /python3 is here, but without pip/],
    ['no Python', undefined, /there is no Python here/],
    ['a pip that does nothing', 'exit 0', /left no file/],
  ])('says with %s what to do without it', async (_, python, message) => {
    const { cache, models } = await machine(python);
    const error = await fetchInto(cache).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ModelDownloadError);
    expect(error).toHaveProperty('message', expect.stringMatching(message));
    expect(error).toHaveProperty('advice', expect.stringMatching(/EMBEDDED_MODEL=.*Ollama/));
    expect(await readdir(models)).toEqual([]);
  });

  it('asks nobody when the file is there', async () => {
    const { cache, models } = await machine('exit 1');
    await mkdir(models, { recursive: true });
    const file = path.join(models, SMALL_MODEL.file);
    await writeFile(file, Buffer.alloc(SMALL_MODEL.bytes));
    expect(await fetchInto(cache)).toBe(file);
    expect((await readFile(file)).length).toBe(SMALL_MODEL.bytes);
  });
});
