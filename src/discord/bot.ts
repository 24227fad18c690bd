import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Events, GatewayCloseCodes, GatewayIntentBits, Partials } from 'discord.js';
import type { App } from '../app.ts';
import { isAbort, isExpected } from '../core/errors.ts';
import type { TrialId } from '../core/ids.ts';
import { inParallel } from '../core/in-parallel.ts';
import { OneByOne } from '../core/one-by-one.ts';
import { RecentMap } from '../core/recent-map.ts';
import { Hints } from './audience/hints.ts';
import { createAuditPresenter } from './audits/audit-presenter.ts';
import { DiscordUnreachableError } from './discord-unreachable-error.ts';
import { handleInteraction } from './interactions.ts';
import { loadCommands } from './load-commands.ts';
import { Drafts } from './own-content/drafts.ts';
import { inviteLink } from './permissions.ts';
import { RatingPages } from './ratings/rating-pages.ts';
import { catchUpOnReactions } from './reactions/catch-up.ts';
import { reactionCounter } from './reactions/count-at-close.ts';
import { followAgain } from './reactions/follow-again.ts';
import { noteReaction, noteWipe } from './reactions/live-reactions.ts';
import { PostedMessages } from './reactions/posted-messages.ts';
import { noteWarning } from './reactions/warnings.ts';
import { registerCommands } from './register-commands.ts';
import { createPollPresenter } from './studies/poll-presenter.ts';
import { createStudyPresenter } from './studies/study-presenter.ts';
import { whyHidden } from './studies/why-hidden.ts';
import { tellUnreadable } from './tell-unreadable.ts';
import { createThreadPresenter } from './thread/thread-presenter.ts';
import { WebhookBudget } from './thread/webhook-budget.ts';
import { TokenRefusedError } from './token-refused-error.ts';

const COMMANDS_FOLDER = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', 'commands');
/** So many interactions are known by their id when they come again. */
const ANSWERED_KEPT = 1000;
/** Of so many debates at a time Discord is asked what was given while the bot was down: the threads need it too. */
const CATCHING_UP = 4;
/** How long work in progress may take at the end, in milliseconds. */
const CLOSE_WITHIN = 10_000;

export interface BotOptions {
  readonly token: string;
  /** `discord`: keep to the limits that Discord does not announce; `none`: a playground without them. */
  readonly limits: 'discord' | 'none';
}

export interface Bot {
  readonly client: Client;
  /** Whether reactions to a debate's turns and answers are noted as they come. */
  follows(trial: TrialId): boolean;
  /** Settles when all that was given and taken back while the bot was down is known, as far as Discord tells it. */
  readonly caughtUp: Promise<void>;
  /** What the hidden limits cost so far: the longest that a finished text waited, in milliseconds. */
  longestWait(): number;
  /**
   * Logs in, registers changed commands, and goes on with trials that an earlier process left.
   * @throws TokenRefusedError, DiscordUnreachableError
   */
  start(signal: AbortSignal): Promise<void>;
  /** Rejects with TokenRefusedError or DiscordUnreachableError when Discord ends the connection for good, as when the token is reset. */
  readonly lost: Promise<never>;
  /** The address by which it is invited to a server; undefined when it is on one already, or has not started. */
  invitation(): string | undefined;
  /** Takes nothing new, waits for what is being answered, leaves Discord. The trials have been closed before (run-bot.ts). */
  close(): Promise<void>;
}

/** The bot on Discord, or on whatever answers at `config.discordApi`. */
export function createBot(app: App, { token, limits }: BotOptions): Bot {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.GuildMessageReactions],
    partials: [Partials.Message, Partials.Reaction, Partials.User],
    allowedMentions: { parse: [] },
    rest: {
      ...(app.config.discordApi === undefined ? {} : { api: app.config.discordApi }),
      // discord.js keeps to Discord's fifty a second by itself.
      ...(limits === 'none' ? { globalRequestsPerSecond: Number.POSITIVE_INFINITY } : {}),
    },
  });
  const posted = new PostedMessages();
  const budget = new WebhookBudget(app.clock, limits);
  const remembered = { drafts: new Drafts(app), hints: new Hints(app), ratings: new RatingPages(app) };
  /** What each person gives and takes back: it is noted in that order, though who gives may have to be looked up. */
  const reacting = new OneByOne<string>();
  const answered = new RecentMap<string, true>(ANSWERED_KEPT);
  const working = new Set<Promise<void>>();
  const closing = new AbortController();
  let caughtUp = Promise.resolve();
  const lost = lostConnection(client, app.config.discordApi);
  // Whoever waits for it hears of it; it is no fault that nobody does.
  lost.catch(() => {});

  /** Work that a gateway event begins: never awaited by the gateway, waited for at the end. */
  const work = (what: string, job: () => Promise<void>): Promise<void> => {
    const running = job().catch((error: unknown) => {
      if (!closing.signal.aborted || !isAbort(error)) app.log.error({ err: error }, `${what} failed`);
    });
    working.add(running);
    return running.finally(() => working.delete(running));
  };

  /** Learns what was given and taken back unseen, in debates that go on. */
  const catchUp = (readyClient: Client<true>): void => {
    caughtUp = inParallel(app.trials.running(), CATCHING_UP, async ({ plan }) => {
      if (!closing.signal.aborted)
        await work('catching up on reactions', () => catchUpOnReactions(readyClient, plan, app, closing.signal));
    });
  };

  const warn = (error: Error): void => app.log.warn({ err: error }, 'the connection to Discord reported an error');
  client.on(Events.Error, warn);
  client.on(Events.ShardError, warn);
  client.on(Events.MessageReactionAdd, (reaction, user) =>
    work('a reaction', async () => {
      await reacting.run(user.id, () => noteReaction(reaction, user, true, posted, app));
      await noteWarning(reaction, user, posted, app);
    }),
  );
  client.on(Events.MessageReactionRemove, (reaction, user) =>
    work('a reaction', () => reacting.run(user.id, () => noteReaction(reaction, user, false, posted, app))),
  );
  client.on(Events.MessageReactionRemoveAll, ({ id }) => work('a wipe', () => noteWipe(id, null, posted, app)));
  client.on(Events.MessageReactionRemoveEmoji, ({ message, emoji }) =>
    work('a wipe', () => noteWipe(message.id, emoji.name, posted, app)),
  );

  return {
    client,
    lost,
    get caughtUp() {
      return caughtUp;
    },
    follows: (trial) => posted.of(trial).length > 0,
    longestWait: () => budget.longestWait,
    invitation: () =>
      client.isReady() && client.guilds.cache.size === 0 ? inviteLink(client.application.id) : undefined,
    async start(signal) {
      const commands = await loadCommands(COMMANDS_FOLDER);
      const ready = once(client, Events.ClientReady, { signal });
      try {
        // Together, so that an end while it logs in need not wait for the login.
        await Promise.race([Promise.all([client.login(token), ready]), lost]);
      } catch (error) {
        ready.catch(() => {});
        signal.throwIfAborted();
        throw loginError(app.config.discordApi, error);
      }
      if (!client.isReady()) throw new DiscordUnreachableError(app.config.discordApi, 'the client is not ready');
      const readyClient: Client<true> = client;
      await registerCommands(readyClient, commands, app.log);
      app.trials.addPresenter(
        createThreadPresenter({ app, client: readyClient, budget, posted, hints: remembered.hints }),
      );
      app.trials.countReactionsWith(reactionCounter(readyClient, app));
      app.audits.addPresenter(createAuditPresenter(readyClient, app));
      app.studies.addPresenter(createStudyPresenter(readyClient, app));
      app.studies.polls.addPresenter(createPollPresenter(readyClient, app));
      app.studies.polls.askWhyHidden((place) => whyHidden(readyClient, place));
      const unreadable = await app.trials.recover((plan, view) => followAgain(plan, view, posted, app));
      // After the trials: they go first.
      app.privacy.recover();
      app.audits.recover();
      app.studies.recover();
      // Only now: a vote for a ballot that was not found again yet would be refused.
      client.on(Events.InteractionCreate, (interaction) => {
        // The gateway may tell of one twice.
        if (answered.get(interaction.id) === true) return;
        answered.set(interaction.id, true);
        void work('an interaction', () => handleInteraction(interaction, commands, app, remembered));
      });
      for (const trial of unreadable) work('telling of a lost debate', () => tellUnreadable(readyClient, trial, app));
      catchUp(readyClient);
      // The gateway has begun anew: what happened meanwhile it does not tell.
      client.on(Events.ShardReady, () => catchUp(readyClient));
    },
    async close() {
      closing.abort();
      client.removeAllListeners(Events.InteractionCreate);
      const late = new AbortController();
      await Promise.race([Promise.all([...working]), app.clock.sleep(CLOSE_WITHIN, late.signal).catch(() => {})]);
      late.abort();
      await client.destroy();
    },
  };
}

function lostConnection(client: Client, api: string | undefined): Promise<never> {
  return new Promise((_, reject) => {
    // Told only of what discord.js does not mend by connecting again.
    client.on(Events.ShardDisconnect, ({ code }) => {
      const error = new Error(`the gateway closed the connection with ${code}`);
      reject(code === GatewayCloseCodes.AuthenticationFailed ? new TokenRefusedError(error) : loginError(api, error));
    });
  });
}

function loginError(api: string | undefined, error: unknown): Error {
  if (isExpected(error)) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'TokenInvalid' || (error instanceof Error && 'status' in error && error.status === 401))
    return new TokenRefusedError(error);
  return new DiscordUnreachableError(api, error);
}
