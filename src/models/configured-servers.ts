import type { Config } from '../config.ts';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { EmbeddedHost } from './embedded/embedded-host.ts';
import { OllamaHost } from './ollama/ollama-host.ts';
import { OpenAiHost } from './openai/openai-host.ts';
import type { PooledServer } from './pool/pool-server.ts';
import { readServersFile, type ServerSettings } from './servers-file.ts';

/**
 * A server of which nobody says how many calls it works on side by side is given one at a time: Ollama's own default is one for most
 * machines, it tells no client what it is set to, and what it cannot take at once would wait in a line of its own, out of our sight.
 */
const USUAL_CONCURRENCY = 1;

interface Deps {
  readonly log: Log;
  readonly clock: Clock;
}

/**
 * The servers that the configuration names: those of the file MODEL_SERVERS; else the file of weights EMBEDDED_MODEL; else one Ollama, at
 * OLLAMA_HOST or at its usual address.
 * @throws ServersFileError, EmbeddedFileError
 */
export async function configuredServers(config: Config, deps: Deps): Promise<readonly PooledServer[]> {
  const { modelServers, modelKeys, embeddedModel, ollamaHost } = config;
  if (modelServers !== undefined) {
    const settings = await readServersFile(modelServers, modelKeys);
    return Promise.all(settings.map((server) => openServer(server, modelKeys, deps)));
  }
  const host =
    embeddedModel === undefined ? new OllamaHost(ollamaHost) : await EmbeddedHost.open(embeddedModel, undefined, deps);
  return [{ host, concurrency: USUAL_CONCURRENCY }];
}

async function openServer(
  settings: ServerSettings,
  keys: Readonly<Record<string, string>>,
  deps: Deps,
): Promise<PooledServer> {
  const { contextTokens, name } = settings;
  const named = name === undefined ? {} : { name };
  switch (settings.kind) {
    case 'ollama': {
      const host = new OllamaHost(settings.address, undefined, contextTokens);
      return { ...named, host, concurrency: settings.concurrency ?? USUAL_CONCURRENCY };
    }
    case 'openai': {
      const key = settings.apiKey === undefined ? undefined : keys[settings.apiKey];
      const host = new OpenAiHost({
        address: settings.address,
        ...(key === undefined ? {} : { apiKey: key }),
        ...(contextTokens === undefined ? {} : { contextTokens }),
      });
      return { ...named, host, concurrency: settings.concurrency ?? USUAL_CONCURRENCY };
    }
    case 'embedded': {
      const engine = contextTokens === undefined ? {} : { mostContextTokens: contextTokens };
      // It reads and writes in one context, one call after the other.
      return { ...named, host: await EmbeddedHost.open(settings.file, undefined, deps, engine), concurrency: 1 };
    }
  }
}
