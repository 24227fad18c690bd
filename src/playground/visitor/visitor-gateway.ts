import type { APIUser } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import type { BotGateway } from '../gateway/gateway.ts';
import type { Ready } from '../visitor-protocol.ts';
import type { World } from '../world/world.ts';

/** The visitors' sockets: one Ready each, then what happens. */
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
    const { directory, channels, commands } = this.#world;
    const ready: Ready = {
      type: 'ready',
      user,
      guild: directory.guild,
      members: directory.members,
      channels: channels.all,
      commands: commands.all,
      botOnline: this.#bot.isOnline,
    };
    this.#sockets.set(socket, user.id);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.send(JSON.stringify(ready));
  }
}
