import type {
  ApplicationCommandOptionType,
  ButtonStyle,
  ChannelType,
  ComponentType,
  MessageFlags,
  MessageType,
  TextInputStyle,
} from 'discord-api-types/v10';

/*
 * Discord's numbers, typed as the members of their enums. The enums themselves are a CommonJS library of many hundred
 * kilobytes that no bundler can shake; as types they cost nothing, and unions still narrow on these constants.
 */
export const TEXT_CHANNEL: ChannelType.GuildText = 0;
export const PUBLIC_THREAD: ChannelType.PublicThread = 11;
export const PRIVATE_THREAD: ChannelType.PrivateThread = 12;
export const NEWS_THREAD: ChannelType.AnnouncementThread = 10;

export const DEFAULT_MESSAGE: MessageType.Default = 0;
export const REPLY: MessageType.Reply = 19;
export const COMMAND_REPLY: MessageType.ChatInputCommand = 20;
export const PINNED: MessageType.ChannelPinnedMessage = 6;
export const JOINED: MessageType.UserJoin = 7;
export const THREAD_CREATED: MessageType.ThreadCreated = 18;
export const THREAD_STARTER: MessageType.ThreadStarterMessage = 21;
export const RENAMED: MessageType.ChannelNameChange = 4;

export const SUPPRESS_EMBEDS: MessageFlags.SuppressEmbeds = 4;
export const EPHEMERAL: MessageFlags.Ephemeral = 64;
export const LOADING: MessageFlags.Loading = 128;
export const COMPONENTS_V2: MessageFlags.IsComponentsV2 = 32768;

export const SUBCOMMAND: ApplicationCommandOptionType.Subcommand = 1;
export const SUBCOMMAND_GROUP: ApplicationCommandOptionType.SubcommandGroup = 2;
export const STRING: ApplicationCommandOptionType.String = 3;
export const INTEGER: ApplicationCommandOptionType.Integer = 4;
export const BOOLEAN: ApplicationCommandOptionType.Boolean = 5;
export const USER: ApplicationCommandOptionType.User = 6;
export const CHANNEL: ApplicationCommandOptionType.Channel = 7;
export const ROLE: ApplicationCommandOptionType.Role = 8;
export const MENTIONABLE: ApplicationCommandOptionType.Mentionable = 9;
export const NUMBER: ApplicationCommandOptionType.Number = 10;

export const ACTION_ROW: ComponentType.ActionRow = 1;
export const BUTTON: ComponentType.Button = 2;
export const STRING_SELECT: ComponentType.StringSelect = 3;
export const TEXT_INPUT: ComponentType.TextInput = 4;
export const SECTION: ComponentType.Section = 9;
export const TEXT_DISPLAY: ComponentType.TextDisplay = 10;
export const THUMBNAIL: ComponentType.Thumbnail = 11;
export const MEDIA_GALLERY: ComponentType.MediaGallery = 12;
export const FILE: ComponentType.File = 13;
export const SEPARATOR: ComponentType.Separator = 14;
export const CONTAINER: ComponentType.Container = 17;
export const LABEL: ComponentType.Label = 18;

export const LINK_BUTTON: ButtonStyle.Link = 5;
export const PREMIUM_BUTTON: ButtonStyle.Premium = 6;
export const PARAGRAPH_INPUT: TextInputStyle.Paragraph = 2;
