import { ReactionType } from 'discord-api-types/v10';
import type { Playground, PlaygroundOptions } from './playground.ts';
import type { PlaygroundForTests } from './playground-for-tests.ts';
import { openPlayground, type PlaygroundDeps, type PlaygroundParts } from './start-playground.ts';

/** Starts a playground with a test's levers. @throws PortTakenError */
export async function startPlaygroundForTests(
  options: PlaygroundOptions,
  deps: PlaygroundDeps,
): Promise<PlaygroundForTests> {
  const { playground, parts } = await openPlayground(options, deps);
  return { ...playground, ...testLevers(parts) };
}

/** What a moderator, or the network, does behind the bot's back. */
function testLevers({ world, gateway, record, faults }: PlaygroundParts): Omit<PlaygroundForTests, keyof Playground> {
  const { applicationOwner, channels, messages, reactions, webhooks, directory } = world;
  const message = (channelId: string, messageId: string) => messages.get(channelId, messageId, directory.bot.id);
  return {
    disconnectBot: (code) => gateway.disconnect(code),
    repeatEvents: (names) => gateway.repeat(names),
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
    giveApplicationTo: (owner) => applicationOwner.give(owner),
    setVisitorPermissions: (bits) => directory.setHostPermissions(bits),
    setAccountAge: (days) => directory.setAccountAge(days),
    addRole: (name) => directory.addRole(name),
    giveRole: (userId, roleId) => directory.giveRole(userId, roleId),
    setBotPermissions: (bits) => directory.setBotPermissions(bits),
    requests: () => record.requests,
  };
}
