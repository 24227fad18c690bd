import { escapeMarkdown, messageLink } from 'discord.js';
import type { Author } from '../../community/author.ts';
import { type Letter, letterOf } from '../../community/ballot.ts';
import type { Wipe } from '../../community/reaction.ts';
import type { Content } from '../../content/schema.ts';
import { meaningsOn } from '../../trial/mark-meanings.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import type { TrialView } from '../../trial/view-trial.ts';
import { describeWipe } from '../../trial/wipe-words.ts';
import { safeText } from '../safe-text.ts';
import type { DeliveryLog } from './delivery-log.ts';
import { POST, turnName } from './post-key.ts';
import type { Poster } from './poster.ts';

export interface WipePostsDeps {
  readonly plan: TrialPlan;
  readonly poster: Poster;
  readonly delivery: DeliveryLog;
  readonly content: Pick<Content, 'reactions'>;
}

/** Says in the thread that a moderator removed reactions, in one line for each thing removed, however often it is done or told. */
export class WipePosts {
  readonly #deps: WipePostsDeps;

  constructor(deps: WipePostsDeps) {
    this.#deps = deps;
  }

  async tell(wipe: Wipe, { ballot }: TrialView): Promise<void> {
    const { plan, poster, content } = this.#deps;
    const letterIn = (author: Author): Letter | undefined =>
      ballot === null ? undefined : letterOf(ballot.seal, author);
    const { target, meaning } = wipe;
    const letter = target.kind === 'answer' ? letterIn(target) : undefined;
    const name =
      target.kind === 'turn' ? turnName(target.turn) : letter === undefined ? undefined : POST.answer(letter);
    // An answer has its letter before anybody can react to it.
    if (name === undefined) return;
    const first = target.kind === 'turn' ? POST.turn(target.turn, 0) : name;
    const what = describeWipe(wipe, plan, meaningsOn(target.kind, plan, content.reactions), letterIn);
    await poster.asBot(POST.wipe(name, meaning), {
      content: `-# A moderator removed ${escapeMarkdown(safeText(what))}${this.#linkTo(first)}. What was seen last still counts there.`,
    });
  }

  #linkTo(key: string): string {
    const { plan, delivery } = this.#deps;
    const messageId = delivery.postedAs(key)?.messageId;
    if (messageId === undefined || delivery.thread === undefined || plan.origin === null) return '';
    return ` (${messageLink(delivery.thread.threadId, messageId, plan.origin.guildId)})`;
  }
}
