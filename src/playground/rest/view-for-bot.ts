import { type APIMessage, GatewayIntentBits as Intent } from 'discord-api-types/v10';

/**
 * A message as the bot may read it: without the intent for content, what others wrote is empty unless it mentions the bot.
 * @param intents those that the bot has identified with
 */
export function viewForBot<Message extends APIMessage>(message: Message, botId: string, intents: number): Message {
  const mayRead =
    (intents & Intent.MessageContent) !== 0 ||
    message.author.id === botId ||
    message.mentions.some(({ id }) => id === botId);
  return mayRead ? message : { ...message, content: '', embeds: [], attachments: [], components: [] };
}
