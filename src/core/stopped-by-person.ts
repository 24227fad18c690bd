import { type ActingRole, ROLE_WORDS } from './acting-role.ts';

/** The reason with which the signal of a trial or an audit is aborted when a person stops it; any other reason means that it goes on later. */
export class StoppedByPerson extends Error {
  override readonly name = 'StoppedByPerson';
  readonly by: ActingRole;

  constructor(by: ActingRole) {
    super(`Stopped by ${ROLE_WORDS[by]}.`);
    this.by = by;
  }
}
