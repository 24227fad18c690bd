import { cpus, platform, release, totalmem } from 'node:os';
import type { ModelHost } from '../models/port/chat-model.ts';
import { programVersion } from '../program-version.ts';
import type { Sitting } from './run/study-events.ts';

/** What this process runs on. */
export async function describeSitting(host: ModelHost, signal: AbortSignal): Promise<Sitting> {
  const processors = cpus();
  return {
    program: await programVersion(),
    node: process.version,
    platform: `${platform()} ${release()}`,
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: Math.max(1, processors.length),
    memory: totalmem(),
    engine: host.label,
    engineVersion: (await host.version?.(signal).catch(() => undefined)) ?? null,
  };
}
