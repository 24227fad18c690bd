import { GatewayCloseCodes as CloseCode, GatewayOpcodes as Opcode } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Entropy } from '../../core/random.ts';
import { viewForBot } from '../rest/view-for-bot.ts';
import type { World } from '../world/world.ts';
import { faultOfIntents, wants } from './intents.ts';
import { Session } from './session.ts';

const HEARTBEAT_MS = 41_250;
/** Sessions without a socket that are kept for a resume. */
const MOST_ORPHANS = 8;

const payloadSchema = z.object({ op: z.int(), d: z.unknown().optional() });
const identifySchema = z.object({ token: z.string(), intents: z.int().min(0) });
const resumeSchema = z.object({ token: z.string(), session_id: z.string(), seq: z.int().min(0) });
const membersSchema = z.object({
  query: z.string().optional(),
  user_ids: z.union([z.string(), z.array(z.string())]).optional(),
  limit: z.int().optional(),
  nonce: z.string().optional(),
});

/** The bot's side of the gateway: sessions, heartbeats, resumes, and events by intent. */
export class BotGateway {
  readonly #sessions = new Map<string, Session>();
  readonly #world: World;
  readonly #entropy: Entropy;
  readonly #token: string;
  readonly #url: string;
  #intents = 0;

  constructor(world: World, entropy: Entropy, token: string, url: string) {
    this.#world = world;
    this.#entropy = entropy;
    this.#token = token;
    this.#url = url;
    world.bus.onBotEvent(({ name, data }) => {
      for (const session of this.#sessions.values()) {
        if (this.#reaches(session, name, data)) session.dispatch(name, this.#view(session, name, data));
      }
    });
  }

  /** Those of the last identify; REST shows message content by them. */
  get intents(): number {
    return this.#intents;
  }

  get isOnline(): boolean {
    return [...this.#sessions.values()].some(({ isConnected }) => isConnected);
  }

  /** Whether an event sent now has a chance to reach the bot, at once or after it resumes. */
  get hasSession(): boolean {
    return this.#sessions.size > 0;
  }

  accept(socket: WebSocket): void {
    let session: Session | null = null;
    socket.send(JSON.stringify({ op: Opcode.Hello, d: { heartbeat_interval: HEARTBEAT_MS }, s: null, t: null }));
    socket.on('message', (raw) => {
      const payload = parse(payloadSchema, raw.toString());
      if (payload === null) return socket.close(CloseCode.DecodeError, 'Error while decoding payload.');
      const { op, d } = payload;
      if (op === Opcode.Heartbeat) return send(socket, { op: Opcode.HeartbeatAck });
      if (op === Opcode.Identify || op === Opcode.Resume) {
        if (session !== null) return socket.close(CloseCode.AlreadyAuthenticated, 'Already authenticated.');
        session = op === Opcode.Identify ? this.#identify(socket, d) : this.#resume(socket, d);
        return;
      }
      if (session === null) return socket.close(CloseCode.NotAuthenticated, 'Not authenticated.');
      if (op === Opcode.RequestGuildMembers) return this.#sendMembers(session, d);
      if (op !== Opcode.PresenceUpdate && op !== Opcode.VoiceStateUpdate) {
        socket.close(CloseCode.UnknownOpcode, 'Unknown opcode.');
      }
    });
    // A close with these codes says that the client will not come back.
    socket.on('close', (code) => {
      if (session !== null) this.#leave(session, code === 1000 || code === 1001);
    });
  }

  /** Closes all sockets. @param code by default one after which the bot may resume */
  async disconnect(code: number = CloseCode.UnknownError): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => session.close(code, '')));
  }

  /** Has connected bots hear of what happened again, the last of it first. @returns how many events went out */
  repeat(events: readonly string[]): number {
    return [...this.#sessions.values()]
      .filter(({ isConnected }) => isConnected)
      .reduce((sum, session) => sum + session.repeat(events), 0);
  }

  #identify(socket: WebSocket, d: unknown): Session | null {
    const asked = identifySchema.safeParse(d);
    if (!asked.success) {
      socket.close(CloseCode.DecodeError, 'Error while decoding payload.');
      return null;
    }
    if (asked.data.token !== this.#token) {
      socket.close(CloseCode.AuthenticationFailed, 'Authentication failed.');
      return null;
    }
    const { directory, channels } = this.#world;
    const fault = faultOfIntents(asked.data.intents, directory.hasPrivilegedIntents);
    if (fault !== null) {
      socket.close(fault, fault === CloseCode.DisallowedIntents ? 'Disallowed intent(s).' : 'Invalid intent(s).');
      return null;
    }
    this.#dropOrphans();
    const session = new Session(this.#entropy.hex(16), asked.data.intents, socket);
    this.#sessions.set(session.id, session);
    this.#intents = session.intents;
    session.dispatch('READY', {
      v: 10,
      user: directory.bot,
      guilds: [{ id: directory.guildId, unavailable: true }],
      session_id: session.id,
      resume_gateway_url: this.#url,
      shard: [0, 1],
      application: { id: directory.applicationId, flags: directory.applicationFlags },
    });
    if (wants(session.intents, 'CHANNEL_CREATE')) {
      const bot = directory.member(directory.bot.id);
      const threads = channels.threads(({ data }) => data.thread_metadata?.archived === false);
      session.dispatch('GUILD_CREATE', {
        ...directory.guild,
        joined_at: bot.joined_at,
        large: false,
        unavailable: false,
        member_count: directory.members.length,
        voice_states: [],
        members: wants(session.intents, 'GUILD_MEMBER_ADD') ? directory.members : [bot],
        channels: channels.texts.map(({ data }) => data),
        threads: threads.map((thread) => channels.forBot(thread)),
        presences: [],
        stage_instances: [],
        guild_scheduled_events: [],
        soundboard_sounds: [],
      });
    }
    this.#announcePresence();
    return session;
  }

  #resume(socket: WebSocket, d: unknown): Session | null {
    const asked = resumeSchema.safeParse(d);
    const session =
      asked.success && asked.data.token === this.#token ? this.#sessions.get(asked.data.session_id) : undefined;
    if (!asked.success || session === undefined || !session.resume(socket, asked.data.seq)) {
      send(socket, { op: Opcode.InvalidSession, d: false });
      return null;
    }
    this.#announcePresence();
    return session;
  }

  #leave(session: Session, forGood: boolean): void {
    session.detach();
    if (forGood) this.#sessions.delete(session.id);
    this.#announcePresence();
  }

  #dropOrphans(): void {
    const orphans = [...this.#sessions.values()].filter(({ isConnected }) => !isConnected);
    for (const { id } of orphans.slice(0, Math.max(0, orphans.length - MOST_ORPHANS))) this.#sessions.delete(id);
  }

  #announcePresence(): void {
    this.#world.bus.toVisitors('BOT_PRESENCE', { online: this.isOnline });
  }

  #reaches(session: Session, name: string, data: object): boolean {
    if (wants(session.intents, name)) return true;
    if (name !== 'THREAD_MEMBERS_UPDATE') return false;
    return JSON.stringify(data).includes(`"${this.#world.directory.bot.id}"`);
  }

  #view(session: Session, name: string, data: object): object {
    if (name !== 'MESSAGE_CREATE' && name !== 'MESSAGE_UPDATE') return data;
    // Both events carry a whole message; the bus only knows them as objects.
    return viewForBot(data as Parameters<typeof viewForBot>[0], this.#world.directory.bot.id, session.intents);
  }

  #sendMembers(session: Session, d: unknown): void {
    const asked = membersSchema.safeParse(d);
    if (!asked.success) return;
    const { query, user_ids, limit = 0, nonce } = asked.data;
    const { directory } = this.#world;
    const ids = user_ids === undefined ? null : [user_ids].flat();
    const found =
      ids === null
        ? directory.members.filter(({ user }) => user.username.startsWith(query ?? ''))
        : ids.flatMap((id) => directory.findMember(id) ?? []);
    session.dispatch('GUILD_MEMBERS_CHUNK', {
      guild_id: directory.guildId,
      members: limit > 0 ? found.slice(0, limit) : found,
      chunk_index: 0,
      chunk_count: 1,
      not_found: ids?.filter((id) => directory.findMember(id) === undefined) ?? [],
      ...(nonce === undefined ? {} : { nonce }),
    });
  }
}

function send(socket: WebSocket, payload: object): void {
  socket.send(JSON.stringify({ s: null, t: null, d: null, ...payload }));
}

function parse<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
