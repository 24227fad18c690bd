import { PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { NEEDED_PERMISSIONS } from '../../src/discord/permissions.ts';
import { expectDocumented } from '../support/expect-documented.ts';
import { writingSlowly } from '../system/scripts.ts';
import { Stage } from '../system/stage.ts';

it('posts nothing twice when it may not look whether a post was made, and says which permission it lacks', async () => {
  const stage = await Stage.open();
  const { close } = await stage.run({ script: writingSlowly(600) });
  const ada = await stage.eyes('Ada');
  await ada.start({ scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 3 });
  const thread = await ada.thread();
  await ada.message(thread, ({ webhook_id, content }) => webhook_id !== undefined && content.endsWith('▍'));
  // Discord lists nothing then, and does not say why.
  stage.playground.setBotPermissions(NEEDED_PERMISSIONS & ~PermissionFlagsBits.ReadMessageHistory);
  const post = 'POST /webhooks/:id/:token';
  stage.playground.failRequests({ routes: [post], outcome: 'answer lost', answer: 502, times: 1 });
  await ada.message(stage.playground.channelId, ({ content }) => content.includes('Read Message History'));
  const turns = ada.messagesIn(thread).filter(({ webhook_id }) => webhook_id !== undefined);
  expect(turns).toHaveLength(2);
  expect(new Set(turns.map(({ author }) => author.username)).size).toBe(2);
  await close();
  expectDocumented(stage.wire);
});
