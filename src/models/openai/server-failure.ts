/** What a server said instead of an answer. Only this folder sees it: openai-errors.ts makes one of the port's errors of it. */
export class ServerFailure extends Error {
  override readonly name = 'ServerFailure';
  /** Of HTTP; undefined when it said so in the middle of an answer. */
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }
}
