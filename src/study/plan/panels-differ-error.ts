import { ExpectedError } from '../../core/errors.ts';

interface Panel {
  readonly ensemble: string;
  readonly models: string;
}

/** Scores by different judges can't be set side by side. */
export class PanelsDifferError extends ExpectedError {
  override readonly name = 'PanelsDifferError';
  override readonly advice =
    'Name one panel for the whole study under `judges` in its plan: models of families that debate in none of its ensembles.';

  constructor(one: Panel, other: Panel) {
    super(`${one.ensemble} would be judged by ${one.models}, ${other.ensemble} by ${other.models}.`);
  }
}
