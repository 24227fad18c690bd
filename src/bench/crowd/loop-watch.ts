import { monitorEventLoopDelay } from 'node:perf_hooks';

const LOOP_RESOLUTION = 10;

/** How busy a process was. */
export interface LoopFigures {
  /** The event loop's delay beyond the timer's own resolution, in milliseconds. */
  readonly p99: number;
  readonly longest: number;
  /** Of one core, the part that it took: 0 to 1, more with several threads. */
  readonly cores: number;
  /** Resident memory at the end, in bytes. */
  readonly memory: number;
}

/** Watches this process's event loop from now on. @returns what ends that */
export function watchLoop(): () => LoopFigures {
  const loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION });
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  loop.enable();
  return () => {
    loop.disable();
    const { user, system } = process.cpuUsage(cpu);
    const delay = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - LOOP_RESOLUTION);
    return {
      p99: delay(loop.percentile(99)),
      longest: delay(loop.max),
      cores: (user + system) / 1000 / (performance.now() - start),
      memory: process.memoryUsage.rss(),
    };
  };
}
