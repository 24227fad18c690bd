import type { App } from '../../app.ts';
import type { VoterId } from '../../core/ids.ts';
import type { Coming } from '../../privacy/people.ts';

/** What is stored of somebody, told with the answer to the first thing that they do. Small print: it stands below what they asked for. */
export const NOTICE =
  '-# **What is stored of you**, told once: what you do here, with the day your account was made if it is young and whether you joined late, under a keyed hash of your Discord id: neither id nor name. `/privacy export` gives you all of it, `/privacy delete` removes it.';
/** Who reacts can't be answered in private, so that it stands where all see it before they do. */
export const REACTIONS_STORED =
  '*Reactions are stored too, under a keyed hash of your Discord id: `/privacy export` shows you yours, `/privacy delete` removes them.*';
const BACK = '-# You had all deleted that was stored of you; with this, something is stored again.';

const NOTICES: Readonly<Record<Coming, readonly string[]>> = { new: [NOTICE], back: [NOTICE, BACK], known: [] };

/**
 * Does for somebody what is stored of them, and answers them.
 * @param work given what its answer has to end with: the notice where they have not been told yet, else nothing
 * @throws DeletingError, and what `work` throws: then they count as not told
 */
export function withNotice<Result>(
  voter: VoterId,
  { people }: Pick<App, 'people'>,
  work: (notice: readonly string[]) => Promise<Result>,
): Promise<Result> {
  return people.meet(voter, (as) => work(NOTICES[as]));
}
