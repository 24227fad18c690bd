import type { App } from '../../app.ts';
import type { VoterId } from '../../core/ids.ts';
import { DeletingError } from '../../privacy/deleting-error.ts';

/** What is stored of somebody, told with the answer to the first thing that they do. Small print: it stands below what they asked for. */
export const NOTICE =
  '-# **What is stored of you**, told once: what you do here, with a vote also when your account was made and when you joined, under a keyed hash of your Discord id: neither id nor name. `/privacy export` gives you all of it, `/privacy delete` removes it.';
const BACK = '-# You had all deleted that was stored of you; with this, something is stored again.';

/**
 * Does for somebody what is stored of them, and answers them.
 * @param work given what its answer has to end with: the notice where they have not been told yet, else nothing
 * @throws DeletingError, and what `work` throws: then they count as not told
 */
export async function withNotice<Result>(
  voter: VoterId,
  { people, log }: Pick<App, 'people' | 'log'>,
  work: (notice: readonly string[]) => Promise<Result>,
): Promise<Result> {
  if (people.isBeingForgotten(voter)) throw new DeletingError();
  const isNew = people.isNew(voter);
  const done = await work(isNew ? [NOTICE, ...(people.isForgotten(voter) ? [BACK] : [])] : []);
  // What they did is done, and is not undone for it: they are told once more.
  if (isNew)
    await people
      .noticed(voter)
      .catch((error: unknown) => log.warn({ err: error }, 'it could not be stored that somebody was told'));
  return done;
}
