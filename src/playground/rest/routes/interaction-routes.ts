import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  IncomingWebhookInteractionRequestSchema,
  IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  ModalInteractionCallbackRequestDataSchema,
} from 'discord-api-spec/zod';
import { MessageFlags } from 'discord-api-types/v10';
import type { Context } from 'hono';
import { z } from 'zod';
import { type Interaction, isLoading } from '../../world/interactions.ts';
import type { UploadedFile } from '../../world/message-body.ts';
import type { StoredMessage } from '../../world/messages.ts';
import type { World } from '../../world/world.ts';
import { type Api, noContent } from '../api.ts';
import { checkBody } from '../check-body.ts';
import { checkMessageLimits, checkNotEmpty } from '../message-limits.ts';
import { checkModalLimits } from '../modal-limits.ts';
import { readBody } from '../read-body.ts';
import { badField, type Refusal } from '../refusal.ts';
import { editChecked } from './message-routes.ts';

const callbackSchema = z.object({ type: z.int(), data: z.unknown().optional() });

const REPLY_FLAGS =
  MessageFlags.SuppressEmbeds |
  MessageFlags.Ephemeral |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsComponentsV2;

const AUTOCOMPLETE = 4;
const FORM = 5;

/** The bot's answers to interactions: the first one, and what follows by the interaction's token. Needs no bot token. */
export function addInteractionRoutes(api: Api, world: World): void {
  const { interactions, messages, directory } = world;

  api.post('/interactions/:interaction/:token/callback', async (context) => {
    const { json, files } = await readBody(context);
    const interaction = interactions.unanswered(context.req.param('interaction'), context.req.param('token'));
    const { type, data } = checkBody(callbackSchema, json);
    answer(world, interaction, type, data ?? {}, files);
    interactions.acknowledge(interaction);
    if (context.req.query('with_response') !== 'true') return noContent();
    return context.json(callbackResponse(world, interaction, type));
  });

  const base = `/webhooks/${directory.applicationId}/:token` as const;
  api.post(base, async (context) => {
    const interaction = interactions.withToken(context.req.param('token'));
    const { json, files } = await readBody(context);
    const body = checkBody(IncomingWebhookInteractionRequestSchema, json);
    checkMessageLimits(body);
    checkNotEmpty(body, files.length);
    const stored = interactions.followUp(interaction, { ...body, flags: (body.flags ?? 0) & REPLY_FLAGS }, files);
    return context.json(messages.render(stored, directory.bot.id));
  });
  const find = (context: Context): StoredMessage =>
    interactions.message(interactions.withToken(context.req.param('token') ?? ''), context.req.param('message') ?? '');
  api.get(`${base}/messages/:message`, (context) => context.json(messages.render(find(context), directory.bot.id)));
  api.patch(`${base}/messages/:message`, async (context) => {
    const stored = find(context);
    const { json, files } = await readBody(context);
    editChecked(world, stored, checkBody(IncomingWebhookUpdateRequestPartialSchema, json), files);
    return context.json(messages.render(stored, directory.bot.id));
  });
  api.delete(`${base}/messages/:message`, (context) => {
    messages.delete(find(context));
    return noContent();
  });
}

/** Checks an answer and carries it out. @throws Refusal, before anything is done, for one that this interaction can't have */
function answer(
  world: World,
  interaction: Interaction,
  type: number,
  data: unknown,
  files: readonly UploadedFile[],
): void {
  const { interactions, bus } = world;
  const { kind, source, userId, nonce } = interaction;
  if (type !== 1 && (kind === AUTOCOMPLETE) !== (type === 8)) throw wrongType(type);
  switch (type) {
    case 1:
      break;
    case 4: {
      const body = checkBody(IncomingWebhookInteractionRequestSchema, data);
      checkMessageLimits(body);
      checkNotEmpty(body, files.length);
      interactions.reply(interaction, { ...body, flags: (body.flags ?? 0) & REPLY_FLAGS }, files);
      break;
    }
    case 5: {
      const { flags } = checkBody(IncomingWebhookInteractionRequestSchema, data);
      interactions.reply(interaction, { flags: ((flags ?? 0) & REPLY_FLAGS) | MessageFlags.Loading }, []);
      break;
    }
    case 6:
      if (source === null) throw wrongType(type);
      interaction.original = source;
      break;
    case 7: {
      if (source === null) throw wrongType(type);
      editChecked(
        world,
        source,
        checkBody(IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema, data),
        files,
      );
      interaction.original = source;
      break;
    }
    case 8: {
      const { data: checked } = checkBody(ApplicationCommandAutocompleteCallbackRequestSchema, { type, data });
      const choices = checked?.choices ?? [];
      if (choices.length > 25) throw badField('data.choices', 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.');
      bus.toVisitors('APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE', { nonce, choices }, userId);
      return;
    }
    case 9: {
      if (kind === FORM) throw wrongType(type);
      const modal = checkBody(ModalInteractionCallbackRequestDataSchema, data);
      checkModalLimits(modal);
      interactions.showModal(interaction, modal);
      break;
    }
    default:
      throw wrongType(type);
  }
  interactions.succeed(interaction);
}

function wrongType(type: number): Refusal {
  return badField(
    'type',
    'INTERACTION_CALLBACK_TYPE_INVALID',
    `An interaction of this kind can't be answered with type ${type}.`,
  );
}

function callbackResponse(world: World, { id, kind, original }: Interaction, type: number): object {
  const message = original === null ? null : world.messages.render(original, world.directory.bot.id);
  const isEphemeral = original !== null && original.onlyFor !== null;
  return {
    interaction: {
      id,
      type: kind,
      ...(original === null
        ? {}
        : {
            response_message_id: original.data.id,
            response_message_loading: isLoading(original),
            response_message_ephemeral: isEphemeral,
          }),
    },
    resource: { type, ...(message === null ? {} : { message }) },
  };
}
