/** Longer than the server's own deadline of 3 s: met only when its word is lost with the connection. */
const LOST_ANSWER_MS = 8000;

/** Requests whose answers come by the socket, under the nonces they were sent with. */
export class PendingAnswers<Answer> {
  readonly #waiting = new Map<string, (answer: Answer) => void>();

  /** A new nonce, and the answer that will come under it; `lost` when none comes. */
  expect(lost: Answer): { readonly nonce: string; readonly answer: Promise<Answer> } {
    const nonce = crypto.randomUUID();
    const answer = new Promise<Answer>((resolve) => {
      const timer = setTimeout(() => this.settle(nonce, lost), LOST_ANSWER_MS);
      this.#waiting.set(nonce, (given) => {
        clearTimeout(timer);
        resolve(given);
      });
    });
    return { nonce, answer };
  }

  /** Answers what waits under this nonce; nothing happens where nothing waits any more. */
  settle(nonce: string, answer: Answer): void {
    this.#waiting.get(nonce)?.(answer);
    this.#waiting.delete(nonce);
  }
}
