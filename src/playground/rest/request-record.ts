import type { Violation } from '../playground.ts';
import type { RecordedRequest } from '../playground-for-tests.ts';

const MOST_REQUESTS = 10_000;
const MOST_VIOLATIONS = 1000;

/** Codes of a 404 that only say that somebody was quicker (deleted it, let it expire). */
const GONE: ReadonlySet<number> = new Set([10003, 10004, 10007, 10008, 10013, 10015, 10062, 10063]);

/** What the bot asked for, and what of it Discord would hold against it. */
export class RequestRecord {
  readonly #requests: RecordedRequest[] = [];
  readonly #violations: Violation[] = [];
  #rateLimited = 0;

  get requests(): readonly RecordedRequest[] {
    return [...this.#requests];
  }

  get violations(): readonly Violation[] {
    return [...this.#violations];
  }

  get rateLimited(): number {
    return this.#rateLimited;
  }

  /** @param refusal null when the request was granted */
  note(request: RecordedRequest, refusal: { readonly code: number; readonly message: string } | null): void {
    this.#requests.push(request);
    if (this.#requests.length > MOST_REQUESTS) this.#requests.shift();
    if (request.status === 429) this.#rateLimited += 1;
    if (refusal === null || request.status === 429) return;
    if (request.status === 404 && GONE.has(refusal.code)) return;
    // The first ones say most; a bot that goes on and on must not fill the memory.
    if (this.#violations.length >= MOST_VIOLATIONS) return;
    const { method, route, status } = request;
    this.#violations.push({ method, route, status, code: refusal.code, message: refusal.message });
  }
}
