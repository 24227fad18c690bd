import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Log } from '../../core/log.ts';
import { ModelDownloadError } from './model-download-error.ts';

const execute = promisify(execFile);

/** What Python is called on different systems. */
const NAMES = ['python3', 'python', 'py'];

/**
 * Runs Python under the first name that the system knows.
 * @throws ModelDownloadError when there is no Python, no pip, or it failed (with the last line of what it said)
 */
export async function runPython(
  parameters: readonly string[],
  environment: Readonly<Record<string, string>>,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  for (const name of NAMES) {
    try {
      await execute(name, [...parameters], { env: { ...process.env, ...environment }, signal });
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Error)) throw error;
      if ('code' in error && error.code === 'ENOENT') continue;
      const said = 'stderr' in error ? String(error.stderr).trim() : error.message;
      log.debug({ said }, 'Python failed');
      if (said.includes('No module named pip'))
        throw new ModelDownloadError(`${name} is here, but without pip.`, error);
      throw new ModelDownloadError(said.split('\n').at(-1) ?? 'Python failed.', error);
    }
  }
  throw new ModelDownloadError('it comes by Python and pip, and there is no Python here.');
}
