import { ExpectedError } from '../core/errors.ts';
import { LIMITS } from './limits.ts';

export class WebhooksFullError extends ExpectedError {
  override readonly name = 'WebhooksFullError';
  override readonly advice =
    "Delete one that is no longer used in the channel's settings, under Integrations, Webhooks.";

  constructor(channel: string) {
    super(
      `#${channel} has as many webhooks as Discord allows (${LIMITS.webhooksInChannel}), and none of them is the bot's.`,
    );
  }
}
