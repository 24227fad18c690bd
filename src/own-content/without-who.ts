import type { EventLog } from '../store/event-log.ts';

/** Takes out of a server's content who made and removed it, which earlier versions have stored. @throws StoreFailedError */
export async function withoutWho(events: EventLog, guildId: string): Promise<void> {
  const stream = contentStream(guildId);
  for (const { seq, event } of await events.read(stream)) {
    if (typeof event !== 'object' || event === null || !('by' in event)) continue;
    const { by: _, ...nameless } = event;
    await events.redact(stream, seq, nameless);
  }
}

/** Where what a server has made for itself is stored. */
export function contentStream(guildId: string): string {
  return `guild/${guildId}/content`;
}
