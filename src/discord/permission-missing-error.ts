import { ExpectedError } from '../core/errors.ts';

/** The bot may not do in a channel what a debate needs. */
export class PermissionMissingError extends ExpectedError {
  override readonly name = 'PermissionMissingError';
  override readonly advice =
    "Somebody who manages the server can grant it in the channel's settings, under Permissions.";
  readonly missing: readonly string[];

  /** @param missing as Discord's settings call them */
  constructor(missing: readonly string[], channel: string, options?: ErrorOptions) {
    super(
      `The bot lacks ${missing.length === 1 ? 'a permission' : 'permissions'} in #${channel}: ${missing.join(', ')}.`,
      options,
    );
    this.missing = missing;
  }
}
