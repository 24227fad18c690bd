import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { PROJECT_ROOT } from '../../src/project-root.ts';

/** The program as a process of its own. */
export interface Program {
  readonly child: ChildProcess;
  /** What it wrote so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Waits for words on standard output. @returns what they matched; rejects when it ends without them */
  says(words: RegExp): Promise<RegExpExecArray>;
  /** The same on standard error. */
  logs(words: RegExp): Promise<RegExpExecArray>;
  /** @returns its status, or the signal that killed it */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** Runs `ensemble-debates ARGUMENTS` in a folder, with no more environment than what is given (and where programs are found). */
export function runProgram(parameters: readonly string[], cwd: string, environment: NodeJS.ProcessEnv = {}): Program {
  const file = path.join(PROJECT_ROOT, 'bin', 'ensemble-debates.js');
  const child = spawn(process.execPath, [file, ...parameters], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, TMPDIR: cwd, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const written = { stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
      for (const look of [...waiting]) look();
    });
  }
  const ended = once(child, 'close').then(([status, signal]) => status ?? signal);
  const writes = (name: keyof typeof written, words: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = words.exec(written[name]);
        if (found === null) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
      void ended.then((status) =>
        reject(new Error(`It ended (${status}) without ${words}:\n${written.stdout}${written.stderr}`)),
      );
    });
  return {
    child,
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    ended,
    says: (words) => writes('stdout', words),
    logs: (words) => writes('stderr', words),
  };
}
