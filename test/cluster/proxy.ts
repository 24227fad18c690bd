import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A way to a server that can be cut. */
export interface Proxy {
  /** The server's address by this way. */
  readonly address: string;
  /** Breaks all connections, and takes no new ones. */
  cut(): void;
  mend(): Promise<void>;
}

export async function proxyTo(target: string): Promise<Proxy> {
  const { hostname, port: farPort } = new URL(target);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(farPort), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The proxy has no port');
    return address.port;
  };
  const cut = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  const port = await listen(0);
  onTestFinished(cut);
  const url = new URL(target);
  url.port = String(port);
  return {
    address: url.href,
    cut,
    async mend() {
      await listen(port);
    },
  };
}
