import { type Config, requireVoterKey } from '../../config.ts';
import { type Finding, failed } from '../finding.ts';

const NAME = 'Privacy';

/** Whether there is a key by which people's ids are hashed; its length was checked with the configuration. */
export function checkVoterKey(config: Config): Finding {
  try {
    requireVoterKey(config);
  } catch (error) {
    return failed(NAME, 'problem', error);
  }
  return { name: NAME, status: 'ok', says: 'there is a key by which people’s ids are hashed before they are stored' };
}
