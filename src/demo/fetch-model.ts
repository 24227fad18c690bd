import { readConfig } from '../config.ts';
import { systemClock } from '../core/clock.ts';
import { createLog } from '../core/log.ts';
import { fetchSmallModel } from '../models/embedded/fetch-small-model.ts';
import { downloadProgress } from './download-progress.ts';

/** Fetches the small model unless it is there, and prints its path as the last line. @throws ModelDownloadError */
export async function fetchModel(process: Pick<NodeJS.Process, 'env' | 'stdout'>, signal: AbortSignal): Promise<void> {
  const config = readConfig({ LOG_LEVEL: 'error', ...process.env });
  const deps = { clock: systemClock, log: createLog(config.logLevel), onProgress: downloadProgress(process.stdout) };
  process.stdout.write(`${await fetchSmallModel(config.cacheFolder, deps, signal)}\n`);
}
