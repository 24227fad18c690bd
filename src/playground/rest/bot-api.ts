import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import type { Log } from '../../core/log.ts';
import type { RequestFault } from '../playground-for-tests.ts';
import type { World } from '../world/world.ts';
import { refusalResponse } from './api.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { Refusal, refusals } from './refusal.ts';
import type { RequestFaults } from './request-faults.ts';
import type { RequestRecord } from './request-record.ts';
import { routeName } from './route-name.ts';
import { addAboutRoutes } from './routes/about-routes.ts';
import { addChannelRoutes } from './routes/channel-routes.ts';
import { addCommandRoutes } from './routes/command-routes.ts';
import { addGuildRoutes } from './routes/guild-routes.ts';
import { addInteractionRoutes } from './routes/interaction-routes.ts';
import { addMessageRoutes } from './routes/message-routes.ts';
import { addReactionRoutes } from './routes/reaction-routes.ts';
import { addThreadRoutes } from './routes/thread-routes.ts';
import { addWebhookRoutes } from './routes/webhook-routes.ts';

export interface BotApiDeps {
  readonly world: World;
  readonly log: Log;
  readonly botToken: string;
  readonly gatewayUrl: string;
  /** Null: no limits. */
  readonly limiter: RateLimiter | null;
  readonly record: RequestRecord;
  readonly faults: RequestFaults;
  /** The intents that the bot has identified with. */
  readonly intents: () => number;
}

const PREFIX = '/api/v10';

/** Discord's REST API for the bot, with every request recorded and every fault counted. */
export function addBotApi(app: Hono, deps: BotApiDeps): void {
  const { world, log, botToken, limiter, record, faults, intents } = deps;

  app.use(`${PREFIX}/*`, async (context, next) => {
    const { method, path } = context.req;
    const note = (status: number, refusal: { code: number; message: string } | null): void =>
      record.note({ method, route: routeName(path), status, at: world.clock.now() }, refusal);
    const verdict = limiter?.take(method, path) ?? { headers: {}, global: false, isShared: false };
    if (verdict.retryAfter !== undefined) {
      const message = `${verdict.isShared ? 'The resource is' : 'You are'} being rate limited.`;
      note(429, { code: 0, message });
      const body = { message, retry_after: verdict.retryAfter, global: verdict.global };
      return context.json(body, 429, { ...verdict.headers, 'Retry-After': String(Math.ceil(verdict.retryAfter)) });
    }
    const fault = faults.take(method, routeName(path));
    if (fault?.outcome === 'refused') {
      note(statusOf(fault), null);
      return failing(context, fault);
    }
    const carriesOwnToken = /^\/api\/v10\/(webhooks\/\d+\/[^/]+|interactions\/)/.test(path);
    const isKnown = context.req.header('authorization') === `Bot ${botToken}`;
    if (!carriesOwnToken && !isKnown) {
      const refusal = refusals.unauthorized();
      note(refusal.status, refusal);
      return refusalResponse(context, refusal);
    }
    await next();
    for (const [name, value] of Object.entries(verdict.headers)) context.header(name, value);
    const { error } = context;
    if (error instanceof Refusal) {
      log.debug({ method, path: routeName(path), code: error.code }, `playground refused: ${error.message}`);
      note(error.status, error);
    } else if (error !== undefined) {
      // A fault of the playground itself: counted, so that no test passes over it.
      log.error({ err: error, method, path: routeName(path) }, 'playground failed');
      note(context.res.status, { code: 0, message: `playground failed: ${error.message}` });
    } else {
      note(context.res.status, null);
    }
    if (fault !== undefined) context.res = failing(context, fault);
    return;
  });

  const api = app.basePath(PREFIX);
  addAboutRoutes(api, world, deps.gatewayUrl);
  addCommandRoutes(api, world);
  addGuildRoutes(api, world, intents);
  addReactionRoutes(api, world);
  addThreadRoutes(api, world, intents);
  addMessageRoutes(api, world, intents);
  addChannelRoutes(api, world);
  // Before the webhooks: an interaction's token stands in the same place as a webhook's.
  addInteractionRoutes(api, world);
  addWebhookRoutes(api, world);
  api.all('*', () => {
    throw new Refusal(404, 0, '404: Not Found');
  });
}

function statusOf({ answer }: RequestFault): number {
  return answer === 'none' ? 0 : answer;
}

function failing(context: Context, fault: RequestFault): Response {
  if (fault.answer === 'none') {
    // The listener in start-playground.ts serves every request through @hono/node-server, which binds these.
    const { incoming } = context.env as HttpBindings;
    incoming.socket.destroy();
  }
  if (fault.answer === 400) return refusalResponse(context, new Refusal(400, 50035, 'Invalid Form Body'));
  return new Response('', { status: statusOf(fault) || 502 });
}
