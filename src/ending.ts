import { systemClock } from './core/clock.ts';

/** What of a process the end of the program needs. */
export interface EndableProcess {
  exitCode?: NodeJS.Process['exitCode'];
  readonly stdout: {
    readonly isTTY?: boolean;
    on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
  };
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  exit(status?: number): void;
}

/** The end of the program by a signal. */
export interface Ending {
  readonly signal: AbortSignal;
  /** What does not end within so many milliseconds is ended. */
  within: number;
}

/** How long a command may take to end unless it says otherwise, in milliseconds. */
const ENDS_WITHIN = 1800;
/** Ctrl-C reaches a program that npm runs twice, from the terminal and from npm: signals as close as this are one, in milliseconds. */
const ONE_SIGNAL = 500;
/** What shells expect of a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/**
 * Ends the program in order when it is told to (Ctrl-C: status 130; SIGTERM, a closed terminal, or nobody reads what it prints: 0); in
 * haste when it is told again, or when that takes too long.
 */
export function listenForTheEnd(process: EndableProcess): Ending {
  const controller = new AbortController();
  const ending: Ending = { signal: controller.signal, within: ENDS_WITHIN };
  let toldAt: number | undefined;
  const end = (status: number): void => {
    if (toldAt !== undefined) {
      if (systemClock.now() - toldAt >= ONE_SIGNAL) process.exit(status);
      return;
    }
    toldAt = systemClock.now();
    process.exitCode = status;
    controller.abort();
    setTimeout(() => process.exit(), ending.within).unref();
  };
  process.on('SIGINT', () => end(INTERRUPTED));
  process.on('SIGTERM', () => end(0));
  // A program that outlives its terminal (nohup) does not print there, and goes on.
  if (process.stdout.isTTY === true) process.on('SIGHUP', () => end(0));
  process.stdout.on('error', (error) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    if (toldAt === undefined) end(0);
  });
  return ending;
}
