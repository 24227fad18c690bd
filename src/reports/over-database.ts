import { access } from 'node:fs/promises';
import { type Config, readOfflineConfig } from '../config.ts';
import { systemClock } from '../core/clock.ts';
import { createLog, type Log } from '../core/log.ts';
import { withoutPassword } from '../core/without-password.ts';
import type { EventLog } from '../store/event-log.ts';
import { openEventLog } from '../store/open-event-log.ts';
import { openScreen } from '../terminal/open-screen.ts';
import type { Palette } from '../terminal/palette.ts';
import type { TerminalProcess } from '../terminal/terminal-output.ts';
import type { ScreenPart } from '../terminal/terminal-screen.ts';
import { DatabaseMissingError } from './database-missing-error.ts';

const SQLITE = 'sqlite://';

/** What a command works with that reads a database and prints what it finds. */
export interface OverDatabase {
  readonly events: EventLog;
  readonly config: Config;
  readonly log: Log;
  readonly terminal: ScreenPart;
  readonly palette: Palette;
  /** The address for people: without a password. */
  readonly database: string;
}

/**
 * Opens a database that is there already, does the work, and closes it.
 * @param address in place of DATABASE
 * @throws DatabaseMissingError, StoreFailedError, ConfigError, and what the work throws
 */
export async function overDatabase(
  address: string | undefined,
  process: TerminalProcess,
  work: (open: OverDatabase) => Promise<void>,
): Promise<void> {
  const given = address === undefined ? {} : { DATABASE: address };
  const config = readOfflineConfig({ ...process.env, ...given });
  const log = createLog(config.logLevel);
  await requireDatabase(config.database);
  const events = await openEventLog({ address: config.database, log, clock: systemClock });
  const screen = openScreen(process.stdout, process.env, config.dumbTerminal);
  const terminal = screen.part();
  try {
    await work({ config, events, log, terminal, palette: screen.palette, database: withoutPassword(config.database) });
  } finally {
    terminal.close();
    await events.close();
  }
}

/** @throws DatabaseMissingError */
async function requireDatabase(address: string): Promise<void> {
  if (!(await isThere(address))) throw new DatabaseMissingError(address.slice(SQLITE.length));
}

/** Whether there is a database to be read: a file that is opened is also made, and one with a slip in its name must not pass for an empty one. */
export async function isThere(address: string): Promise<boolean> {
  if (!address.startsWith(SQLITE)) return true;
  return access(address.slice(SQLITE.length)).then(
    () => true,
    () => false,
  );
}
