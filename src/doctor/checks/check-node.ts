import type { Finding } from '../finding.ts';

/** As package.json has it. */
const LEAST_MAJOR = 20;
const LEAST_MINOR = 20;

/** @param version without a v before it */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const name = 'Node';
  if (major > LEAST_MAJOR || (major === LEAST_MAJOR && minor >= LEAST_MINOR)) {
    return { name, status: 'ok', says: version };
  }
  return {
    name,
    status: 'problem',
    says: `${version}, but ${LEAST_MAJOR}.${LEAST_MINOR} or later is needed`,
    advice: 'Get another from https://nodejs.org',
  };
}
