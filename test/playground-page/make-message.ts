import type { APIMessage } from 'discord-api-types/v10';

/** A message as the server sends it; `id` decides its age. */
export function makeMessage(id: string, changes: Partial<APIMessage> = {}): APIMessage {
  return {
    id,
    channel_id: '1',
    type: 0,
    author: { id: '7', username: 'ada', global_name: 'Ada', discriminator: '0', avatar: null },
    content: `message ${id}`,
    timestamp: '2026-03-01T10:00:00.000Z',
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    ...changes,
  };
}
