/**
 * Runs generators side by side, at most `atOnce` of them, and yields what they yield as it comes; a generator goes on when what it yielded
 * has been taken. When one throws, that is thrown, and nobody waits for the others: whoever began them has to abort them.
 */
export async function* merge<T>(begin: readonly (() => AsyncGenerator<T>)[], atOnce: number): AsyncGenerator<T> {
  const waiting = [...begin];
  const running = new Map<AsyncGenerator<T>, Promise<Step<T>>>();
  const advance = (generator: AsyncGenerator<T>): void => {
    // To the end of the line, so that one that always has something ready does not keep the others from being heard.
    running.delete(generator);
    running.set(
      generator,
      generator.next().then((result) => ({ generator, result })),
    );
  };
  try {
    for (;;) {
      for (const start of waiting.splice(0, atOnce - running.size)) advance(start());
      if (running.size === 0) return;
      const { generator, result } = await Promise.race(running.values());
      if (result.done === true) {
        running.delete(generator);
      } else {
        yield result.value;
        advance(generator);
      }
    }
  } finally {
    for (const [generator, step] of running) {
      step.catch(() => {});
      generator.return(undefined).catch(() => {});
    }
  }
}

interface Step<T> {
  readonly generator: AsyncGenerator<T>;
  readonly result: IteratorResult<T>;
}
