import {
  ApplicationIntegrationType,
  type ChatInputCommandInteraction,
  InteractionContextType,
  MessageFlags,
  SlashCommandBuilder,
} from 'discord.js';
import type { App } from '../src/app.ts';
import { AUDIT_SIZES, type AuditSize, USUAL_SEED } from '../src/audit/audit-size.ts';
import { isAbort, isExpected } from '../src/core/errors.ts';
import { admitOperator } from '../src/discord/admission.ts';
import { barLine } from '../src/discord/audits/message-texts.ts';
import { sheetAttachments, sheetCard } from '../src/discord/audits/sheet-card.ts';
import { offer } from '../src/discord/autocomplete.ts';
import type { Command } from '../src/discord/command.ts';
import { LIMITS } from '../src/discord/limits.ts';
import { requirePermissions } from '../src/discord/permissions.ts';
import { RefusalError } from '../src/discord/refusal-error.ts';
import { safeText } from '../src/discord/safe-text.ts';
import { shorten } from '../src/discord/shorten.ts';
import { auditWords } from '../src/judge/judge-audit.ts';

/** Servers that have not told their models by then, in milliseconds, complete nothing: Discord waits three seconds. */
const COMPLETED_WITHIN = 2000;
const USUAL_SIZE: AuditSize = 'usual';
/** What takes an operator: it occupies the bot's models for hours. */
const WHAT = 'start and stop audits of judges';

const SIZE_WORDS: Readonly<Record<AuditSize, string>> = {
  quick: 'quick: 4 planted debates, 4 attacks; tells only a very good judge from a coin',
  usual: 'usual: 10, the fewest of which every figure has an interval; 40 attacks',
  full: 'full: 30, all 60 attacks',
};

const data = new SlashCommandBuilder()
  .setName('judge')
  .setDescription('What the scores of judges are worth')
  .setContexts(InteractionContextType.Guild)
  .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
  .addSubcommand((audit) =>
    audit
      .setName('audit')
      .setDescription('Try a judge on debates whose quality is known; takes long, gives way to debates (operators)')
      .addStringOption((option) =>
        option.setName('judge').setDescription('Which model').setRequired(true).setAutocomplete(true),
      )
      .addStringOption((option) =>
        option
          .setName('size')
          .setDescription('How much it is asked: more tells more, and takes longer')
          .addChoices(...AUDIT_SIZES.map((value) => ({ name: SIZE_WORDS[value], value }))),
      ),
  )
  .addSubcommand((stop) =>
    stop.setName('stop').setDescription('Park the audit that goes on: nothing that was heard is lost (operators)'),
  )
  .addSubcommand((sheet) =>
    sheet
      .setName('sheet')
      .setDescription('The newest audit of a judge')
      .addStringOption((option) =>
        option.setName('judge').setDescription('Which model').setRequired(true).setAutocomplete(true),
      ),
  )
  .toJSON();

async function audit(interaction: ChatInputCommandInteraction<'cached'>, { audits, config }: App): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  await admitOperator(interaction.user, config, WHAT);
  const channel = interaction.channel?.isThread() === true ? interaction.channel.parent : interaction.channel;
  if (channel?.isSendable() !== true) {
    throw new RefusalError('The progress of an audit cannot be shown here.', 'Use a text channel.');
  }
  requirePermissions(channel);
  const size = AUDIT_SIZES.find((one) => one === interaction.options.getString('size')) ?? USUAL_SIZE;
  const { audit: ongoing, begun } = await audits.start({
    judge: interaction.options.getString('judge', true),
    size,
    seed: USUAL_SEED,
    place: { guildId: interaction.guildId, channelId: channel.id },
  });
  const judge = `\`${safeText(ongoing.order.judge)}\``;
  const { guildId, channelId } = ongoing.order.place;
  const content = begun
    ? `The audit of ${judge} has begun; its progress is shown in <#${channelId}>. It may take hours, and a restart does not end it. A sheet is of the bot, not of this server: every server that the bot is on can read it.`
    : `The audit of ${judge} goes on${guildId === interaction.guildId ? ` in <#${channelId}>` : ' on another server'}: ${barLine(ongoing)}`;
  await interaction.editReply({ content: shorten(content, LIMITS.message) });
}

async function stop(interaction: ChatInputCommandInteraction<'cached'>, { audits, config }: App): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  await admitOperator(interaction.user, config, WHAT);
  const stopped = await audits.stop('operator');
  await interaction.editReply({
    content: stopped ? 'It is parked. `/judge audit` goes on from there.' : 'No judge is being audited.',
  });
}

async function sheet(interaction: ChatInputCommandInteraction<'cached'>, { audits }: App): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const { info, known } = await audits.known(interaction.options.getString('judge', true));
  if (known.status === 'not audited') {
    const words = auditWords({ status: 'not audited', digest: null });
    const content = `\`${safeText(info.name)}\`: ${words}. An audit holds for the same weights, prompts and rubric only.`;
    await interaction.editReply({ content: shorten(content, LIMITS.message) });
    return;
  }
  await interaction.editReply({ embeds: [sheetCard(known)], files: sheetAttachments(known.sheet) });
}

export default {
  data,
  async execute(interaction, app) {
    switch (interaction.options.getSubcommand()) {
      case 'audit':
        return audit(interaction, app);
      case 'stop':
        return stop(interaction, app);
      case 'sheet':
        return sheet(interaction, app);
    }
  },
  async autocomplete(interaction, { host }) {
    const models = await host.list(AbortSignal.timeout(COMPLETED_WITHIN)).catch((error: unknown) => {
      if (!isExpected(error) && !isAbort(error)) throw error;
      return [];
    });
    await interaction.respond(
      offer(
        interaction.options.getFocused(),
        models.flatMap(({ name }) => (name.length > LIMITS.choiceName ? [] : [{ name, value: name }])),
      ),
    );
  },
} satisfies Command;
