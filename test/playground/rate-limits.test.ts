import { describe, expect, test } from 'vitest';
import { type Answer, JumpingClock, Rig } from './rig.ts';

async function webhooks(rig: Rig, count: number): Promise<((content: string) => Promise<Answer>)[]> {
  const made: ((content: string) => Promise<Answer>)[] = [];
  for (let index = 0; index < count; index += 1) {
    const { json } = await rig.rest('POST', `/channels/${rig.playground.channelId}/webhooks`, {
      name: `Persona ${index}`,
    });
    made.push((content) => rig.rest('POST', `/webhooks/${json?.['id']}/${json?.['token']}`, { content }));
  }
  return made;
}

describe('rate limits', () => {
  test('a webhook takes five requests in two seconds, without a header that says so', async () => {
    const clock = new JumpingClock();
    const rig = await Rig.start({ rateLimits: 'real', clock });
    const [post] = await webhooks(rig, 1);
    const answers: Answer[] = [];
    for (let count = 0; count < 6; count += 1) answers.push((await post?.('x')) as Answer);
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204, 429]);
    expect(answers[0]?.headers.get('x-ratelimit-limit')).toBeNull();
    expect(answers[0]?.headers.get('content-type')).toBeNull();
    expect(answers[5]?.json).toMatchObject({ global: false, retry_after: expect.any(Number) });
    expect(rig.playground.rateLimited()).toBe(1);
    expect(rig.playground.violations()).toEqual([]);
    clock.jump(2001);
    expect((await post?.('x'))?.status).toBe(204);
  });

  test('all webhooks of a channel share thirty a minute, and who goes over waits forty seconds or more', async () => {
    const clock = new JumpingClock();
    const rig = await Rig.start({ rateLimits: 'real', clock });
    const posts = await webhooks(rig, 7);
    const statuses: number[] = [];
    for (let count = 0; count < 31; count += 1) statuses.push((await posts[count % 7]?.('x'))?.status ?? 0);
    expect(statuses.filter((status) => status === 204)).toHaveLength(30);
    const refused = await posts[6]?.('x');
    expect(refused?.status).toBe(429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(35);
    clock.jump(61_000);
    expect((await posts[0]?.('x'))?.status).toBe(204);
  });

  test('messages and reactions have their headers, and discord.js keeps to them', async () => {
    const rig = await Rig.start({ rateLimits: 'real' });
    const { channel } = await rig.bot();
    const message = await channel.send('one');
    const { headers } = await rig.rest('POST', `/channels/${channel.id}/messages`, { content: 'two' });
    expect(headers.get('x-ratelimit-limit')).toBe('5');
    expect(headers.get('x-ratelimit-remaining')).toBe('3');
    // It learns a bucket by its first answer, and forgets once what that said: the second request may meet the limit.
    await message.react('👍');
    await message.react('🎉');
    const whileLearning = rig.playground.rateLimited();
    await message.react('🔥');
    await message.react('🧊');
    expect(rig.playground.rateLimited()).toBe(whileLearning);
  });

  test('all requests together stay under fifty a second', async () => {
    const clock = new JumpingClock();
    const rig = await Rig.start({ rateLimits: 'real', clock });
    const answers = await Promise.all(
      Array.from({ length: 51 }, (_, index) => rig.rest('GET', index % 2 === 0 ? '/users/@me' : '/gateway/bot')),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.json).toMatchObject({ global: true });
  });
});
