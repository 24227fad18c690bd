import type { Content } from '../../content/schema.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import type { TrialView } from '../../trial/view-trial.ts';
import { votesOf } from '../../trial/voting-words.ts';
import { ballotCard, closedBallotCard } from '../cards/ballot-card.ts';
import { deadlineWords } from '../deadline-words.ts';
import { POST } from './post-key.ts';
import type { Poster } from './poster.ts';

export interface BallotPostsDeps {
  readonly plan: TrialPlan;
  readonly poster: Poster;
  readonly content: Pick<Content, 'reactions'>;
  /** Pinged by the reminder; null: nobody is. */
  readonly reminderRole: string | null;
}

/** What becomes of a ballot after it was opened: its card, and what is said under it. */
export class BallotPosts {
  readonly #deps: BallotPostsDeps;

  constructor(deps: BallotPostsDeps) {
    this.#deps = deps;
  }

  /** Votes are missing: said once. What would come too late is not said. */
  async remind(
    { voters, quorum }: { readonly voters: number; readonly quorum: number },
    view: TrialView,
  ): Promise<void> {
    const { poster, reminderRole } = this.#deps;
    const { ballot } = view;
    if (ballot === null || !isTaking(view)) return;
    const words = `Votes are missing: this ballot has ${votesOf({ voters, quorum })}. It closes ${deadlineWords(ballot)}.`;
    if (reminderRole === null) await poster.asBot(POST.reminder, { content: words });
    else {
      const allowedMentions = { parse: [], roles: [reminderRole] };
      await poster.asBot(POST.reminder, { content: `<@&${reminderRole}> ${words}`, allowedMentions });
    }
  }

  /** The deadline was put off: the card has the new one, and it is said. */
  async extend(view: TrialView): Promise<void> {
    const { plan, poster, content } = this.#deps;
    const { ballot, extension } = view;
    if (ballot === null || extension === null || !isTaking(view)) return;
    await poster.asBot(POST.ballot, ballotCard(plan, ballot, content.reactions, extension), true);
    await poster.asBot(POST.extension, {
      content: `At its deadline this ballot had ${votesOf(extension)}, so it stays open once more. It closes ${deadlineWords(ballot)}.`,
    });
  }

  async close({ extension, closeAskedBy }: TrialView): Promise<void> {
    await this.#deps.poster.asBot(POST.ballot, closedBallotCard({ extension, closedBy: closeAskedBy }), true);
  }
}

/** After a restart what was said before is shown again: on a ballot that has been closed since, nothing may look as if it were open. */
function isTaking(view: TrialView): boolean {
  return !view.ballotClosed && view.closeAskedBy === null && view.end === null;
}
