import type { Clock } from '../../core/clock.ts';
import type { Entropy } from '../../core/random.ts';
import { ApplicationOwner } from './application-owner.ts';
import { Attachments } from './attachments.ts';
import { Bus } from './bus.ts';
import { Channels } from './channels.ts';
import { Commands } from './commands.ts';
import { Directory } from './directory.ts';
import { FileStore } from './file-store.ts';
import { Interactions } from './interactions.ts';
import { Messages } from './messages.ts';
import { Reactions } from './reactions.ts';
import { Snowflakes } from './snowflakes.ts';
import type { TextChannel } from './thread.ts';
import { Webhooks } from './webhooks.ts';

/** All that the playground's Discord knows, in memory. */
export interface World {
  readonly clock: Clock;
  readonly bus: Bus;
  readonly directory: Directory;
  readonly applicationOwner: ApplicationOwner;
  readonly channels: Channels;
  readonly messages: Messages;
  readonly reactions: Reactions;
  readonly webhooks: Webhooks;
  readonly commands: Commands;
  readonly interactions: Interactions;
  readonly files: FileStore;
  /** Deletes a channel, and with it its threads and webhooks. */
  deleteChannel(channel: TextChannel): void;
  /** Where visitors land. */
  readonly mainChannelId: string;
}

/**
 * A new guild with its channels and the bot.
 * @param origin the address under which uploaded files are served
 * @param hasPrivilegedIntents whether they are switched on for the bot's application
 */
export function createWorld(
  origin: string,
  hasPrivilegedIntents: boolean,
  deps: { readonly clock: Clock; readonly entropy: Entropy },
): World {
  const { clock, entropy } = deps;
  const bus = new Bus();
  const ids = new Snowflakes(clock);
  const directory = new Directory(clock, ids, bus, hasPrivilegedIntents);
  const channels = new Channels(bus, ids, directory, clock);
  const files = new FileStore(entropy);
  const main = channels.addText('debates', 'Debates start here: /debate start');
  channels.addText('lobby', 'For everything else');
  const attachments = new Attachments(files, ids, origin);
  const messages = new Messages({ bus, ids, directory, channels, attachments, clock });
  const webhooks = new Webhooks({ bus, ids, directory, files, entropy });
  return {
    clock,
    bus,
    directory,
    applicationOwner: new ApplicationOwner(directory, ids),
    channels,
    files,
    messages,
    reactions: new Reactions(bus, directory, channels),
    webhooks,
    commands: new Commands(bus, ids, directory.applicationId),
    interactions: new Interactions({ bus, ids, entropy, clock, directory, messages }),
    deleteChannel(channel) {
      for (const webhook of webhooks.inChannel(channel.data.id)) webhooks.delete(webhook);
      channels.delete(channel);
    },
    mainChannelId: main.data.id,
  };
}
