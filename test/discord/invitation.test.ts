import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { GatewayOpcodes } from 'discord.js';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';
import { startBot } from '../../src/main.ts';
import { VOTER_KEY } from '../support/people.ts';
import { answer, startScriptedOllama } from '../support/scripted-ollama.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Stage } from '../system/stage.ts';

const APPLICATION = '123456789012345678';
const TOKEN = `${'a'.repeat(24)}.bcdefg.${'h'.repeat(27)}`;

/** A Discord that knows the bot, which nobody has invited: the playground has one server always. @returns its API's address */
async function startEmptyDiscord(): Promise<string> {
  // A server that listens on a port has an address with a port.
  const port = (): number => (server.address() as AddressInfo).port;
  const server = createServer(({ url }, response) => {
    const start = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 };
    if (url?.endsWith('/gateway/bot') === true)
      answer(response, { url: `ws://127.0.0.1:${port()}`, shards: 1, session_start_limit: start });
    else answer(response, []);
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    socket.send(JSON.stringify({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: 40_000 }, s: null, t: null }));
    socket.on('message', (raw) => {
      if (JSON.parse(raw.toString()).op !== GatewayOpcodes.Identify) return;
      const ready = {
        v: 10,
        user: { id: APPLICATION, username: 'debates', discriminator: '0', bot: true },
        guilds: [],
        session_id: 'session',
        resume_gateway_url: 'ws://127.0.0.1:1',
        application: { id: APPLICATION, flags: 0 },
      };
      socket.send(JSON.stringify({ op: GatewayOpcodes.Dispatch, s: 1, t: 'READY', d: ready }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${port()}/api`;
}

/** What `npm start` prints until the bot is on Discord. */
async function printedBy(api: string, token: string): Promise<string> {
  const ollama = await startScriptedOllama();
  const env = {
    DISCORD_TOKEN: token,
    DISCORD_API: api,
    VOTER_KEY,
    OLLAMA_HOST: ollama.address,
    DATABASE: `sqlite://${path.join(await temporaryFolder(), 'bot.sqlite')}`,
    LOG_LEVEL: 'silent',
  };
  const end = new AbortController();
  let text = '';
  const stdout = new PassThrough().on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (text.includes('The bot is on Discord.')) end.abort();
  });
  await startBot({ stdout, env }, end.signal);
  return text;
}

it('says by which address a bot that is on no server is invited, and not to one that is', async () => {
  const link = `https://discord.com/oauth2/authorize?client_id=${APPLICATION}&scope=bot+applications.commands&permissions=309774642240`;
  expect(await printedBy(await startEmptyDiscord(), TOKEN)).toContain(`It is on no server yet. Invite it: ${link}\n`);
  const { playground } = await Stage.open();
  expect(await printedBy(playground.apiUrl, playground.botToken)).not.toContain('Invite it');
});
