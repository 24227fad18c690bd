import { createHash } from 'node:crypto';
import type { Clock } from '../../core/clock.ts';
import { routeName } from './route-name.ts';

/** How a request stands with the limits. */
export interface RateVerdict {
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: the request may pass. In seconds. */
  readonly retryAfter?: number;
  readonly global: boolean;
  /** Whether the limit is one of the resource, whoever asks. */
  readonly isShared: boolean;
}

interface Limit {
  readonly requests: number;
  readonly windowMs: number;
}

interface Window {
  used: number;
  endsAt: number;
}

const GLOBAL: Limit = { requests: 50, windowMs: 1000 };
const MESSAGES: Limit = { requests: 5, windowMs: 5000 };
const REACTIONS: Limit = { requests: 1, windowMs: 250 };
const OTHERS: Limit = { requests: 50, windowMs: 1000 };

/** Shown by no header; reported, and for the channel confirmed by Discord (discord-api-docs #367). */
const HIDDEN_WEBHOOK: Limit = { requests: 5, windowMs: 2000 };
const HIDDEN_CHANNEL: Limit = { requests: 30, windowMs: 60_000 };
const HIDDEN_PENALTY_MS = 40_000;

/** Discord's limits of requests: those with headers, the global one, and the hidden ones of webhooks. */
export class RateLimiter {
  readonly #windows = new Map<string, Window>();
  readonly #blockedUntil = new Map<string, number>();
  readonly #clock: Clock;
  readonly #channelOfWebhook: (webhookId: string) => string | null;

  /** @param channelOfWebhook the channel of a webhook (shared by its threads); null for what is none */
  constructor(clock: Clock, channelOfWebhook: (webhookId: string) => string | null) {
    this.#clock = clock;
    this.#channelOfWebhook = channelOfWebhook;
  }

  /** Counts a request. @param path from /api on */
  take(method: string, path: string): RateVerdict {
    if (this.#windows.size > 5000) this.#forgetEnded();
    const route = routeName(path);
    if (route.startsWith('/interactions/')) return { headers: {}, global: false, isShared: false };
    const overall = this.#count('global', GLOBAL);
    if (overall !== null) {
      return {
        headers: { 'X-RateLimit-Global': 'true', 'X-RateLimit-Scope': 'global' },
        retryAfter: overall / 1000,
        global: true,
        isShared: false,
      };
    }
    const webhookId = /^\/api\/v\d+\/webhooks\/(\d+)\/[^/]+/.exec(path)?.[1];
    const channelId = webhookId === undefined ? null : this.#channelOfWebhook(webhookId);
    if (webhookId !== undefined && channelId !== null && (method === 'POST' || method === 'PATCH')) {
      return this.#takeHidden(webhookId, channelId);
    }
    return this.#takeBucket(method, route, path);
  }

  #takeHidden(webhookId: string, channelId: string): RateVerdict {
    const now = this.#clock.now();
    const blocked = (this.#blockedUntil.get(channelId) ?? 0) - now;
    if (blocked > 0) return refused(blocked);
    const ownWait = this.#count(`webhook:${webhookId}`, HIDDEN_WEBHOOK);
    if (ownWait !== null) return refused(ownWait);
    const sharedWait = this.#count(`webhooks of channel:${channelId}`, HIDDEN_CHANNEL);
    if (sharedWait === null) return { headers: {}, global: false, isShared: false };
    const wait = Math.max(sharedWait, HIDDEN_PENALTY_MS);
    this.#blockedUntil.set(channelId, now + wait);
    return refused(wait);
  }

  #takeBucket(method: string, route: string, path: string): RateVerdict {
    const { name, limit } = bucketOf(method, route);
    const major = /\/(?:channels|guilds|webhooks)\/(\d+)/.exec(path)?.[1] ?? '';
    const key = `${name}:${major}`;
    const wait = this.#count(key, limit);
    const now = this.#clock.now();
    const { used, endsAt } = this.#windows.get(key) ?? { used: 0, endsAt: now };
    const headers = {
      'X-RateLimit-Limit': String(limit.requests),
      'X-RateLimit-Remaining': String(Math.max(0, limit.requests - used)),
      'X-RateLimit-Reset': (endsAt / 1000).toFixed(3),
      'X-RateLimit-Reset-After': (Math.max(0, endsAt - now) / 1000).toFixed(3),
      'X-RateLimit-Bucket': createHash('sha256').update(name).digest('hex').slice(0, 32),
    };
    if (wait === null) return { headers, global: false, isShared: false };
    return {
      headers: { ...headers, 'X-RateLimit-Scope': 'user' },
      retryAfter: wait / 1000,
      global: false,
      isShared: false,
    };
  }

  /** @returns null when it still fits, else the milliseconds until the window ends */
  #count(key: string, limit: Limit): number | null {
    const now = this.#clock.now();
    const known = this.#windows.get(key);
    const current = known === undefined || known.endsAt <= now ? { used: 0, endsAt: now + limit.windowMs } : known;
    this.#windows.set(key, current);
    if (current.used >= limit.requests) return current.endsAt - now;
    current.used += 1;
    return null;
  }

  #forgetEnded(): void {
    const now = this.#clock.now();
    for (const [key, { endsAt }] of this.#windows) if (endsAt <= now) this.#windows.delete(key);
  }
}

function refused(waitMs: number): RateVerdict {
  return { headers: { 'X-RateLimit-Scope': 'shared' }, retryAfter: waitMs / 1000, global: false, isShared: true };
}

function bucketOf(method: string, route: string): { readonly name: string; readonly limit: Limit } {
  if (route === '/channels/:id/messages' && method === 'POST') return { name: 'messages post', limit: MESSAGES };
  if (route === '/channels/:id/messages/:id' && method === 'PATCH') return { name: 'messages edit', limit: MESSAGES };
  // All ways to add or take away reactions share one bucket a channel; reading who reacted does not.
  if (route.includes('/reactions') && method !== 'GET') return { name: 'reactions', limit: REACTIONS };
  return { name: `${method} ${route}`, limit: OTHERS };
}
