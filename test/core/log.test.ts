import { expect, it } from 'vitest';
import { createLog } from '../../src/core/log.ts';
import { UnknownChoiceError } from '../../src/trial/unknown-choice-error.ts';

/** What a log of that level writes. */
function written(level: string, use: (log: ReturnType<typeof createLog>) => void): string {
  let text = '';
  const log = createLog(level, {
    write: (line: string) => {
      text += line;
    },
  });
  use(log);
  return text;
}

it('never writes a secret, however deep it lies in what is logged', () => {
  const secret = 'very-secret-value';
  const text = written('info', (log) => {
    log.info({ token: secret, user: 'ann' }, 'at the top');
    log.info({ config: { token: secret, password: secret, DISCORD_TOKEN: secret } }, 'one deep');
    log.info({ request: { headers: { authorization: secret, Authorization: secret } } }, 'two deep');
  });
  expect(text).not.toContain(secret);
  expect(text.match(/\[secret\]/g)).toHaveLength(6);
  expect(text).toContain('"user":"ann"');
});

it('writes errors with their stack, from its level on', () => {
  const text = written('warn', (log) => {
    log.info('too fine');
    log.warn({ err: new Error('the disk is full') }, 'a warning');
  });
  expect(text).not.toContain('too fine');
  expect(JSON.parse(text)).toMatchObject({ msg: 'a warning', err: { message: 'the disk is full' } });
});

it('writes no id of a person: neither from an address that was asked or what was sent, nor from what the person was told', () => {
  const text = written('info', (log) => {
    const url = 'https://discord.com/api/v10/channels/5/thread-members/1143294857203949568?with_member=true';
    const requestBody = {
      files: [{ data: Buffer.from('1143294857203949568') }],
      json: { content: '1143294857203949568' },
    };
    log.info({ err: Object.assign(new Error('Unknown Member'), { url, requestBody }) }, 'asked for a member');
    log.info({ err: Object.assign(new Error('Refused'), { advice: 'Your id is 1143294857203949568.' }) }, 'refused');
    const page =
      'https://discord.com/api/v10/channels/5/messages/6/reactions/%F0?limit=100&after=1143294857203949568&type=0';
    log.info({ err: Object.assign(new Error('Server error'), { url: page }) }, 'asked for the next page');
  });
  expect(text).not.toMatch(/1143294857203949568|"data"/);
  expect(text).toContain('/thread-members/[person]?with_member');
  expect(text).toContain('limit=100&after=[person]&type=0');
});

it('writes nothing that somebody typed and an error repeats to them', () => {
  const text = written('info', (log) => {
    log.info({ err: new UnknownChoiceError('scenario', 'Should Ada of Quince Street move?', []) }, 'refused');
  });
  expect(text).not.toContain('Quince');
  expect(JSON.parse(text).err).toMatchObject({
    type: 'UnknownChoiceError',
    message: '[repeats what was typed]',
    stack: expect.stringMatching(/^UnknownChoiceError: \[repeats what was typed\]\n +at /),
  });
});
