import type { Config } from '../config.ts';
import { ollamaAddress } from './ollama/ollama-address.ts';

/** Whether models of the configured servers may run on other machines, whose memory is not seen from here. */
export function mayRunElsewhere({ modelServers, embeddedModel, ollamaHost }: Config): boolean {
  if (modelServers !== undefined) return true;
  if (embeddedModel !== undefined) return false;
  const { hostname } = new URL(ollamaAddress(ollamaHost));
  return !/^(?:localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
}
