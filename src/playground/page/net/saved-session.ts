import type { Session } from '../../visitor-protocol.ts';

const KEY = 'playground-session';

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
