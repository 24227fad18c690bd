import { type ButtonInteraction, MessageFlags, type StringSelectMenuInteraction } from 'discord.js';
import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import type { App } from '../../app.ts';
import { authorAt, type Letter } from '../../community/ballot.ts';
import { ratingSchema, standingRatings } from '../../community/rating.ts';
import type { TrialId } from '../../core/ids.ts';
import { OneByOne } from '../../core/one-by-one.ts';
import { answerOf } from '../../trial/ballot-answers.ts';
import { BallotClosedError } from '../../trial/ballot-closed-error.ts';
import { isBallotOpen } from '../../trial/view-trial.ts';
import type { RatingMenu, RatingPageId } from '../custom-id.ts';
import { withNotice } from '../privacy/notice.ts';
import { afterReply } from '../requests/after-reply.ts';
import { factsOfVoter } from '../voter-facts.ts';
import { closedRatingPage, ratingPage, TAKE_BACK } from './rating-page.ts';

type Press = ButtonInteraction<'cached'> | StringSelectMenuInteraction<'cached'>;
type RatingDeps = Pick<App, 'trials' | 'clock' | 'personIds' | 'people'>;

/** The private message in which people rate a ballot's answers. Its buttons and menus say all that it needs, so it outlives a restart. */
export class RatingPages {
  readonly #deps: RatingDeps;
  /** What one person does to one ballot: two menus in quick succession must leave the later page on view. */
  readonly #pressing = new OneByOne<string>();

  constructor(deps: RatingDeps) {
    this.#deps = deps;
  }

  /** A press on the ballot's button opens the first answer's page, one on a page's own turns it. */
  async show(interaction: ButtonInteraction<'cached'>, { trial, how, letter }: RatingPageId): Promise<void> {
    if (how === 'open') await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    else await interaction.deferUpdate();
    await this.#inTurn(interaction, trial, () => this.#page(interaction, trial, letter));
  }

  /** A choice in a menu: it is stored, and the page shows what stands now. */
  async rate(
    interaction: StringSelectMenuInteraction<'cached'>,
    { trial, letter, criterion }: RatingMenu,
  ): Promise<void> {
    const [chosen] = interaction.values;
    const value = ratingSchema.shape.value.parse(chosen === TAKE_BACK ? null : Number(chosen));
    const voter = this.#deps.personIds.idOf(interaction.user.id);
    await withNotice(voter, this.#deps, async (notice) => {
      const deferred = interaction.deferUpdate();
      const rating = this.#deps.trials.rate(trial, {
        by: voter,
        madeAt: interaction.createdTimestamp,
        find: async () => {
          await deferred;
          const facts = await factsOfVoter(interaction, await this.#deps.trials.view(trial), this.#deps);
          return { letter, criterion, value, ...facts };
        },
      });
      await afterReply(deferred, rating);
      await this.#inTurn(interaction, trial, () => this.#page(interaction, trial, letter, notice));
    }).catch(async (error: unknown) => {
      if (!(error instanceof BallotClosedError)) throw error;
      await this.#inTurn(interaction, trial, async () => closedRatingPage(await this.#deps.trials.view(trial), true));
    });
  }

  /** Does the work after all that this person pressed on this ballot before, and shows what comes of it. */
  #inTurn(interaction: Press, trial: TrialId, work: () => Promise<APIMessageTopLevelComponent[]>): Promise<void> {
    return this.#pressing.run(`${trial} ${interaction.user.id}`, async () => {
      await interaction.editReply({ components: await work(), flags: MessageFlags.IsComponentsV2 });
    });
  }

  async #page(
    { user }: Press,
    trial: TrialId,
    letter: Letter,
    notice: readonly string[] = [],
  ): Promise<APIMessageTopLevelComponent[]> {
    const view = await this.#deps.trials.view(trial);
    const { plan, ballot, hidden } = view;
    if (plan === null || ballot === null || !isBallotOpen(view, this.#deps.clock.now()))
      return closedRatingPage(view, false);
    const author = authorAt(ballot.seal, letter);
    const answer = hidden || author === undefined ? undefined : answerOf(plan, view, author);
    const ratings = standingRatings(view.ratingsOf.get(this.#deps.personIds.idOf(user.id)) ?? []);
    return ratingPage({ plan, ballot, letter, answer, ratings, notice });
  }
}
