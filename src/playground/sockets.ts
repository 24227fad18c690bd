import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { BotGateway } from './gateway/gateway.ts';
import { isFromHere } from './loopback-guard.ts';
import type { VisitorGateway } from './visitor/server/visitor-gateway.ts';
import type { Visitors } from './visitor/server/visitors.ts';

const LARGEST_PAYLOAD_BYTES = 64 * 1024;

/** Takes the WebSockets of a server: /gateway for the bot, /visitor/gateway for visitors. */
export function acceptSockets(
  server: Server,
  port: number,
  to: { readonly gateway: BotGateway; readonly visitors: Visitors; readonly visitorGateway: VisitorGateway },
): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_PAYLOAD_BYTES });
  server.on('upgrade', (request, socket, head) => {
    if (!isFromHere(request.headers.host, request.headers.origin, port)) return refuse(socket, '403 Forbidden');
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
    if (url.pathname === '/gateway' || url.pathname === '/gateway/') {
      return sockets.handleUpgrade(request, socket, head, (opened) => {
        // Without a listener an error of one socket would end the whole process; its close follows anyway.
        opened.on('error', () => {});
        to.gateway.accept(opened);
      });
    }
    if (url.pathname !== '/visitor/gateway') return refuse(socket, '404 Not Found');
    const user = to.visitors.find(url.searchParams.get('token') ?? '');
    if (user === undefined) return refuse(socket, '401 Unauthorized');
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.on('error', () => {});
      to.visitorGateway.accept(opened, user);
    });
  });
  return {
    close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => {});
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
