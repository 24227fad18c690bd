import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { PROJECT_ROOT } from '../../src/project-root.ts';
import type { DebateTask } from './debate-task.ts';

/** One process that runs a debate until it ends or is killed. */
export class DebateChild {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #ready: Promise<unknown>;
  readonly #done: Promise<boolean>;
  #killed = false;

  /** Starts the process; it waits to be told to begin. @param onSaid told of each line that it says from then on */
  constructor(task: DebateTask, onSaid: (line: string) => void) {
    const file = path.join(PROJECT_ROOT, 'test/faults/debate-process.ts');
    this.#child = spawn(process.execPath, ['--import', 'tsx', file, JSON.stringify(task)], {
      cwd: PROJECT_ROOT,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    onTestFinished(() => void this.#child.kill('SIGKILL'));
    const { stdout } = this.#child;
    if (stdout === null) throw new Error('no stdout');
    const lines = createInterface(stdout);
    this.#ready = once(lines, 'line');
    let done = false;
    lines.on('line', (line) => {
      if (line === 'done') done = true;
      else if (line !== 'ready' && !this.#killed) onSaid(line);
    });
    this.#ended = once(this.#child, 'close');
    this.#done = this.#ended.then(() => {
      if (!done && !this.#killed) throw new Error('The debate’s process ended by itself before the debate did.');
      return done;
    });
    // Told where it is waited for.
    this.#done.catch(() => {});
  }

  /** Has it begin, once it can. */
  async begin(): Promise<void> {
    await Promise.race([this.#ready, this.#done]);
    this.#child.stdin?.write('begin\n');
  }

  /** SIGKILL; resolves when it is gone. @returns false when it was killed before */
  async kill(): Promise<boolean> {
    const first = !this.#killed;
    this.#killed = true;
    this.#child.kill('SIGKILL');
    await this.#ended;
    return first;
  }

  get killed(): boolean {
    return this.#killed;
  }

  /** Resolves when it is gone. @returns whether the debate came to its end */
  get done(): Promise<boolean> {
    return this.#done;
  }
}
