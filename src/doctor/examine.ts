import { access } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import path from 'node:path';
import { systemClock } from '../core/clock.ts';
import { createLog } from '../core/log.ts';
import { configuredServers } from '../models/configured-servers.ts';
import { EmbeddedHost } from '../models/embedded/embedded-host.ts';
import { smallModelFile } from '../models/embedded/fetch-small-model.ts';
import { mayRunElsewhere } from '../models/may-run-elsewhere.ts';
import { OllamaHost } from '../models/ollama/ollama-host.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';
import { checkConfiguration } from './checks/check-configuration.ts';
import { checkContent } from './checks/check-content.ts';
import { checkDatabase } from './checks/check-database.ts';
import { checkDiscord } from './checks/check-discord.ts';
import { checkEnsembles } from './checks/check-ensembles.ts';
import { checkMemory } from './checks/check-memory.ts';
import { checkModels } from './checks/check-models.ts';
import { checkNode } from './checks/check-node.ts';
import { checkServers, type ServerAtHand } from './checks/check-servers.ts';
import { checkVoterKey } from './checks/check-voter-key.ts';
import { type Finding, failed } from './finding.ts';

export interface Patient {
  readonly environment: NodeJS.ProcessEnv;
  /** Where the program starts: .env is there, and DATABASE may be relative to it. */
  readonly folder: string;
  /** The folder that holds prompts/ and scenarios/. */
  readonly root: string;
  /** Whether to send the bot token to Discord. */
  readonly askDiscord: boolean;
}

/** Looks at everything that the bot needs, in the order in which it needs it; each finding as soon as there is one. */
export async function* examine(patient: Patient, signal: AbortSignal): AsyncGenerator<Finding> {
  const { environment, folder, root, askDiscord } = patient;
  yield checkNode(process.versions.node);
  const { findings, config } = checkConfiguration(environment, await exists(path.join(folder, '.env')));
  yield* findings;
  const { finding, content } = await checkContent(root);
  yield finding;
  if (config === undefined) {
    yield {
      name: 'The rest',
      status: 'warning',
      says: 'was not checked: database, models and Discord need the configuration',
    };
    return;
  }
  const log = createLog('silent');
  yield await checkDatabase(config.database, { log, clock: systemClock });
  yield await checkDiscord(config, askDiscord, signal);
  yield checkVoterKey(config);

  let servers: readonly ServerAtHand[] = [];
  try {
    servers = await configuredServers(config, { log, clock: systemClock });
    const named = (config.modelServers ?? config.ollamaHost) !== undefined;
    const smallFile = named ? undefined : await smallModelFile(config.cacheFolder);
    const asked = await checkServers(servers, { named, smallModelHere: smallFile !== undefined }, signal);
    yield* asked.findings;
    if (content === undefined) return;
    const models = asked.models.length > 0 ? asked.models : await smallModel(smallFile);
    yield* checkModels(models, content);
    const memory = mayRunElsewhere(config) ? undefined : { free: freemem(), total: totalmem() };
    yield checkMemory(memory);
    const canPull = servers.some(({ host }) => host instanceof OllamaHost);
    yield* checkEnsembles(content, { models, memory, canPull });
  } catch (error) {
    yield failed('Model servers', 'problem', error);
  } finally {
    await Promise.all(servers.map(({ host }) => host.close()));
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** What the bot runs where no server has a model, when it is here. */
async function smallModel(file: string | undefined): Promise<readonly ModelInfo[]> {
  if (file === undefined) return [];
  const host = await EmbeddedHost.open(file, undefined, { log: createLog('silent'), clock: systemClock });
  return host.list();
}
