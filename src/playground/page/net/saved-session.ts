import type { Session } from '../../visitor-protocol.ts';

const KEY = 'playground-session';
const CHANNEL_KEY = 'playground-channel';

/** The session of this tab, so that a reload stays the same member; null where there is none. */
export function savedSession(): Session | null {
  return parse(read(() => sessionStorage, KEY));
}

/** Who this browser was last, in any of its tabs; null where it was nobody. The server may have forgotten them. */
export function lastSession(): Session | null {
  return parse(read(() => localStorage, KEY));
}

/** Keeps the session for this tab, and for tabs to come. */
export function saveSession(session: Session): void {
  const text = JSON.stringify(session);
  write(() => sessionStorage, KEY, text);
  write(() => localStorage, KEY, text);
}

/** Forgets the session of this tab. */
export function forgetSession(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {}
}

/** The channel this tab last showed, or null. */
export function savedChannel(): string | null {
  return read(() => sessionStorage, CHANNEL_KEY);
}

export function saveChannel(channelId: string): void {
  write(() => sessionStorage, CHANNEL_KEY, channelId);
}

function parse(saved: string | null): Session | null {
  try {
    // What this page wrote there itself; a token that no longer holds is refused by the server.
    return saved === null ? null : (JSON.parse(saved) as Session);
  } catch {
    return null;
  }
}

/** @param storage asked for only here: where storage is forbidden, naming it throws already */
function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

/** A browser without storage only loses the stay over a reload. */
function write(storage: () => Storage, key: string, text: string): void {
  try {
    storage().setItem(key, text);
  } catch {}
}
