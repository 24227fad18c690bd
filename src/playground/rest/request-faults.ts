import type { RequestFault } from '../playground-for-tests.ts';

/** The bad days of a Discord: requests that fail because a test said so. */
export class RequestFaults {
  readonly #waiting: { readonly fault: RequestFault; left: number }[] = [];

  add(fault: RequestFault): void {
    this.#waiting.push({ fault, left: fault.times });
  }

  /** The fault that a request meets, which is used up by it. @param route as in RecordedRequest */
  take(method: string, route: string): RequestFault | undefined {
    const found = this.#waiting.find(
      ({ fault, left }) => left > 0 && fault.routes.some((one) => one === `${method} ${route}` || one === '*'),
    );
    if (found === undefined) return undefined;
    found.left -= 1;
    return found.fault;
  }
}
