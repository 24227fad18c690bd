import { link, readFile, rm, writeFile } from 'node:fs/promises';

/** What to tell whoever can't write. */
export interface WriterErrors {
  /** @param holder the other process's number @param lock the file that has it */
  taken(holder: number, lock: string): Error;
  unwritable(cause: unknown): Error;
}

/**
 * Makes this process the one writer of a file, by a file beside it that holds its number. One that a killed process left is taken over.
 * @returns ends it
 * @throws what `errors` makes: `taken` while another process is its writer, `unwritable` where the file beside it cannot be written
 */
export async function becomeWriter(file: string, pid: number, errors: WriterErrors): Promise<() => Promise<void>> {
  const lock = `${file}.lock`;
  for (let attempt = 0; ; attempt += 1) {
    try {
      await putWhole(lock, String(pid));
      return () => rm(lock, { force: true });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') {
        throw errors.unwritable(error);
      }
      const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
      if (attempt > 0 || (holder !== pid && isAlive(holder))) {
        throw errors.taken(holder, lock);
      }
      await rm(lock, { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be asked, and is there.
    return codeOf(error) === 'EPERM';
  }
}

/** Disks on which a file has one name only say so by one of these. */
const NO_LINKS: readonly unknown[] = ['EPERM', 'ENOTSUP', 'ENOSYS'];

/** Makes a file with all its text at once, where there is none: one that is there and still empty would look like that of a killed process. */
async function putWhole(file: string, text: string): Promise<void> {
  const part = `${file}.${text}`;
  try {
    await writeFile(part, text);
    await link(part, file);
  } catch (error) {
    if (!NO_LINKS.includes(codeOf(error))) throw error;
    await writeFile(file, text, { flag: 'wx' });
  } finally {
    await rm(part, { force: true });
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
