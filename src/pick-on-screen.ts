import type { Config } from './config.ts';
import { systemClock } from './core/clock.ts';
import type { Log } from './core/log.ts';
import { pickHost } from './models/pick-host.ts';
import type { PickedHost } from './models/port/picked-host.ts';
import { DownloadProgress } from './terminal/download-progress.ts';
import type { TerminalScreen } from './terminal/terminal-screen.ts';

/**
 * Picks the models' host for a command, and shows what that takes.
 * @param options `mayPassOver`: see PickDeps; `quiet`: nothing is said, for programs that read the output
 * @throws what picking throws, for servers that were named too
 */
export async function pickOnScreen(
  config: Config,
  log: Log,
  screen: TerminalScreen,
  { mayPassOver, quiet = false }: { readonly mayPassOver: boolean; readonly quiet?: boolean },
  signal: AbortSignal,
): Promise<PickedHost> {
  const terminal = screen.part();
  const download = new DownloadProgress(screen);
  if (!quiet) terminal.status(() => 'looking for models …');
  const say = (line: string): void => {
    if (!quiet) terminal.line(line);
  };
  try {
    const onProgress = quiet ? () => {} : download.show;
    return await pickHost(config, { log, clock: systemClock, say, onProgress, mayPassOver }, signal);
  } finally {
    download.end();
    terminal.close();
  }
}
