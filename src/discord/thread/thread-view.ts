import type { Content } from '../../content/schema.ts';
import type { Clock } from '../../core/clock.ts';
import { assertNever } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { DebateEvent, TurnKey } from '../../debate/events.ts';
import type { Arm, Member } from '../../debate/plan.ts';
import { blindAnswer } from '../../debate/transcript.ts';
import { speakerOf, viewDebate } from '../../debate/view.ts';
import type { TrialEvent, TrialUpdate } from '../../trial/events.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import { describeRejection } from '../../trial/rejection-words.ts';
import { resultOf } from '../../trial/result.ts';
import { viewTrial } from '../../trial/view-trial.ts';
import { answerCard, ballotCard, closedBallotCard } from '../cards/ballot-card.ts';
import { introCard } from '../cards/intro-card.ts';
import { resultCard } from '../cards/result-card.ts';
import { scoreCard } from '../cards/score-card.ts';
import { transcriptFile } from '../cards/transcript-file.ts';
import { LIMITS } from '../limits.ts';
import type { PostedMessages } from '../posted-messages.ts';
import { safeText } from '../safe-text.ts';
import type { DeliveryLog } from './delivery-log.ts';
import type { Poster } from './poster.ts';
import { splitText } from './split-text.ts';
import type { WebhookBudget } from './webhook-budget.ts';

const OFF_VIEW = '*Taken off view.*';
/** Stands at the end of words that are still being written. */
const WRITING = ' ▍';

export interface ThreadViewDeps {
  readonly plan: TrialPlan;
  readonly threadId: string;
  readonly poster: Poster;
  readonly delivery: DeliveryLog;
  readonly budget: WebhookBudget;
  readonly posted: PostedMessages;
  readonly content: Content;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Offers the reactions under a message, so that one click is enough. */
  offerReactions(messageId: string): void;
}

/** One trial in its thread: every update becomes posts and edits, each of them made once. */
export class ThreadView {
  readonly #deps: ThreadViewDeps;
  readonly #updates: TrialUpdate[] = [];
  #hidden = false;
  #shownAt = 0;

  constructor(deps: ThreadViewDeps) {
    this.#deps = deps;
  }

  async show(update: TrialUpdate): Promise<void> {
    if (update.source === 'trial' || update.event.type !== 'turn-delta') this.#updates.push(update);
    if (update.source === 'trial') await this.#showTrial(update.event);
    else if (update.arm === 'ensemble') await this.#showDebate(update.event);
    else await this.#showBaseline(update.event);
  }

  async #showTrial(event: TrialEvent): Promise<void> {
    const { plan, poster, content } = this.#deps;
    switch (event.type) {
      case 'trial-start':
        await poster.asBot('intro', { embeds: [introCard(plan, content.reactions)] });
        return;
      case 'judging-start':
        await this.#status(
          'The judge scores both debates, without knowing which is which. The scores stay sealed until the ballot closes.',
        );
        return;
      case 'ballot-open':
        await this.#openBallot();
        return;
      case 'ballot-closed':
        await poster.asBot('ballot', closedBallotCard(), true);
        return;
      case 'trial-hidden':
        await this.#hide();
        return;
      case 'trial-end':
        await this.#reveal();
        return;
      case 'score-ready':
      case 'vote-cast':
      case 'reaction-changed':
      case 'reactions-counted':
        return;
      default:
        assertNever(event);
    }
  }

  async #showDebate(event: DebateEvent): Promise<void> {
    const { plan, poster } = this.#deps;
    switch (event.type) {
      case 'round-start':
        await poster.asBot(`round/${event.round}`, { content: `## ${event.heading}` });
        return;
      case 'turn-start':
        if (event.turn.round > plan.ensemble.rounds.length)
          await poster.asBot('round/answer', { content: '## The answer' });
        return;
      case 'turn-delta':
        await this.#showInFlight(event.turn, event.text);
        return;
      case 'turn-end':
        if (event.outcome.status === 'valid') await this.#settle(event.turn, event.text, true);
        return;
      case 'member-silent':
        await this.#settle(event.turn, `*says nothing: ${describeRejection(event.reason)}*`, false);
        return;
      case 'debate-end':
        if (event.status === 'complete' || event.status === 'stopped') return;
        await poster.asBot('debate-end', {
          content: `The debate is ${event.status}: ${safeText(event.reasons.join('; '))}`.slice(0, LIMITS.message),
        });
        return;
      case 'debate-start':
      case 'answer-ready':
      case 'transcript-digested':
        return;
      default:
        assertNever(event);
    }
  }

  async #showBaseline(event: DebateEvent): Promise<void> {
    if (event.type !== 'debate-start') return;
    await this.#status(
      `Now a single model, \`${this.#deps.plan.baseline.chair.model}\`, answers the same question with as many calls. Its debate is shown at the end.`,
    );
  }

  /** The one line that says what goes on while nobody speaks. */
  async #status(line: string): Promise<void> {
    await this.#deps.poster.asBot('status', { content: `-# ${line}` }, true);
  }

  /** Words in flight, at most so often as the budget allows; newer ones replace those that wait here. */
  async #showInFlight(turn: TurnKey, text: string): Promise<void> {
    const { budget, clock, signal, delivery } = this.#deps;
    if (text === '' || delivery.isSettled(prefixOf(turn))) return;
    await clock.sleep(Math.max(0, this.#shownAt + budget.liveEvery - clock.now()), signal);
    this.#shownAt = clock.now();
    await this.#showParts(turn, text, true);
  }

  /** A turn's last word: the whole text, or that there is none. */
  async #settle(turn: TurnKey, text: string, takesReactions: boolean): Promise<void> {
    const { delivery } = this.#deps;
    if (!delivery.isSettled(prefixOf(turn))) {
      await this.#showParts(turn, text, false);
      await delivery.append({ type: 'settled', key: prefixOf(turn) });
    }
    if (takesReactions) this.#takeReactions(`${prefixOf(turn)}/`, { kind: 'turn', turn });
  }

  async #showParts(turn: TurnKey, text: string, live: boolean): Promise<void> {
    const { poster, delivery, plan } = this.#deps;
    const speaker = speakerOf(plan.ensemble, turn);
    const prefix = prefixOf(turn);
    const parts = this.#hidden ? [OFF_VIEW] : splitText(safeText(text), LIMITS.message - WRITING.length);
    for (const [place, part] of parts.entries()) {
      const last = place === parts.length - 1;
      const inFlight = live && last;
      const messageId = await poster.asMember(
        `${prefix}/${place}`,
        speaker,
        inFlight ? part + WRITING : part,
        inFlight,
      );
      if (messageId === undefined) return;
    }
    if (live) return;
    // A longer attempt may have stood here before.
    for (let extra = parts.length; delivery.postedAs(`${prefix}/${extra}`) !== undefined; extra += 1) {
      await poster.removeMember(`${prefix}/${extra}`, speaker);
    }
  }

  async #openBallot(): Promise<void> {
    const { plan, poster } = this.#deps;
    const { ballot, debates } = viewTrial(this.#updates);
    if (ballot === null) return;
    await this.#status('Both debates are done and scored.');
    for (const { letter, arm } of ballot.seal.order) {
      const debate = arm === 'baseline' ? plan.baseline : plan.ensemble;
      const answer = viewDebate(arm === 'baseline' ? debates.baseline : debates.ensemble).answer;
      if (answer === undefined) continue;
      const key = `answer/${letter}`;
      await poster.asBot(
        key,
        this.#hidden ? { content: OFF_VIEW } : { embeds: [answerCard(letter, blindAnswer(answer, debate))] },
      );
      this.#takeReactions(key, { kind: 'answer', arm });
    }
    await poster.asBot('ballot', ballotCard(plan, ballot));
  }

  /** Everything that was sealed: both debates' scores, who wrote what, the votes, the single model's debate as a file. */
  async #reveal(): Promise<void> {
    const { plan, poster, content, posted } = this.#deps;
    const result = resultOf(this.#updates);
    if (result === undefined) return;
    const { baseline } = viewTrial(this.#updates).debates;
    if (result.scores.ensemble.criteria.some(({ unscored }) => unscored !== 'not judged')) {
      await poster.asBot('scores/ensemble', {
        embeds: [scoreCard('How the judge scored the ensemble', result.scores.ensemble, plan)],
      });
    }
    if (result.scores.baseline.criteria.some(({ unscored }) => unscored !== 'not judged')) {
      await poster.asBot('scores/baseline', {
        embeds: [scoreCard('How the judge scored the single model', result.scores.baseline, plan)],
        files: this.#hidden ? [] : [transcriptFile(baseline, 'single-model-debate.md')],
      });
    }
    await poster.asBot('result', { embeds: [resultCard(result, content.reactions)] });
    posted.forget(plan.trial);
  }

  async #hide(): Promise<void> {
    const { delivery, plan, poster } = this.#deps;
    this.#hidden = true;
    for (const post of delivery.posted) {
      const [kind, round, seat] = post.key.split('/');
      if (kind !== 'turn' && kind !== 'answer' && kind !== 'intro' && post.key !== 'scores/baseline') continue;
      const speaker = kind === 'turn' ? memberAt(plan, Number(round), seat) : undefined;
      await poster.blank(post, speaker, OFF_VIEW);
    }
  }

  #takeReactions(prefix: string, target: { kind: 'turn'; turn: TurnKey } | { kind: 'answer'; arm: Arm }): void {
    const { delivery, posted, plan, threadId, offerReactions } = this.#deps;
    const messages = delivery.posted.filter(({ key }) => key === prefix || key.startsWith(prefix));
    for (const { messageId } of messages) posted.add({ trial: plan.trial, channelId: threadId, messageId, target });
    const last = messages.at(-1);
    if (last !== undefined && !this.#hidden) offerReactions(last.messageId);
  }
}

function prefixOf(turn: TurnKey): string {
  return `turn/${turn.round}/${turn.seat}`;
}

function memberAt(plan: TrialPlan, round: number, seat: string | undefined): Member | undefined {
  const table = round > plan.ensemble.rounds.length ? [plan.ensemble.chair] : plan.ensemble.members;
  return table.find((member) => member.seat === seat);
}
