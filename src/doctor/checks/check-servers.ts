import { isExpected } from '../../core/errors.ts';
import { bySize } from '../../models/port/by-size.ts';
import type { ModelHost, ModelInfo } from '../../models/port/chat-model.ts';
import { type Finding, failed } from '../finding.ts';

/** One model server as it is configured. */
export interface ServerAtHand {
  readonly host: ModelHost;
  readonly name?: string;
}

/** What there is in place of servers that have no chat model. */
export interface Fallback {
  /** The operator named the servers, so that the bot does not start without one of them. */
  readonly named: boolean;
  /** Whether the small model is here already; else the bot fetches it when it starts. */
  readonly smallModelHere: boolean;
}

/** How long a server may take to say what it has, in milliseconds: as long as it may when the bot starts. */
const ANSWERS_WITHIN = 3000;
const FOR_A_MODEL = 'Get one, for example with: ollama pull qwen3:8b';

/**
 * Each server: whether it answers, with which version, and what it has; then whether all together have something to debate on.
 * @param answersWithin how long a server may take, in milliseconds
 */
export async function checkServers(
  servers: readonly ServerAtHand[],
  fallback: Fallback,
  signal: AbortSignal,
  answersWithin = ANSWERS_WITHIN,
): Promise<{ readonly findings: readonly Finding[]; readonly models: readonly ModelInfo[] }> {
  const asked = await Promise.all(servers.map((server) => askServer(server, signal, answersWithin)));
  // A name that several servers have is one model; the first decides what it is.
  const models = [
    ...new Map(
      asked
        .flatMap((one) => one.models)
        .reverse()
        .map((model) => [model.name, model]),
    ).values(),
  ];
  const findings = asked.map(({ finding }) => finding);
  if (models.length === 0) findings.push(nothingAtHand(fallback));
  return { findings, models: models.sort(bySize) };
}

async function askServer(
  { host, name }: ServerAtHand,
  signal: AbortSignal,
  answersWithin: number,
): Promise<{ readonly finding: Finding; readonly models: readonly ModelInfo[] }> {
  const label = name === undefined ? host.label : `${name} (${host.label})`;
  const within = AbortSignal.any([signal, AbortSignal.timeout(answersWithin)]);
  try {
    const [models, version] = await Promise.all([host.list(within), versionOf(host, within)]);
    const count = models.length === 1 ? 'one chat model' : `${models.length} chat models`;
    const says = `${label}${version} answers and has ${models.length === 0 ? 'no chat model' : count}`;
    return models.length > 0
      ? { finding: { name: 'Model server', status: 'ok', says }, models }
      : { finding: { name: 'Model server', status: 'warning', says, advice: FOR_A_MODEL }, models };
  } catch (error) {
    signal.throwIfAborted();
    if (isExpected(error)) return { finding: failed('Model server', 'warning', error), models: [] };
    const reason = within.aborted ? `nothing within ${answersWithin / 1000} s` : String(error);
    const says = `${label} does not answer as it should: ${reason}`;
    const advice = 'Check that a model server runs there, and that its address is right.';
    return { finding: { name: 'Model server', status: 'warning', says, advice }, models: [] };
  }
}

/** Old servers do not tell it; that is no fault of theirs. */
async function versionOf(host: ModelHost, signal: AbortSignal): Promise<string> {
  const version = await host.version?.(signal).catch(() => undefined);
  return version === undefined ? '' : ` (version ${version})`;
}

function nothingAtHand({ named, smallModelHere }: Fallback): Finding {
  const name = 'Models';
  if (named) {
    return {
      name,
      status: 'problem',
      says: 'none is at hand, and the bot does not start without a server that was named and has one',
      advice: `${FOR_A_MODEL}, or name no server: then a small model comes with the bot.`,
    };
  }
  const small = smallModelHere ? 'which is here' : 'which it fetches when it starts (98 MB, by Python and pip)';
  return {
    name,
    status: 'warning',
    says: `none is at hand: the bot would run the small model inside itself, ${small}; good for trying things out only`,
    advice: 'Install Ollama (https://ollama.com) and fetch models: the ensembles below name theirs.',
  };
}
