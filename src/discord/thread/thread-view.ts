import { authorOf } from '../../community/author.ts';
import type { ReactionTarget } from '../../community/reaction.ts';
import type { Content } from '../../content/schema.ts';
import { assertNever } from '../../core/errors.ts';
import type { VoterId } from '../../core/ids.ts';
import type { Log } from '../../core/log.ts';
import type { DebateEvent, TurnKey } from '../../debate/events.ts';
import { type Arm, personSeat } from '../../debate/plan.ts';
import { isAnswerTurn, sameTurn } from '../../debate/turns.ts';
import { allOf, capitalized, DEBATE_WORDS } from '../../trial/arm-words.ts';
import { answerOf } from '../../trial/ballot-answers.ts';
import type { TrialEvent, TrialUpdate } from '../../trial/events.ts';
import { describeJudging } from '../../trial/judging-progress.ts';
import { type MarkMeaning, meaningsOn, offeredOn } from '../../trial/mark-meanings.ts';
import { MEMBERS_ANSWER } from '../../trial/member-answer-words.ts';
import { type TrialPlan, wasPutToVote } from '../../trial/plan.ts';
import { describeRejection, describeWaiting } from '../../trial/rejection-words.ts';
import { resultOf } from '../../trial/result.ts';
import type { TrialService } from '../../trial/service.ts';
import type { TrialView } from '../../trial/view-trial.ts';
import { sheetButtons } from '../audits/sheet-buttons.ts';
import { answerCard, ballotCard, brokenOffBallotCard } from '../cards/ballot-card.ts';
import { fitEmbeds } from '../cards/fit-embeds.ts';
import { introCard } from '../cards/intro-card.ts';
import { pairCard } from '../cards/pair-card.ts';
import { resultCard } from '../cards/result-card.ts';
import { scoreCard } from '../cards/score-card.ts';
import { sealedFiles } from '../cards/sealed-file.ts';
import { signalsFiles } from '../cards/signals-file.ts';
import { transcriptFile } from '../cards/transcript-file.ts';
import { LIMITS } from '../limits.ts';
import type { PostedMessages } from '../reactions/posted-messages.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import { AudiencePosts } from './audience-posts.ts';
import { BallotPosts } from './ballot-posts.ts';
import type { DeliveryLog } from './delivery-log.ts';
import { OFF_VIEW, takeOffView } from './off-view.ts';
import { PositionPosts } from './position-posts.ts';
import { POST } from './post-key.ts';
import type { Poster } from './poster.ts';
import { TurnPosts } from './turn-posts.ts';
import { WipePosts } from './wipe-posts.ts';

export interface ThreadViewDeps {
  readonly plan: TrialPlan;
  readonly poster: Poster;
  readonly delivery: DeliveryLog;
  readonly posted: PostedMessages;
  readonly trials: Pick<TrialService, 'history' | 'view'>;
  /** It was taken off view before now. */
  readonly hidden: boolean;
  readonly content: Content;
  readonly log: Log;
  /** Pinged when votes are missing; null: nobody is. */
  readonly reminderRole: string | null;
  /** Offers reactions under a message, so that one click is enough. */
  offerReactions(messageId: string, reactions: readonly MarkMeaning[]): void;
  /** Tells somebody in private that it is their turn, as far as that is possible; never rejects. */
  hint(person: VoterId, content: string): Promise<void>;
}

const TRANSCRIPT_FILES: Readonly<Record<Arm, string>> = {
  ensemble: 'ensemble-debate.md',
  baseline: 'single-model-debate.md',
  'self-consistency': 'single-model-drafts.md',
};

/** One trial in its thread: every update becomes posts and edits, each of them made once. */
export class ThreadView {
  readonly #deps: ThreadViewDeps;
  readonly #turns: TurnPosts;
  readonly #audience: AudiencePosts;
  readonly #positions: PositionPosts;
  readonly #ballot: BallotPosts;
  readonly #wipes: WipePosts;
  #hidden: boolean;
  /** What the status line said last. */
  #doing = '';

  constructor(deps: ThreadViewDeps) {
    this.#deps = deps;
    this.#turns = new TurnPosts(deps);
    this.#audience = new AudiencePosts(deps);
    this.#positions = new PositionPosts(deps);
    this.#ballot = new BallotPosts(deps);
    this.#wipes = new WipePosts(deps);
    this.#hidden = deps.hidden;
  }

  /** Learns at once that it is taken off view; to be called once for each update, before it is shown. */
  note(update: TrialUpdate): void {
    if (update.source === 'trial' && update.event.type === 'trial-hidden') this.#hidden = true;
  }

  /** May be called again after it failed. */
  async show(update: TrialUpdate): Promise<void> {
    if (update.source === 'trial') await this.#showTrial(update.event);
    else if (update.arm === 'ensemble') await this.#showDebate(update.event);
    else await this.#showBaseline(update.arm, update.event);
  }

  /** What the record comes to now, of which a deletion may have taken what was shown before. */
  #standing(): Promise<TrialView> {
    const { trials, plan } = this.#deps;
    return trials.view(plan.trial);
  }

  async #showTrial(event: TrialEvent): Promise<void> {
    const { plan, poster, delivery, content } = this.#deps;
    switch (event.type) {
      case 'trial-start':
        await poster.asBot(
          POST.intro,
          this.#hidden
            ? { content: OFF_VIEW }
            : { embeds: [introCard((await this.#standing()).plan ?? plan, content.reactions)] },
        );
        return;
      case 'put-to-vote':
        await poster.asBot(
          POST.intro,
          this.#hidden ? { content: OFF_VIEW } : { embeds: [pairCard(plan.ensemble.scenario, event.put.putBy)] },
        );
        return;
      case 'positions-open':
        await this.#positions.ask('before', event.closesAt, await this.#standing(), this.#hidden);
        return;
      case 'positions-closed':
        await this.#positions.close('before', await this.#standing());
        return;
      case 'member-answering':
        await this.#status(MEMBERS_ANSWER);
        return;
      case 'judging-start':
        await this.#status(
          `The judge ${describeJudging(plan)}, without knowing which is which. What it says stays sealed until the ballot closes.`,
        );
        return;
      case 'ballot-open':
        await this.#openBallot();
        return;
      case 'ballot-reminded':
        await this.#ballot.remind(event, await this.#standing());
        return;
      case 'ballot-extended':
        await this.#ballot.extend(await this.#standing());
        await this.#positions.extend(await this.#standing(), this.#hidden);
        return;
      case 'ballot-closed':
        await this.#ballot.close(await this.#standing());
        await this.#positions.close('after', await this.#standing());
        return;
      case 'trial-hidden':
        await takeOffView(plan, delivery, poster);
        await this.#audience.offView();
        await this.#positions.offView(await this.#standing());
        if ((await this.#standing()).end !== null) await this.#reveal(true);
        return;
      case 'trial-end':
        if (event.status === 'stopped' || event.status === 'failed') await this.#breakOff(event.status);
        await this.#reveal(false);
        return;
      case 'reactions-wiped':
        await this.#wipes.tell(event.wipe, await this.#standing());
        return;
      case 'score-ready':
      case 'pair-judged':
      case 'vote-cast':
      case 'rating-given':
      case 'people-scale-known':
      case 'question-asked':
      case 'seat-taken':
      case 'words-given':
      case 'position-taken':
      case 'reaction-changed':
      case 'reactions-counted':
      case 'reactions-not-counted':
      case 'stop-asked':
      case 'ballot-close-asked':
      case 'deleted':
        return;
      default:
        assertNever(event);
    }
  }

  async #showDebate(event: DebateEvent): Promise<void> {
    const { poster } = this.#deps;
    switch (event.type) {
      case 'round-start':
        await poster.asBot(POST.round(event.round), { content: `## ${event.heading}` });
        return;
      case 'turn-start':
        await this.#headAnswer(event.turn);
        return;
      case 'turn-waiting':
        await this.#turns.showInFlight(event.turn, `*${describeWaiting(event.waiting)}*`);
        return;
      case 'turn-started-over':
        await this.#turns.takeBack(event.turn, '*begins anew, on another server*');
        return;
      case 'turn-delta':
        if (event.text === '') {
          await this.#turns.takeBack(event.turn, '*is thinking*');
          return;
        }
        await this.#turns.showInFlight(event.turn, this.#hidden ? OFF_VIEW : event.text);
        this.#follow(this.#turns.messagesOf(event.turn), { kind: 'turn', turn: event.turn });
        return;
      case 'turn-end':
        if (event.outcome.status === 'valid') await this.#showTurn(event.turn, event.text);
        else await this.#turns.takeBack(event.turn, `*starts again: ${describeRejection(event.outcome.reason)}*`);
        return;
      case 'member-silent':
        await this.#turns.settle(event.turn, `*says nothing: ${describeRejection(event.reason)}*`);
        return;
      case 'debate-end':
        if (event.status === 'complete' || event.status === 'stopped') return;
        await poster.asBot(POST.debateEnd, {
          content: shorten(
            safeText(
              `The debate ${event.status === 'failed' ? 'failed' : 'is incomplete'}: ${event.reasons.join('; ')}`,
            ),
            LIMITS.message,
          ),
        });
        return;
      case 'debate-start':
      case 'answer-ready':
      case 'answer-start':
      case 'transcript-digested':
      case 'stance-stated':
      case 'stance-unstated':
        return;
      case 'question-put':
        await this.#headAnswer(event);
        await this.#audience.question(await this.#asItStands(event, ({ id }) => id === event.id), this.#hidden);
        return;
      case 'person-joined':
        await this.#audience.joined(event, this.#hidden);
        return;
      case 'person-asked':
        await this.#askPerson(event);
        return;
      case 'person-spoke':
        await this.#audience.spoke(
          await this.#asItStands(event, ({ turn }) => sameTurn(turn, event.turn)),
          this.#hidden,
        );
        this.#takeReactions(this.#turns.messagesOf(event.turn), { kind: 'turn', turn: event.turn });
        return;
      case 'person-silent':
        await this.#audience.silent(event, this.#hidden);
        return;
      default:
        assertNever(event);
    }
  }

  /** Words of people as the record has them now: a thread that comes after may not post what was deleted meanwhile. */
  async #asItStands<Event extends Extract<DebateEvent, { type: 'question-put' | 'person-spoke' }>>(
    event: Event,
    isSame: (other: Event) => boolean,
  ): Promise<Event> {
    const { debates } = await this.#standing();
    const isOfType = (other: DebateEvent): other is Event => other.type === event.type;
    return debates.ensemble.filter(isOfType).find(isSame) ?? event;
  }

  /** The chair's turn has no round of its own; its heading stands before what is asked of it, too. */
  async #headAnswer({ round }: Pick<TurnKey, 'round'>): Promise<void> {
    const { plan, poster } = this.#deps;
    if (isAnswerTurn(plan.ensemble, { round })) await poster.asBot(POST.answerHeading, { content: '## The answer' });
  }

  async #askPerson(event: Extract<DebateEvent, { type: 'person-asked' }>): Promise<void> {
    const { plan, delivery, hint, trials } = this.#deps;
    const isNew = delivery.postedAs(POST.turn(event.turn, 0)) === undefined;
    const messageId = await this.#audience.asked(event, this.#hidden);
    if (messageId === undefined || !isNew) return;
    const seated = (await trials.history(plan.trial)).find(
      (update) => update.event.type === 'seat-taken' && personSeat(update.event.id) === event.turn.seat,
    );
    if (seated?.event.type !== 'seat-taken' || plan.origin === null) return;
    const link = `https://discord.com/channels/${plan.origin.guildId}/${delivery.thread?.threadId}/${messageId}`;
    await hint(seated.event.by, `It is your turn to speak: ${link}`);
  }

  async #showTurn(turn: TurnKey, text: string): Promise<void> {
    await this.#turns.settle(turn, this.#hidden ? OFF_VIEW : text);
    this.#takeReactions(this.#turns.messagesOf(turn), { kind: 'turn', turn });
  }

  async #showBaseline(arm: Arm, event: DebateEvent): Promise<void> {
    if (event.type !== 'debate-start') return;
    await this.#status(
      arm === 'self-consistency'
        ? 'Now a single model drafts as many answers as the debate had turns, each unseen by the others, and chooses one. They are shown with the results.'
        : 'Now a single model answers the same question with as many calls. Its debate is shown with the results.',
    );
  }

  /** The one line that says what goes on while nobody speaks. */
  async #status(line: string): Promise<void> {
    if (line === this.#doing) return;
    await this.#deps.poster.asBot(POST.status, { content: `-# ${line}` }, true);
    this.#doing = line;
  }

  async #openBallot(): Promise<void> {
    const { plan, poster, content } = this.#deps;
    const view = await this.#standing();
    const { ballot, extension } = view;
    if (ballot === null) return;
    if (!wasPutToVote(plan))
      await this.#status(`${capitalized(allOf(plan.baselines.length + 1))} debates are done and scored.`);
    for (const entry of ballot.seal.order) {
      const { letter } = entry;
      const answer = answerOf(plan, view, entry);
      if (answer === undefined) continue;
      const card = { embeds: [answerCard(letter, answer)] };
      const messageId = await poster.asBot(POST.answer(letter), this.#hidden ? { content: OFF_VIEW } : card);
      this.#takeReactions([messageId], { kind: 'answer', ...authorOf(entry) });
    }
    await poster.asBot(POST.ballot, ballotCard(plan, ballot, content.reactions, extension));
    await this.#positions.ask('after', ballot.closesAt, view, this.#hidden);
  }

  /** The trial ended before its time: nothing in the thread may look as if it went on. */
  async #breakOff(status: 'stopped' | 'failed'): Promise<void> {
    const { poster, delivery } = this.#deps;
    const view = await this.#standing();
    const { ballot, ballotClosed } = view;
    await this.#turns.settleUnfinished(
      `*does not finish: the debate ${status === 'stopped' ? 'was stopped' : 'failed'}*`,
    );
    await this.#audience.breakOff(this.#hidden);
    await this.#positions.breakOff(view);
    if (delivery.postedAs(POST.status) !== undefined)
      await this.#status(`It ${status === 'stopped' ? 'was stopped' : 'failed'}.`);
    if (ballot !== null && !ballotClosed) await poster.asBot(POST.ballot, brokenOffBallotCard(), true);
  }

  /** Everything that was sealed: all debates' scores, who wrote what, the votes, the baselines' debates as files. */
  async #reveal(again: boolean): Promise<void> {
    const { plan, poster, content, posted, trials } = this.#deps;
    const result = resultOf(await trials.history(plan.trial));
    if (result === undefined) return;
    const { debates } = await this.#standing();
    const marked = { marks: result.marks, meanings: meaningsOn('answer', plan, content.reactions) };
    for (const { arm, scores, judged } of [result.ensemble, ...result.baselines]) {
      if (this.#hidden || !scores.judged) continue;
      const answer = judged.answer?.together;
      await poster.asBot(POST.scores(arm), {
        embeds: fitEmbeds([
          scoreCard(`How the judge scored ${DEBATE_WORDS[arm]}`, scores, plan),
          ...(answer?.judged === true ? [scoreCard('Its answer, read without the debate', answer, plan)] : []),
        ]),
        // The ensemble's debate stands in the thread, but for a study's.
        ...(arm === 'ensemble' && !wasPutToVote(plan)
          ? {}
          : { files: [transcriptFile(debates[arm], marked, TRANSCRIPT_FILES[arm])] }),
      });
    }
    await poster.asBot(
      POST.result,
      {
        embeds: fitEmbeds([resultCard(result, content.reactions, { hidden: this.#hidden })]),
        files: [...sealedFiles(result, this.#hidden), ...(await signalsFiles(result))],
        // An edit would keep those that are there.
        attachments: [],
        components: sheetButtons(result),
      },
      again,
    );
    posted.forget(plan.trial);
  }

  #takeReactions(messageIds: readonly string[], target: ReactionTarget): void {
    const { offerReactions, plan, content } = this.#deps;
    this.#follow(messageIds, target);
    const last = messageIds.at(-1);
    if (last !== undefined && !this.#hidden) offerReactions(last, offeredOn(target.kind, plan, content.reactions));
  }

  /** Reactions that come from now on are noted. */
  #follow(messageIds: readonly string[], target: ReactionTarget): void {
    const { posted, plan } = this.#deps;
    for (const messageId of messageIds) posted.add({ plan, messageId, target });
  }
}
