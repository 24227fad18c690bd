import { ReactionType } from 'discord-api-types/v10';
import type { BotGateway } from './gateway/gateway.ts';
import type { Playground } from './playground.ts';
import type { PlaygroundForTests } from './playground-for-tests.ts';
import type { RequestFaults } from './rest/request-faults.ts';
import type { RequestRecord } from './rest/request-record.ts';
import type { World } from './world/world.ts';

/** What a moderator, or the network, does behind the bot's back. */
export function testLevers(
  world: World,
  gateway: BotGateway,
  record: RequestRecord,
  faults: RequestFaults,
): Omit<PlaygroundForTests, keyof Playground> {
  const { channels, messages, reactions, webhooks, directory } = world;
  const message = (channelId: string, messageId: string) => messages.get(channelId, messageId, directory.bot.id);
  return {
    disconnectBot: (code) => gateway.disconnect(code),
    archiveThread: (id, locked) => channels.changeThread(channels.thread(id), { archived: true, locked }),
    openThread: (id) => channels.changeThread(channels.thread(id), { archived: false, locked: false }),
    deleteWebhooks(channelId) {
      for (const webhook of webhooks.inChannel(channelId)) webhooks.delete(webhook);
    },
    addPersonalWebhook: (channelId, name) => webhooks.create(channels.text(channelId).data.id, name, null, null),
    superReact: (channelId, messageId, emoji, userId) =>
      reactions.add(message(channelId, messageId), emoji, userId, ReactionType.Burst),
    removeAllReactions: (channelId, messageId) => reactions.removeAll(message(channelId, messageId)),
    deleteMessage: (channelId, messageId) => messages.delete(message(channelId, messageId)),
    deleteThread: (id) => channels.delete(channels.thread(id)),
    deleteChannel: (id) => world.deleteChannel(channels.text(id)),
    failRequests: (fault) => faults.add(fault),
    setVisitorPermissions: (bits) => directory.setHostPermissions(bits),
    setBotPermissions: (bits) => directory.setBotPermissions(bits),
    requests: () => record.requests,
  };
}
