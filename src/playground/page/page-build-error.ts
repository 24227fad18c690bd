import { ExpectedError } from '../../core/errors.ts';

/** The page's sources could not be bundled. */
export class PageBuildError extends ExpectedError {
  override readonly name = 'PageBuildError';
  readonly advice =
    'Run npm ci again: it installs the bundler for this machine. If it goes on, the page has a mistake in it.';

  /** @param cause what the bundler said; its message names file and line */
  constructor(cause: unknown) {
    super(`The playground's page could not be built: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
