/**
 * Whether a request is one for us: addressed to this port on this computer, and not sent by a page from elsewhere
 * (which a browser would otherwise let reach a server on loopback).
 */
export function isFromHere(host: string | undefined, origin: string | undefined, port: number): boolean {
  const here = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (host === undefined || !here.includes(host)) return false;
  return origin === undefined || here.some((address) => origin === `http://${address}`);
}
