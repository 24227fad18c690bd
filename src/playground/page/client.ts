import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10';
import type { Dispatch, InteractionRequest, Ready, Session } from '../visitor-protocol.ts';
import type { GatewayListener } from './net/gateway.ts';
import { Gateway } from './net/gateway.ts';
import { PendingAnswers } from './net/pending-answers.ts';
import {
  forgetSession,
  lastSession,
  saveChannel,
  savedChannel,
  savedSession,
  saveSession,
} from './net/saved-session.ts';
import { RequestRefused, VisitorApi } from './net/visitor-api.ts';
import {
  applyDispatch,
  applyReady,
  changeLog,
  withAway,
  withoutStaleTyping,
  withSelected,
} from './state/apply-dispatch.ts';
import { withLoadBegun, withNewestPage, withOlderPage, withoutMessage, withReaction } from './state/channel-log.ts';
import { isThread } from './state/channels.ts';
import { withItem } from './state/collections.ts';
import type { Notice } from './state/page-state.ts';
import { INITIAL_STATE } from './state/page-state.ts';
import { Store } from './state/store.ts';

const PAGE_SIZE = 50;

/** How an interaction ended, for whoever began it. */
export type InteractionOutcome = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** Spread over the members of the union, so that each keeps its own `data`. */
type WithoutNonce<Request> = Request extends InteractionRequest ? Omit<Request, 'nonce'> : never;
export type NewInteraction = WithoutNonce<InteractionRequest>;

/** What a visitor can do: the page's views call this, and show `store`. */
export class PlaygroundClient implements GatewayListener {
  readonly store = new Store();
  /** Words begun in a channel's box, kept while another channel is shown. */
  readonly drafts = new Map<string, string>();
  #api: VisitorApi | null = null;
  #gateway: Gateway | null = null;
  #name = '';
  readonly #outcomes = new PendingAnswers<InteractionOutcome>();
  readonly #choices = new PendingAnswers<readonly APIApplicationCommandOptionChoice[]>();

  /** Goes on with the tab's session, if there is one. */
  start(): void {
    const session = savedSession();
    if (session !== null) {
      this.store.change((state) => ({ ...state, selected: savedChannel() }));
      this.#enter(session);
    }
    addEventListener('online', () => this.reconnectNow());
    const look = (): void => this.store.change((state) => withAway(state, document.hidden));
    document.addEventListener('visibilitychange', look);
    look();
  }

  /** Becomes a new member. @throws RequestRefused */
  async join(name: string): Promise<void> {
    this.resume(await VisitorApi.join(name));
  }

  /** Is a member who was here before. */
  resume(session: Session): void {
    saveSession(session);
    this.#enter(session);
  }

  /** Who this browser was last, where the server still knows them. */
  async earlier(): Promise<Session | null> {
    const session = lastSession();
    if (session === null) return null;
    const isKnown = await new VisitorApi(session.token).knowsToken().catch(() => false);
    return isKnown ? session : null;
  }

  reconnectNow(): void {
    this.#gateway?.open();
  }

  select(channelId: string): void {
    this.store.change((state) => withSelected(state, channelId));
    saveChannel(channelId);
    void this.#loadNewest(channelId);
  }

  /** Asks for the newest messages again after a load that failed. */
  reload(channelId: string): void {
    void this.#loadNewest(channelId);
  }

  /** Fetches what came before the oldest message held. */
  async loadOlder(channelId: string): Promise<void> {
    const log = this.store.state.logs.get(channelId);
    const oldest = log?.messages[0];
    if (this.#api === null || log?.history !== 'held' || log.complete || oldest === undefined) return;
    this.#change(channelId, (held) => ({ ...held, history: 'loading' }));
    try {
      const page = await this.#api.messages(channelId, PAGE_SIZE, oldest.id);
      this.#change(channelId, (held) => withOlderPage(held, page, page.length < PAGE_SIZE));
    } catch {
      this.#change(channelId, (held) => ({ ...held, history: 'failed' }));
    }
  }

  /** @throws RequestRefused */
  async send(channelId: string, content: string): Promise<void> {
    await this.#api?.send(channelId, content);
    const channel = this.store.state.channels.get(channelId);
    if (channel !== undefined && isThread(channel)) this.#setJoined(channelId, true);
  }

  /** Shows the reaction at once, and takes it back where the server refuses. */
  async react(channelId: string, messageId: string, emoji: string, given: boolean): Promise<void> {
    const ownId = this.store.state.me?.id ?? '';
    const data = { user_id: ownId, channel_id: channelId, message_id: messageId, emoji: { id: null, name: emoji } };
    this.#change(channelId, (log) => withReaction(log, data, given, ownId));
    try {
      await this.#api?.setReaction(channelId, messageId, emoji, given);
    } catch (error) {
      this.#change(channelId, (log) => withReaction(log, data, !given, ownId));
      this.notify(channelId, 'The reaction was not kept', reasonOf(error));
    }
  }

  async setThreadMember(threadId: string, member: boolean): Promise<void> {
    this.#setJoined(threadId, member);
    try {
      await this.#api?.setThreadMember(threadId, member);
    } catch (error) {
      this.#setJoined(threadId, !member);
      this.notify(threadId, member ? 'You could not join' : 'You could not leave', reasonOf(error));
    }
  }

  /** Takes this visitor's ephemeral message off the page. */
  dismiss(channelId: string, messageId: string): void {
    this.#change(channelId, (log) => withoutMessage(log, messageId));
  }

  notify(channelId: string, title: string, text: string): void {
    const notice: Notice = { id: crypto.randomUUID(), channelId, title, text };
    this.store.change((state) => ({ ...state, notices: [...state.notices, notice] }));
  }

  dismissNotice(id: string): void {
    this.store.change((state) => ({ ...state, notices: state.notices.filter((notice) => notice.id !== id) }));
  }

  closeModal(): void {
    this.store.change((state) => ({ ...state, modal: null }));
  }

  /** Sends a command, a click or a form; resolves when the bot has acknowledged it, or has not. */
  interact(interaction: NewInteraction): Promise<InteractionOutcome> {
    const { nonce, answer } = this.#outcomes.expect({ ok: false, message: 'No answer came.' });
    const sent = this.#api?.interact({ ...interaction, nonce });
    sent?.catch((error: unknown) => this.#outcomes.settle(nonce, { ok: false, message: reasonOf(error) }));
    return answer;
  }

  /** What the bot offers for the option being typed; none where it does not answer. */
  autocomplete(
    interaction: Extract<NewInteraction, { readonly type: 2 | 4 }>,
  ): Promise<readonly APIApplicationCommandOptionChoice[]> {
    const { nonce, answer } = this.#choices.expect([]);
    this.#api?.interact({ ...interaction, nonce, type: 4 }).catch(() => this.#choices.settle(nonce, []));
    return answer;
  }

  onConnecting(): void {
    this.store.change((state) =>
      state.connection.kind === 'waiting' ? state : { ...state, connection: { kind: 'connecting' } },
    );
  }

  onReady(ready: Ready): void {
    this.store.change((state) => applyReady(state, ready));
    const { selected } = this.store.state;
    if (selected !== null) this.select(selected);
  }

  onWaiting(retryAt: number): void {
    this.store.change((state) => ({ ...state, connection: { kind: 'waiting', retryAt } }));
  }

  onDispatch(dispatch: Dispatch): void {
    this.store.change((state) => applyDispatch(state, dispatch, Date.now()));
    switch (dispatch.event) {
      case 'INTERACTION_SUCCESS':
      case 'INTERACTION_MODAL_CREATE':
        this.#outcomes.settle(dispatch.data.nonce, { ok: true });
        break;
      case 'INTERACTION_FAILURE':
        this.#outcomes.settle(dispatch.data.nonce, { ok: false, message: dispatch.data.message });
        this.#choices.settle(dispatch.data.nonce, []);
        break;
      case 'APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE':
        this.#choices.settle(dispatch.data.nonce, dispatch.data.choices);
        break;
      case 'TYPING_START':
        setTimeout(() => this.store.change((state) => withoutStaleTyping(state, Date.now())), 10_100);
        break;
      default:
    }
  }

  /** A server that no longer knows the token has started anew: this visitor joins it again under the same name. */
  async mayRetry(): Promise<boolean> {
    if (this.#api === null || (await this.#api.knowsToken())) return true;
    forgetSession();
    const name = this.#name;
    this.store.change(({ connection, away }) => ({ ...INITIAL_STATE, connection, away }));
    try {
      // Another tab of the same person may have joined already.
      const earlier = await this.earlier();
      if (earlier !== null && nameOf(earlier) === name) this.resume(earlier);
      else await this.join(name);
    } catch {
      this.store.change(({ away }) => ({ ...INITIAL_STATE, away }));
    }
    return false;
  }

  #enter(session: Session): void {
    this.#gateway?.close();
    this.#name = nameOf(session);
    this.#api = new VisitorApi(session.token);
    this.store.change((state) => ({ ...state, connection: { kind: 'connecting' }, me: session.user }));
    this.#gateway = new Gateway(session.token, this);
    this.#gateway.open();
  }

  async #loadNewest(channelId: string): Promise<void> {
    const log = this.store.state.logs.get(channelId);
    if (this.#api === null || log?.history === 'loading' || log?.history === 'held') return;
    this.#change(channelId, withLoadBegun);
    try {
      const page = await this.#api.messages(channelId, PAGE_SIZE);
      this.#change(channelId, (held) => withNewestPage(held, page, page.length < PAGE_SIZE));
    } catch {
      this.#change(channelId, (held) => ({ ...held, history: 'failed' }));
    }
  }

  #change(channelId: string, change: Parameters<typeof changeLog>[2]): void {
    this.store.change((state) => changeLog(state, channelId, change));
  }

  #setJoined(threadId: string, joined: boolean): void {
    this.store.change((state) => ({ ...state, joined: withItem(state.joined, threadId, joined) }));
  }
}

/** What a member is called. */
export function nameOf({ user }: Session): string {
  return user.global_name ?? user.username;
}

/** In words for the visitor. */
export function reasonOf(error: unknown): string {
  return error instanceof RequestRefused ? error.message : 'Something went wrong.';
}
