import { ExpectedError } from '../../core/errors.ts';

/** Its servers fail again and again: what would follow would say nothing of the debates. */
export class StudyBrokenOffError extends ExpectedError {
  override readonly name = 'StudyBrokenOffError';
  override readonly advice =
    'Everything up to here is stored. Once the models answer again, run the same command: it goes on from there.';

  constructor(failures: number, reason: string) {
    super(`The study stopped, because ${failures} runs in a row failed: ${reason}`);
  }
}
