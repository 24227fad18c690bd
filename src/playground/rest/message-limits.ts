import { type APIEmbed, MessageFlags } from 'discord-api-types/v10';
import type { MessageBody, WebhookMessageBody } from '../world/message-body.ts';
import { allComponents } from '../world/message-parts.ts';
import { badField, refusals } from './refusal.ts';

const CONTENT = 2000;
const EMBEDS_SUM = 6000;
const ROWS = 5;
const TREE = 40;
const TREE_TEXT = 4000;

const ROW = 1;
const BUTTON = 2;
const STRING_SELECT = 3;
const SELECTS: readonly unknown[] = [3, 5, 6, 7, 8];
const LINK_STYLE = 5;
const PREMIUM_STYLE = 6;

/** Discord's limits of a message that its published schema leaves out. @throws Refusal for the first one broken */
export function checkMessageLimits(body: MessageBody): void {
  if ((body.content?.length ?? 0) > CONTENT) {
    throw badField('content', 'BASE_TYPE_MAX_LENGTH', `Must be ${CONTENT} or fewer in length.`);
  }
  checkEmbeds(body.embeds ?? []);
  checkComponents(body);
}

/** @param fileCount files that come with it @throws Refusal (50006) for a message with nothing in it */
export function checkNotEmpty(body: MessageBody, fileCount: number): void {
  const hasSomething =
    (body.content ?? '').trim() !== '' ||
    (body.embeds ?? []).length > 0 ||
    (body.components ?? []).length > 0 ||
    (body.sticker_ids ?? []).length > 0 ||
    body.poll != null ||
    fileCount > 0;
  if (!hasSomething) throw refusals.emptyMessage();
}

/** @throws Refusal for a picture's address that Discord's servers can't fetch */
export function checkAvatarAddress(body: WebhookMessageBody): void {
  if (body.avatar_url == null) return;
  const { protocol, hostname } = new URL(body.avatar_url);
  const isLocal =
    /^(localhost|0\.0\.0\.0|127\.|10\.|192\.168\.|\[::1\])/.test(hostname) || hostname.endsWith('.localhost');
  if ((protocol !== 'https:' && protocol !== 'http:') || isLocal) {
    throw badField('avatar_url', 'URL_TYPE_INVALID_URL', 'Discord fetches this address itself and can not reach it.');
  }
}

function checkEmbeds(embeds: readonly APIEmbed[]): void {
  let sum = 0;
  for (const [index, embed] of embeds.entries()) {
    const texts = [embed.title, embed.description, embed.footer?.text, embed.author?.name];
    const fields = (embed.fields ?? []).flatMap(({ name, value }) => [name, value]);
    const own = [...texts, ...fields].reduce((total, text) => total + (text?.length ?? 0), 0);
    const hasMore = embed.image !== undefined || embed.thumbnail !== undefined || embed.author !== undefined;
    if (own === 0 && !hasMore) throw badField(`embeds.${index}`, 'BASE_TYPE_REQUIRED', 'This embed is empty.');
    for (const [at, field] of (embed.fields ?? []).entries()) {
      if (field.name.trim() === '' || field.value.trim() === '') {
        throw badField(`embeds.${index}.fields.${at}`, 'BASE_TYPE_REQUIRED', 'This field is required.');
      }
    }
    sum += own;
  }
  if (sum > EMBEDS_SUM) {
    throw badField('embeds', 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${EMBEDS_SUM}.`);
  }
}

function checkComponents(body: MessageBody): void {
  const top = body.components ?? [];
  const all = allComponents(top);
  const isV2 = ((body.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
  if (isV2) {
    if ((body.content ?? '') !== '' || (body.embeds ?? []).length > 0) {
      throw badField(
        'flags',
        'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
        'No content or embeds with components V2.',
      );
    }
    if (all.length > TREE) throw badField('components', 'BASE_TYPE_MAX_LENGTH', `At most ${TREE} components in all.`);
    const text = all.reduce((total, { content }) => total + (typeof content === 'string' ? content.length : 0), 0);
    if (text > TREE_TEXT)
      throw badField('components', 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', `At most ${TREE_TEXT} characters.`);
  } else {
    if (top.length > ROWS)
      throw badField('components', 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${ROWS} in length.`);
    const other = top.findIndex(({ type }) => type !== ROW);
    if (other !== -1)
      throw badField(`components.${other}.type`, 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1,).');
  }
  const seen = new Set<string>();
  for (const component of all) {
    if (component['type'] === ROW) checkRow(component);
    if (component['type'] === BUTTON) checkButton(component);
    if (component['type'] === STRING_SELECT) checkSelect(component);
    const id = component['custom_id'];
    if (typeof id !== 'string') continue;
    if (seen.has(id))
      throw badField(
        'components',
        'COMPONENT_CUSTOM_ID_DUPLICATED',
        `Component custom id "${id}" cannot be duplicated`,
      );
    seen.add(id);
  }
}

function checkRow(row: Record<string, unknown>): void {
  const inside = allComponents(row['components']);
  if (inside.some(({ type }) => SELECTS.includes(type)) && inside.length > 1) {
    throw badField('components', 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'A select menu fills its row.');
  }
}

function checkButton(button: Record<string, unknown>): void {
  const { style, custom_id, url, label, emoji } = button;
  const isLink = style === LINK_STYLE;
  if (isLink ? url == null || custom_id != null : style !== PREMIUM_STYLE && (custom_id == null || url != null)) {
    throw badField(
      'components',
      'BUTTON_COMPONENT_INVALID',
      'A link button has a url, every other a custom_id; never both.',
    );
  }
  if (style !== PREMIUM_STYLE && (label == null || label === '') && emoji == null) {
    throw badField('components', 'BUTTON_COMPONENT_INVALID', 'A button must have a label or an emoji.');
  }
}

function checkSelect(select: Record<string, unknown>): void {
  const options = Array.isArray(select['options']) ? select['options'] : [];
  const values = options.map((option: { readonly value?: unknown }) => option.value);
  if (new Set(values).size !== values.length) {
    throw badField(
      'components',
      'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
      'The specified option value is already used',
    );
  }
  const most = typeof select['max_values'] === 'number' ? select['max_values'] : 1;
  const least = typeof select['min_values'] === 'number' ? select['min_values'] : 1;
  if (most > options.length || least > most) {
    throw badField('components', 'SELECT_COMPONENT_INVALID_MAX_VALUES', 'More values than options.');
  }
}
