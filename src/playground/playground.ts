/** A request of the bot that Discord would have refused, with how it was answered. */
export interface Violation {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  /** Discord's error code; 0 where it has none. */
  readonly code: number;
  readonly message: string;
}

export interface PlaygroundOptions {
  /** 0: any free port. */
  readonly port: number;
  /** `off`, or `real`: Discord's documented limits with their headers and the hidden webhook limits of facts (5 in 2 s a webhook, 30 a minute a channel). */
  readonly rateLimits: 'off' | 'real';
  /** Whether the application has the privileged intents switched on in its portal. Absent: no, as a new one has not. */
  readonly privilegedIntents?: boolean;
}

/** A running playground: a Discord of its own on loopback, with one guild, one bot and any number of visitors. */
export interface Playground {
  /** For discord.js: `rest: {api}`. */
  readonly apiUrl: string;
  /** For people. */
  readonly pageUrl: string;
  readonly botToken: string;
  readonly guildId: string;
  /** The channel in which visitors land and debates are started. */
  readonly channelId: string;
  violations(): readonly Violation[];
  /** Answers of status 429 so far. */
  rateLimited(): number;
  close(): Promise<void>;
}
