import { ExpectedError } from '../core/errors.ts';

export class WebhooksFullError extends ExpectedError {
  override readonly name = 'WebhooksFullError';
  override readonly advice =
    "Delete one that is no longer used in the channel's settings, under Integrations, Webhooks.";

  constructor(channel: string) {
    super(`#${channel} has as many webhooks as Discord allows (15), and none of them is the bot's.`);
  }
}
