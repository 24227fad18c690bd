import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { PROJECT_ROOT } from '../../project-root.ts';
import { type CrowdReport, type Done, type OpenedCrowd, reportSchema, type Task } from './crowd-messages.ts';

/** A playground with its people, in a process of its own. */
export class Crowd {
  readonly #child: ChildProcess;
  readonly #opened: OpenedCrowd;

  private constructor(child: ChildProcess, opened: OpenedCrowd) {
    this.#child = child;
    this.#opened = opened;
  }

  static async gather(): Promise<Crowd> {
    const child = fork(path.join(PROJECT_ROOT, 'src/bench/crowd/crowd-process.ts'), [], {
      execArgv: ['--import', 'tsx'],
      cwd: PROJECT_ROOT,
    });
    const opened = await next(child);
    if (opened.type !== 'open') throw new Error('the crowd’s process said something else first');
    return new Crowd(child, opened);
  }

  /** The playground's addresses, and where debates are started. */
  get opened(): OpenedCrowd {
    return this.#opened;
  }

  /** Resolves when it is done. One task at a time. */
  async ask(task: Task, signal: AbortSignal): Promise<Done> {
    const answer = next(this.#child, signal);
    this.#child.send(task);
    const report = await answer;
    if (report.type === 'done') return report;
    throw new Error(report.type === 'failed' ? report.message : 'the crowd’s process began anew');
  }

  async leave(): Promise<void> {
    if (this.#child.exitCode !== null || !this.#child.connected) return;
    const gone = once(this.#child, 'exit');
    this.#child.disconnect();
    await gone;
  }
}

async function next(child: ChildProcess, signal?: AbortSignal): Promise<CrowdReport> {
  const over = new AbortController();
  const either = signal === undefined ? over.signal : AbortSignal.any([signal, over.signal]);
  try {
    const ended = once(child, 'exit', { signal: either }).then(() => {
      throw new Error('the crowd’s process ended');
    });
    ended.catch(() => {});
    const [message] = await Promise.race([once(child, 'message', { signal: either }), ended]);
    return reportSchema.parse(message);
  } finally {
    over.abort();
  }
}
