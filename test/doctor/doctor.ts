import path from 'node:path';
import type { Finding } from '../../src/doctor/finding.ts';
import { type DoctorOptions, runDoctor } from '../../src/doctor/run-doctor.ts';
import { answer, type Handler, type ScriptedOllama, startScriptedOllama } from '../support/scripted-ollama.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { FakeFile } from '../terminal/fake-terminal.ts';

/** Nothing listens there. */
export const DEAD = 'http://127.0.0.1:1';
/** Of the right shape, and nobody's. */
export const TOKEN = `${'a'.repeat(24)}.bcdefg.${'h'.repeat(27)}`;

export interface Examined {
  readonly status: NodeJS.Process['exitCode'];
  readonly text: string;
  readonly findings: readonly Finding[];
  /** The finding about this. */
  about(name: string): Finding;
}

/** A machine with a folder of its own, where nothing was fetched. */
export async function machine(environment: NodeJS.ProcessEnv): Promise<{ folder: string; env: NodeJS.ProcessEnv }> {
  const folder = await temporaryFolder();
  const database = `sqlite://${path.join(folder, 'kept', 'bot.sqlite')}`;
  return { folder, env: { XDG_CACHE_HOME: folder, DATABASE: database, ...environment } };
}

/** What the doctor says of it, as JSON for programs. */
export async function examineMachine(
  { folder, env }: Awaited<ReturnType<typeof machine>>,
  options: Partial<DoctorOptions> = {},
): Promise<Examined> {
  const stdout = new FakeFile();
  const process = { stdout, env, cwd: () => folder, exitCode: undefined as NodeJS.Process['exitCode'] };
  await runDoctor({ discord: false, json: true, ...options }, process, new AbortController().signal);
  const text = stdout.text;
  const findings: readonly Finding[] = (options.json ?? true) ? JSON.parse(text).findings : [];
  return {
    status: process.exitCode,
    text,
    findings,
    about(name) {
      const found = findings.find((finding) => finding.name === name);
      if (found === undefined) throw new Error(`No finding about ${name} in ${text}`);
      return found;
    },
  };
}

/** A model as a server tells it. */
export interface Held {
  readonly name: string;
  readonly family: string;
  readonly gigabytes: number;
  readonly trained: number;
  readonly thinks?: boolean;
}

/** A scripted server (no model is behind it) that holds these. */
export function holding(
  models: readonly Held[],
  more: Readonly<Record<string, Handler>> = {},
): Promise<ScriptedOllama> {
  return startScriptedOllama({
    '/api/tags': (_, response) =>
      answer(response, {
        models: models.map(({ name, family, gigabytes }) => ({
          name,
          size: gigabytes * 1e9,
          digest: name,
          details: { family },
        })),
      }),
    '/api/show': ({ model }, response) => {
      const held = models.find(({ name }) => name === model);
      answer(response, {
        capabilities: ['completion', ...(held?.thinks ? ['thinking'] : [])],
        model_info: { 'x.context_length': held?.trained },
      });
    },
    ...more,
  });
}

/** The models of the ensemble hardware-8gb, as prompts/models.yaml has them. */
export const EIGHT_GIGABYTES: readonly Held[] = [
  { name: 'qwen3.5:4b', family: 'qwen35', gigabytes: 3.39, trained: 262_144, thinks: true },
  { name: 'phi4-mini:3.8b', family: 'phi3', gigabytes: 2.49, trained: 131_072 },
  { name: 'ministral-3:3b', family: 'mistral3', gigabytes: 2.99, trained: 262_144 },
  { name: 'granite4.1:3b', family: 'granite', gigabytes: 2.1, trained: 131_072 },
];
