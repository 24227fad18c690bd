import {
  type APIBaseGuildMember,
  type APIGuild,
  type APIGuildMember,
  type APIRole,
  type APIUser,
  ApplicationFlags,
  GuildMemberFlags,
  Locale,
  PermissionFlagsBits as Permission,
} from 'discord-api-types/v10';
import type { Clock } from '../../core/clock.ts';
import { refusals } from '../rest/refusal.ts';
import type { Bus } from './bus.ts';
import { BOT_PERMISSIONS, HOST_PERMISSIONS, makeRole, makeUser } from './members-and-roles.ts';
import { NO_FLAGS } from './no-flags.ts';
import { compareIds, type Snowflakes } from './snowflakes.ts';
import { timestamp } from './timestamp.ts';

/** The days since a visitor's account was made, so that no filter takes it for a throw-away account. */
const ACCOUNT_AGE_DAYS = 400;

/** What an application of fewer than a hundred servers has for each privileged intent that is switched on. */
const PRIVILEGED_FLAGS =
  ApplicationFlags.GatewayPresenceLimited |
  ApplicationFlags.GatewayGuildMembersLimited |
  ApplicationFlags.GatewayMessageContentLimited;

/** A member without the user: as events of messages carry it. */
export type MemberPart = APIBaseGuildMember & Omit<APIGuildMember, 'user'>;

/** Who there is: the guild, its roles, its members. */
export class Directory {
  readonly guildId: string;
  readonly bot: APIUser;
  readonly applicationId: string;
  /** Whose server it is: a person who never comes by. */
  readonly owner: APIUser;
  readonly hasPrivilegedIntents: boolean;
  readonly #everyone: APIRole;
  readonly #botRole: APIRole;
  readonly #hostRole: APIRole;
  readonly #scriptedRole: APIRole;
  readonly #members = new Map<string, APIGuildMember>();
  readonly #clock: Clock;
  readonly #ids: Snowflakes;
  readonly #bus: Bus;

  constructor(clock: Clock, ids: Snowflakes, bus: Bus, hasPrivilegedIntents: boolean) {
    this.#clock = clock;
    this.#ids = ids;
    this.#bus = bus;
    this.guildId = ids.aged(ACCOUNT_AGE_DAYS);
    this.bot = makeUser(ids.aged(ACCOUNT_AGE_DAYS), 'Ensemble Debates', true);
    this.applicationId = this.bot.id;
    this.hasPrivilegedIntents = hasPrivilegedIntents;
    this.owner = makeUser(ids.aged(ACCOUNT_AGE_DAYS), 'Owner', false);
    // All rights come from the roles below, so that the bot's role says exactly what the bot may do.
    this.#everyone = makeRole(this.guildId, '@everyone', 0n, 0);
    this.#hostRole = makeRole(ids.aged(ACCOUNT_AGE_DAYS), 'host', HOST_PERMISSIONS, 1);
    this.#scriptedRole = makeRole(ids.aged(ACCOUNT_AGE_DAYS), 'scripted voter', 0n, 2);
    this.#botRole = {
      ...makeRole(ids.aged(ACCOUNT_AGE_DAYS), this.bot.username, BOT_PERMISSIONS, 3),
      managed: true,
      tags: { bot_id: this.bot.id },
    };
    this.#members.set(this.bot.id, this.#member(this.bot, [this.#botRole.id]));
  }

  get roles(): APIRole[] {
    return [this.#everyone, this.#hostRole, this.#scriptedRole, this.#botRole];
  }

  get guild(): APIGuild {
    return {
      id: this.guildId,
      name: 'Ensemble Debates',
      icon: null,
      splash: null,
      discovery_splash: null,
      owner_id: this.owner.id,
      afk_channel_id: null,
      afk_timeout: 300,
      verification_level: 0,
      default_message_notifications: 1,
      explicit_content_filter: 0,
      roles: this.roles,
      emojis: [],
      stickers: [],
      features: [],
      mfa_level: 0,
      application_id: null,
      system_channel_id: null,
      system_channel_flags: NO_FLAGS,
      rules_channel_id: null,
      max_members: 500_000,
      vanity_url_code: null,
      description: null,
      banner: null,
      premium_tier: 0,
      preferred_locale: Locale.EnglishGB,
      public_updates_channel_id: null,
      nsfw_level: 0,
      premium_progress_bar_enabled: false,
      hub_type: null,
      safety_alerts_channel_id: null,
      incidents_data: null,
    };
  }

  /** Oldest account first. */
  get members(): APIGuildMember[] {
    return [...this.#members.values()].sort((left, right) => compareIds(left.user.id, right.user.id));
  }

  /** Visitors who are no scripted ones. */
  get people(): APIUser[] {
    return this.members.flatMap(({ user, roles }) =>
      user.bot === true || roles.includes(this.#scriptedRole.id) ? [] : [user],
    );
  }

  /** @throws Refusal when nobody of that id is here */
  member(userId: string): APIGuildMember {
    const member = this.#members.get(userId);
    if (member === undefined) throw refusals.unknownMember();
    return member;
  }

  findMember(userId: string): APIGuildMember | undefined {
    return this.#members.get(userId);
  }

  addVisitor(name: string, scripted: boolean): APIGuildMember {
    const visitor = makeUser(this.#ids.aged(ACCOUNT_AGE_DAYS), name, false);
    const member = this.#member(visitor, scripted ? [this.#hostRole.id, this.#scriptedRole.id] : [this.#hostRole.id]);
    this.#members.set(visitor.id, member);
    this.#bus.toBot('GUILD_MEMBER_ADD', { ...member, guild_id: this.guildId });
    this.#bus.toVisitors('GUILD_MEMBER_ADD', member);
    return member;
  }

  permissionsOf(userId: string): bigint {
    const held = this.#members.get(userId)?.roles ?? [];
    return this.roles
      .filter(({ id }) => held.includes(id))
      .reduce((bits, { permissions }) => bits | BigInt(permissions), BigInt(this.#everyone.permissions));
  }

  get applicationFlags(): number {
    return this.hasPrivilegedIntents ? PRIVILEGED_FLAGS : NO_FLAGS;
  }

  get botPermissions(): bigint {
    return this.permissionsOf(this.bot.id);
  }

  get mayBotPingEveryone(): boolean {
    return this.mayBot(Permission.MentionEveryone);
  }

  mayBot(needed: bigint): boolean {
    return (this.botPermissions & needed) === needed;
  }

  setBotPermissions(bits: bigint): void {
    this.#botRole.permissions = bits.toString();
    this.#bus.toBot('GUILD_ROLE_UPDATE', { guild_id: this.guildId, role: this.#botRole });
  }

  setHostPermissions(bits: bigint): void {
    this.#hostRole.permissions = bits.toString();
    this.#bus.toBot('GUILD_ROLE_UPDATE', { guild_id: this.guildId, role: this.#hostRole });
  }

  /** @throws Refusal (50001 for a channel that it can't see, else 50013) when the bot lacks one of `needed` */
  requireBot(needed: bigint): void {
    if (!this.mayBot(Permission.ViewChannel)) throw refusals.missingAccess();
    if (!this.mayBot(needed)) throw refusals.missingPermissions();
  }

  #member(of: APIUser, roles: string[]): APIGuildMember {
    return {
      user: of,
      nick: null,
      avatar: null,
      banner: null,
      roles,
      joined_at: timestamp(this.#clock.now()),
      premium_since: null,
      deaf: false,
      mute: false,
      pending: false,
      communication_disabled_until: null,
      flags: GuildMemberFlags.CompletedOnboarding,
    };
  }
}

/** A member as the events of messages carry it: the user is beside it. */
export function withoutUser(member: APIGuildMember): MemberPart {
  const { user: _, ...rest } = member;
  return rest;
}
