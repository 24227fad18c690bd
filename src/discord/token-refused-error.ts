import { ExpectedError } from '../core/errors.ts';

export class TokenRefusedError extends ExpectedError {
  override readonly name = 'TokenRefusedError';
  override readonly advice =
    'Copy it again from the Discord developer portal (your application, Bot, Reset Token) into DISCORD_TOKEN.';

  constructor(cause: unknown) {
    super('Discord does not accept the bot token.', { cause });
  }
}
