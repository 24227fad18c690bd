import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type EndableProcess, type Ending, listenForTheEnd } from '../src/ending.ts';

/** A process of which only the way it ends is there. */
class FakeProcess extends EventEmitter implements EndableProcess {
  exitCode: EndableProcess['exitCode'] = undefined;
  /** With which status it was made to exit; undefined before. */
  exited: unknown;
  readonly stdout: EventEmitter & { readonly isTTY: boolean };

  constructor(isTTY = true) {
    super();
    this.stdout = Object.assign(new EventEmitter(), { isTTY });
  }

  exit(status?: number): void {
    this.exited ??= status ?? this.exitCode;
  }
}

describe('the end of the program', () => {
  let process: FakeProcess;
  let ending: Ending;

  beforeEach(() => {
    vi.useFakeTimers();
    process = new FakeProcess();
    ending = listenForTheEnd(process);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 0],
    ['SIGHUP', 0],
  ])('begins in order with %s, with the status %i', (signal, status) => {
    process.emit(signal);
    expect(ending.signal.aborted).toBe(true);
    expect(process).toMatchObject({ exitCode: status, exited: undefined });
  });

  it('does not come with the end of a terminal that it does not print to', () => {
    const other = new FakeProcess(false);
    const { signal } = listenForTheEnd(other);
    other.emit('SIGHUP');
    expect(signal.aborted).toBe(false);
  });

  it('takes less than two seconds, unless a command says that it needs more', () => {
    process.emit('SIGINT');
    vi.advanceTimersByTime(1900);
    expect(process.exited).toBe(130);

    const other = new FakeProcess();
    listenForTheEnd(other).within = 15_000;
    other.emit('SIGTERM');
    vi.advanceTimersByTime(14_000);
    expect(other.exited).toBeUndefined();
    vi.advanceTimersByTime(1000);
    expect(other.exited).toBe(0);
  });

  it('takes one Ctrl-C that comes twice, from the terminal and from npm, for one; a second one ends it at once', () => {
    process.emit('SIGINT');
    vi.advanceTimersByTime(50);
    process.emit('SIGINT');
    expect(process.exited).toBeUndefined();
    vi.advanceTimersByTime(800);
    process.emit('SIGINT');
    expect(process.exited).toBe(130);
  });

  it('begins when nobody reads what is printed any more', () => {
    process.stdout.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    expect(ending.signal.aborted).toBe(true);
    expect(process.exitCode).toBe(0);
    expect(() => process.stdout.emit('error', new Error('something else'))).toThrow('something else');
  });
});
