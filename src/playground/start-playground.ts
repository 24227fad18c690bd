import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { getPath } from 'hono/utils/url';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Entropy } from '../core/random.ts';
import { BotGateway } from './gateway/gateway.ts';
import { isFromHere } from './loopback-guard.ts';
import { buildPage } from './page/build.ts';
import { addPageRoutes } from './page-routes.ts';
import type { Playground, PlaygroundOptions } from './playground.ts';
import { PortTakenError } from './port-taken-error.ts';
import { refusalResponse } from './rest/api.ts';
import { addBotApi } from './rest/bot-api.ts';
import { RateLimiter } from './rest/rate-limiter.ts';
import { Refusal } from './rest/refusal.ts';
import { RequestFaults } from './rest/request-faults.ts';
import { RequestRecord } from './rest/request-record.ts';
import { acceptSockets } from './sockets.ts';
import { addVisitorApi } from './visitor/server/visitor-api.ts';
import { VisitorGateway } from './visitor/server/visitor-gateway.ts';
import { Visitors } from './visitor/server/visitors.ts';
import { createWorld, type World } from './world/world.ts';

export interface PlaygroundDeps {
  readonly log: Log;
  readonly clock: Clock;
  readonly entropy: Entropy;
}

/** What stands behind a playground. */
export interface PlaygroundParts {
  readonly world: World;
  readonly gateway: BotGateway;
  readonly record: RequestRecord;
  readonly faults: RequestFaults;
}

/**
 * Starts a Discord of its own on 127.0.0.1: REST and gateway for one bot, a page and an API for visitors.
 * @throws PortTakenError
 */
export async function startPlayground(options: PlaygroundOptions, deps: PlaygroundDeps): Promise<Playground> {
  return (await openPlayground(options, deps)).playground;
}

/** Starts one, for those who reach behind it. @throws PortTakenError */
export async function openPlayground(
  options: PlaygroundOptions,
  { log, clock, entropy }: PlaygroundDeps,
): Promise<{ readonly playground: Playground; readonly parts: PlaygroundParts }> {
  const server = createServer();
  const port = await listen(server, options.port);
  const origin = `http://127.0.0.1:${port}`;
  const gatewayUrl = `ws://127.0.0.1:${port}/gateway`;
  const world = createWorld(origin, options.privilegedIntents ?? false, { clock, entropy });
  // Of the shape of a real one, so that what checks tokens takes it.
  const botToken = `${Buffer.from(world.directory.bot.id).toString('base64url')}.${entropy.hex(3)}.${entropy.hex(19)}`;
  const record = new RequestRecord();
  const faults = new RequestFaults();
  const gateway = new BotGateway(world, entropy, botToken, gatewayUrl);
  const visitors = new Visitors(world, entropy);
  const channelOf = (webhookId: string): string | null => world.webhooks.find(webhookId)?.channelId ?? null;
  const limiter = options.rateLimits === 'real' ? new RateLimiter(clock, channelOf) : null;

  // Clients may write @me and @original with their sign encoded.
  const app = new Hono({ getPath: (request) => getPath(request).replaceAll('%40', '@') });
  app.use(async (context, next) => {
    if (isFromHere(context.req.header('host'), context.req.header('origin'), port)) return next();
    return context.json({ message: 'Only pages and programs of this computer may ask.', code: 0 }, 403);
  });
  addBotApi(app, { world, log, botToken, gatewayUrl, limiter, record, faults, intents: () => gateway.intents });
  addVisitorApi(app, world, visitors, gateway);
  addPageRoutes(app, buildPage, world.files, port);
  app.notFound((context) => context.json({ message: '404: Not Found', code: 0 }, 404));
  app.onError((error, context) => {
    if (error instanceof Refusal) {
      // Visitors are told all; the bot hears what Discord would say.
      return refusalResponse(context, error, context.req.path.startsWith('/visitor/') ? error.message : error.answer);
    }
    log.error({ err: error, path: context.req.path }, 'playground failed');
    return context.json({ message: '500: Internal Server Error', code: 0 }, 500);
  });
  server.on('request', getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  const sockets = acceptSockets(server, port, {
    gateway,
    visitors,
    visitorGateway: new VisitorGateway(world, gateway),
  });

  const playground: Playground = {
    apiUrl: `${origin}/api`,
    pageUrl: `${origin}/`,
    botToken,
    guildId: world.directory.guildId,
    channelId: world.mainChannelId,
    violations: () => record.violations,
    rateLimited: () => record.rateLimited,
    async close() {
      world.interactions.close();
      sockets.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
  return { playground, parts: { world, gateway, record, faults } };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new PortTakenError(port, 'taken'));
      else reject(error.code === 'EACCES' ? new PortTakenError(port, 'reserved') : error);
    });
    server.listen(port, '127.0.0.1', () => {
      // A server that listens on a port has an address with a port.
      resolve((server.address() as AddressInfo).port);
    });
  });
}
