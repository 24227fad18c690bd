import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { systemEntropy } from '../../src/core/random.ts';
import { PortTakenError } from '../../src/playground/port-taken-error.ts';
import { startPlayground } from '../../src/playground/start-playground.ts';
import type { Session } from '../../src/playground/visitor-protocol.ts';
import { next, Rig } from './rig.ts';

function statusOf(url: string, headers: Record<string, string>, method = 'GET'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers, method }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function upgradeStatus(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers });
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode));
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.on('error', () => {});
  });
}

describe('the server', () => {
  test('only this computer may ask: other hosts and origins are refused, for HTTP and sockets alike', async () => {
    const rig = await Rig.start();
    const url = new URL(rig.playground.apiUrl);
    const api = `${url.origin}/api/v10/gateway`;
    const gateway = `ws://${url.host}/gateway`;
    const authorization = `Bot ${rig.playground.botToken}`;
    expect(await statusOf(api, { authorization })).toBe(200);
    expect(
      await statusOf(api, { authorization, host: `localhost:${url.port}`, origin: `http://localhost:${url.port}` }),
    ).toBe(200);
    expect(await statusOf(api, { authorization, host: `rebound.example:${url.port}` })).toBe(403);
    expect(await statusOf(api, { authorization, origin: 'http://evil.example' })).toBe(403);
    expect(await upgradeStatus(gateway, {})).toBe(101);
    expect(await upgradeStatus(gateway, { origin: 'http://evil.example' })).toBe(403);
    expect(await upgradeStatus(gateway, { host: 'rebound.example' })).toBe(403);
    expect(await upgradeStatus(`ws://${url.host}/visitor/gateway?token=guessed`, {})).toBe(401);
    expect((await fetch(`${url.origin}/visitor/channels/${rig.playground.channelId}/messages`)).status).toBe(401);
  });

  test('no page from elsewhere gets at the visitors: neither the page, nor their API, nor a socket with a known token', async () => {
    const rig = await Rig.start();
    const { host, origin, port } = new URL(rig.playground.pageUrl);
    // As visitor-protocol.ts says.
    const { token } = (await (
      await fetch(`${origin}/visitor/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"name":"Ada"}',
      })
    ).json()) as Session;
    const messages = `${origin}/visitor/channels/${rig.playground.channelId}/messages`;
    const socket = `ws://${host}/visitor/gateway?token=${token}`;
    const authorization = `Visitor ${token}`;
    expect(await statusOf(messages, { authorization })).toBe(200);
    expect(await upgradeStatus(socket, { origin })).toBe(101);
    const elsewhere = [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: `https://127.0.0.1:${port}` },
      { origin: `http://127.0.0.1:${Number(port) + 1}` },
      { host: `rebound.example:${port}` },
      { host: `127.0.0.1.evil.example:${port}` },
    ];
    for (const headers of elsewhere) {
      expect(await statusOf(origin, headers)).toBe(403);
      expect(await statusOf(`${origin}/assets/app.js`, headers)).toBe(403);
      expect(await statusOf(messages, { ...headers, authorization })).toBe(403);
      expect(await statusOf(`${origin}/visitor/session`, headers, 'POST')).toBe(403);
      expect(await upgradeStatus(socket, headers)).toBe(403);
    }
    // What needs no header of its own can't be taken into another site's page either.
    for (const path of ['/', '/assets/app.js', '/assets/app.css', '/assets/mark.svg']) {
      const { headers } = await fetch(`${origin}${path}`);
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('it listens on loopback only', async () => {
    const rig = await Rig.start();
    const port = Number(new URL(rig.playground.pageUrl).port);
    const addresses = Object.values(networkInterfaces()).flatMap((found) =>
      (found ?? []).map(({ address }) => address),
    );
    expect(await canConnect('127.0.0.1', port)).toBe(true);
    for (const address of [...addresses, '127.0.0.2', '::1'].filter((other) => other !== '127.0.0.1')) {
      expect({ address, open: await canConnect(address, port) }).toEqual({ address, open: false });
    }
  });

  test('the page comes with a policy that lets nothing foreign in', async () => {
    const rig = await Rig.start();
    const response = await fetch(rig.playground.pageUrl);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  test('visitors hear who comes and who goes', async () => {
    const rig = await Rig.start();
    const ada = await rig.visitor('Ada');
    const came = next(ada, 'VISITOR_PRESENCE');
    const ben = await rig.visitor('Ben');
    expect(await came).toEqual({ user_id: ben.user.id, online: true });
    expect(ben.ready.online).toEqual([ada.user.id, ben.user.id]);
    const went = next(ada, 'VISITOR_PRESENCE');
    ben.close();
    expect(await went).toEqual({ user_id: ben.user.id, online: false });
    expect((await rig.visitor('Cem')).ready.online).not.toContain(ben.user.id);
  });

  test('a taken port is said to be taken', async () => {
    const rig = await Rig.start();
    const port = Number(new URL(rig.playground.apiUrl).port);
    const deps = { log: createLog('silent'), clock: systemClock, entropy: systemEntropy };
    await expect(startPlayground({ port, rateLimits: 'off' }, deps)).rejects.toBeInstanceOf(PortTakenError);
  });

  test('many visitors see the same, and who comes later finds it all', async () => {
    const rig = await Rig.start();
    const { channelId } = rig.playground;
    const visitors = await Promise.all(Array.from({ length: 20 }, (_, index) => rig.visitor(`Visitor ${index}`)));
    const heard = visitors.map((visitor) => next(visitor, 'MESSAGE_CREATE', ({ content }) => content === 'last'));
    for (const [index, visitor] of visitors.entries())
      await visitor.send(channelId, index === 19 ? 'last' : `hello ${index}`);
    expect(await Promise.all(heard)).toHaveLength(20);
    const late = await rig.visitor('Late');
    expect(late.ready.members).toHaveLength(22);
    expect(await late.messages(channelId, 100)).toHaveLength(20);
    const page = await late.messages(channelId, 3);
    expect(page.map(({ content }) => content)).toEqual(['last', 'hello 18', 'hello 17']);
  });
});
