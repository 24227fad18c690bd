import { readLocalConfig } from '../config.ts';
import { systemClock } from '../core/clock.ts';
import { createLog } from '../core/log.ts';
import { fetchSmallModel } from '../models/embedded/fetch-small-model.ts';
import { DownloadProgress } from '../terminal/download-progress.ts';
import { openScreen } from '../terminal/open-screen.ts';
import type { TerminalProcess } from '../terminal/terminal-output.ts';

/** Fetches the small model unless it is there, and prints its path as the last line. @throws ModelDownloadError */
export async function fetchModel(process: TerminalProcess, signal: AbortSignal): Promise<void> {
  const config = readLocalConfig(process.env);
  const progress = new DownloadProgress(openScreen(process.stdout, process.env, config.dumbTerminal));
  const deps = { clock: systemClock, log: createLog(config.logLevel), onProgress: progress.show };
  const file = await fetchSmallModel(config.cacheFolder, deps, signal).finally(() => progress.end());
  process.stdout.write(`${file}\n`);
}
