import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { systemEntropy } from '../../src/core/random.ts';
import { PortTakenError } from '../../src/playground/port-taken-error.ts';
import { startPlayground } from '../../src/playground/start-playground.ts';
import { next, Rig } from './rig.ts';

function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
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
