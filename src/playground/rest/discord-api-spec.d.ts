/** The package ships these schemas as JavaScript only. The output types are the parts of them that the playground reads. */
declare module 'discord-api-spec/zod' {
  import type {
    APIModalInteractionResponseCallbackData,
    RESTPatchAPIChannelJSONBody,
    RESTPostAPIApplicationCommandsJSONBody,
  } from 'discord-api-types/v10';
  import type { ZodMiniType } from 'zod/mini';
  import type { CreateMessageBody, MessageBody, WebhookMessageBody } from '../world/message-body.ts';

  export const MessageCreateRequestSchema: ZodMiniType<CreateMessageBody>;
  export const MessageEditRequestPartialSchema: ZodMiniType<MessageBody>;
  export const IncomingWebhookRequestPartialSchema: ZodMiniType<WebhookMessageBody>;
  export const IncomingWebhookUpdateRequestPartialSchema: ZodMiniType<MessageBody>;
  export const IncomingWebhookInteractionRequestSchema: ZodMiniType<MessageBody>;
  export const IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema: ZodMiniType<MessageBody>;
  export const ModalInteractionCallbackRequestDataSchema: ZodMiniType<APIModalInteractionResponseCallbackData>;
  export const ApplicationCommandAutocompleteCallbackRequestSchema: ZodMiniType<{
    readonly type: 8;
    readonly data?: { readonly choices?: readonly { readonly name: string; readonly value: string | number }[] | null };
  }>;
  export const ApplicationCommandUpdateRequestSchema: ZodMiniType<
    Omit<RESTPostAPIApplicationCommandsJSONBody, 'default_member_permissions'> & { readonly id?: string | null }
  >;
  export const ApplicationCommandPatchRequestPartialSchema: ZodMiniType<
    Partial<Omit<RESTPostAPIApplicationCommandsJSONBody, 'default_member_permissions'>>
  >;
  export const CreateTextThreadWithMessageRequestSchema: ZodMiniType<ThreadBody>;
  export const CreateTextThreadWithoutMessageRequestSchema: ZodMiniType<ThreadBody>;
  export const UpdateThreadRequestPartialSchema: ZodMiniType<
    Pick<
      RESTPatchAPIChannelJSONBody,
      'name' | 'archived' | 'locked' | 'auto_archive_duration' | 'rate_limit_per_user' | 'invitable'
    >
  >;
  export const UpdateGuildChannelRequestPartialSchema: ZodMiniType<
    Pick<RESTPatchAPIChannelJSONBody, 'name' | 'topic' | 'nsfw' | 'rate_limit_per_user'>
  >;

  interface ThreadBody {
    readonly name: string;
    readonly type?: 10 | 11 | 12 | null;
    readonly auto_archive_duration?: 60 | 1440 | 4320 | 10080 | null;
    readonly rate_limit_per_user?: number | null;
    readonly invitable?: boolean | null;
  }
}
