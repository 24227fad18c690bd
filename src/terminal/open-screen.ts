import { systemClock } from '../core/clock.ts';
import type { TerminalOutput } from './terminal-output.ts';
import { TerminalScreen } from './terminal-screen.ts';

/**
 * The screen for standard output: colours and lines that are overwritten on a terminal that can do these, plain lines elsewhere.
 * @param environment by which Node finds out the terminal's colours (none with NO_COLOR)
 * @param dumb the terminal can only append
 */
export function openScreen(out: TerminalOutput, environment: NodeJS.ProcessEnv, dumb: boolean): TerminalScreen {
  const terminal = out.isTTY === true;
  return new TerminalScreen({
    out,
    colorDepth: terminal ? (out.getColorDepth?.(environment) ?? 1) : 1,
    overwrite: terminal && !dumb,
    clock: systemClock,
  });
}
