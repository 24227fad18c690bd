import type { Session } from '../../visitor-protocol.ts';

const KEY = 'playground-session';
const CHANNEL_KEY = 'playground-channel';

/** The session of this tab, so that a reload stays the same member; null where there is none. */
export function savedSession(): Session | null {
  try {
    const saved = sessionStorage.getItem(KEY);
    // What this page wrote there itself; a token that no longer holds is refused by the server.
    return saved === null ? null : (JSON.parse(saved) as Session);
  } catch {
    return null;
  }
}

/** Keeps the session for this tab; null forgets it. A browser without storage only loses the stay over a reload. */
export function saveSession(session: Session | null): void {
  try {
    if (session === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(session));
  } catch {}
}

/** The channel this tab last showed, or null. */
export function savedChannel(): string | null {
  try {
    return sessionStorage.getItem(CHANNEL_KEY);
  } catch {
    return null;
  }
}

export function saveChannel(channelId: string): void {
  try {
    sessionStorage.setItem(CHANNEL_KEY, channelId);
  } catch {}
}
