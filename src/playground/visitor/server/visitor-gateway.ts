import type { APIChannel, APIUser } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import type { BotGateway } from '../../gateway/gateway.ts';
import type { Ready } from '../../visitor-protocol.ts';
import { threadMember } from '../../world/thread.ts';
import type { World } from '../../world/world.ts';

/** The visitors' sockets: one Ready each, then what happens. A visitor is online while one of theirs is open. */
export class VisitorGateway {
  readonly #sockets = new Map<WebSocket, string>();
  readonly #world: World;
  readonly #bot: BotGateway;

  constructor(world: World, bot: BotGateway) {
    this.#world = world;
    this.#bot = bot;
    world.bus.onVisitorEvent((event, onlyFor) => {
      const shared = typeof event === 'function' ? undefined : JSON.stringify(event);
      for (const [socket, userId] of this.#sockets) {
        if (onlyFor !== null && onlyFor !== userId) continue;
        socket.send(shared ?? JSON.stringify(typeof event === 'function' ? event(userId) : event));
      }
    });
  }

  accept(socket: WebSocket, user: APIUser): void {
    const { directory, commands, bus } = this.#world;
    if (!this.#online.has(user.id)) bus.toVisitors('VISITOR_PRESENCE', { user_id: user.id, online: true });
    this.#sockets.set(socket, user.id);
    socket.on('close', () => {
      this.#sockets.delete(socket);
      if (!this.#online.has(user.id)) bus.toVisitors('VISITOR_PRESENCE', { user_id: user.id, online: false });
    });
    const ready: Ready = {
      type: 'ready',
      user,
      guild: directory.guild,
      members: directory.members,
      channels: this.#channelsFor(user.id),
      commands: commands.all,
      botOnline: this.#bot.isOnline,
      online: [...this.#online],
    };
    socket.send(JSON.stringify(ready));
  }

  get #online(): ReadonlySet<string> {
    return new Set(this.#sockets.values());
  }

  /** All channels; a thread that this visitor is in has the membership. */
  #channelsFor(userId: string): APIChannel[] {
    const { channels } = this.#world;
    const memberships = new Map(
      channels.threads(({ joined }) => joined.has(userId)).map((thread) => [thread.data.id, thread]),
    );
    return channels.all.map((channel) => {
      const thread = memberships.get(channel.id);
      const joined = thread?.joined.get(userId);
      if (thread === undefined || joined === undefined) return channel;
      return { ...thread.data, member: threadMember(thread, userId, joined) };
    });
  }
}
