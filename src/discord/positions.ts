import { MessageFlags, type StringSelectMenuInteraction } from 'discord.js';
import type { App } from '../app.ts';
import { type Position, type PositionTime, positionSchema } from '../community/position.ts';
import { stanceWords } from '../trial/stance-words.ts';
import { positionsAskedUntil } from '../trial/view-trial.ts';
import type { PositionMenu } from './custom-id.ts';
import { isScripted } from './members.ts';
import { withNotice } from './privacy/notice.ts';
import { afterReply } from './requests/after-reply.ts';

/** A choice in the menu under the motion: it is stored, and only the voter sees what stands for them now. @throws PositionsClosedError */
export async function takePosition(
  interaction: StringSelectMenuInteraction<'cached'>,
  { trial, time }: PositionMenu,
  app: App,
): Promise<void> {
  const voter = app.personIds.idOf(interaction.user.id);
  await withNotice(voter, app, async (notice) => {
    // Storing takes a moment when the disk is busy; Discord waits three seconds.
    const deferred = interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const position = await afterReply(
      deferred,
      app.trials.takePosition(trial, time, {
        by: voter,
        madeAt: interaction.createdTimestamp,
        async find() {
          await deferred;
          return {
            voter,
            time,
            position: positionSchema.shape.position.parse(Number(interaction.values[0])),
            scripted: isScripted(interaction.member),
          };
        },
      }),
    );
    const view = await app.trials.view(trial);
    const before = view.positions.findLast((given) => given.voter === voter && given.time === 'before');
    const own = describeOwn(position, before, positionsAskedUntil(view, time));
    await interaction.editReply({ content: [own, ...notice].join('\n') });
  });
}

function describeOwn({ time, position }: Position, before: Position | undefined, until: number | null): string {
  const lines = [`You stand at **${stanceWords(position)}**.`];
  if (time === 'after') {
    lines.push(
      before === undefined
        ? 'You did not say before the debate, so your answer is counted apart: how the audience moved can only be told of those who said so both times.'
        : `Before the debate you stood at **${stanceWords(before.position)}**.`,
    );
  }
  if (until !== null) lines.push(`You can change it until ${ENDS[time]} <t:${Math.floor(until / 1000)}:R>.`);
  if (time === 'before') lines.push('You are asked again after the debate.');
  return lines.join('\n');
}

const ENDS: Readonly<Record<PositionTime, string>> = { before: 'the debate begins', after: 'the ballot closes' };
