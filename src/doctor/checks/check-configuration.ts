import { type Config, readConfig } from '../../config.ts';
import { ConfigError } from '../../config-error.ts';
import type { Finding } from '../finding.ts';

const NAME = 'Configuration';

/**
 * @param hasFile whether there is a file .env where the program starts; what it sets is among the environment's variables
 * @returns no configuration where the variables can't be used: one finding for each
 */
export function checkConfiguration(
  environment: NodeJS.ProcessEnv,
  hasFile: boolean,
): { readonly findings: readonly Finding[]; readonly config?: Config } {
  try {
    const config = readConfig(environment);
    const says = hasFile
      ? 'read from .env and the environment'
      : 'read from the environment; there is no file .env here';
    return { findings: [{ name: NAME, status: 'ok', says }], config };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { problems, advice } = error;
    return {
      findings: problems.map(({ name, expected, given }) => ({
        name: NAME,
        status: 'problem',
        says: `${name}: expected ${expected}, got ${given}`,
        advice,
      })),
    };
  }
}
