import type { Config } from '../config.ts';
import { systemClock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { pickHost } from '../models/pick-host.ts';
import type { PickedHost } from '../models/port/picked-host.ts';
import { DownloadProgress } from '../terminal/download-progress.ts';
import type { TerminalScreen } from '../terminal/terminal-screen.ts';

/**
 * The host of the judges' models.
 * @param quiet nothing is said about it
 * @throws what picking throws, for servers that were named too
 */
export async function pickJudgesHost(
  config: Config,
  log: Log,
  screen: TerminalScreen,
  quiet: boolean,
  signal: AbortSignal,
): Promise<PickedHost> {
  const terminal = screen.part();
  const download = new DownloadProgress(screen);
  const say = (line: string): void => {
    if (!quiet) terminal.line(line);
  };
  const onProgress = quiet ? () => {} : download.show;
  try {
    return await pickHost(config, { log, clock: systemClock, say, onProgress, mayPassOver: false }, signal);
  } finally {
    download.end();
    terminal.close();
  }
}
