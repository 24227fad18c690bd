import type { APIEmbed, APIMessageTopLevelComponent } from 'discord-api-types/v10';

type Optional<T> = T | null | undefined;

export interface AllowedMentions {
  readonly parse?: Optional<readonly ('users' | 'roles' | 'everyone')[]>;
  readonly users?: Optional<readonly string[]>;
  readonly roles?: Optional<readonly string[]>;
  readonly replied_user?: Optional<boolean>;
}

/** What all the ways to send or edit a message have in common, as it comes out of the schemas. */
export interface MessageBody {
  readonly content?: Optional<string>;
  readonly embeds?: Optional<readonly APIEmbed[]>;
  readonly components?: Optional<readonly APIMessageTopLevelComponent[]>;
  readonly flags?: Optional<number>;
  readonly allowed_mentions?: Optional<AllowedMentions>;
  readonly attachments?: Optional<
    readonly { readonly id: string; readonly filename?: Optional<string>; readonly description?: Optional<string> }[]
  >;
  readonly tts?: Optional<boolean>;
  readonly sticker_ids?: Optional<readonly string[]>;
  readonly poll?: unknown;
}

export interface CreateMessageBody extends MessageBody {
  readonly message_reference?: Optional<{
    readonly message_id?: Optional<string>;
    readonly fail_if_not_exists?: Optional<boolean>;
  }>;
  readonly nonce?: Optional<string | number>;
  readonly enforce_nonce?: Optional<boolean>;
}

export interface WebhookMessageBody extends MessageBody {
  readonly username?: Optional<string>;
  readonly avatar_url?: Optional<string>;
  readonly thread_name?: Optional<string>;
}

/** A file that came with a message. `index` is n of its part `files[n]`. */
export interface UploadedFile {
  readonly index: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}
