import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { voterIdSchema } from '../../src/core/ids.ts';
import { PersonIds } from '../../src/core/person-ids.ts';

const KEY = 'a-key-that-nobody-guesses-0123456789';
const USER = '1143294857203949568';

describe('people’s ids', () => {
  it('are the first 128 bits of an HMAC-SHA256 with the key', () => {
    const whole = createHmac('sha256', KEY).update(`discord-user:${USER}`).digest('hex');
    expect(new PersonIds(KEY).idOf(USER)).toBe(`v-${whole.slice(0, 32)}`);
  });

  it('are the same with the same key, and of nobody known with another one', () => {
    const [ids, again, others] = [new PersonIds(KEY), new PersonIds(KEY), new PersonIds(`${KEY}!`)];
    expect(again.idOf(USER)).toBe(ids.idOf(USER));
    expect(again.check).toBe(ids.check);
    expect(others.idOf(USER)).not.toBe(ids.idOf(USER));
    expect(others.check).not.toBe(ids.check);
    expect(ids.idOf(USER)).not.toContain(ids.check);
  });

  it('can be no raw id of Discord, and no name', () => {
    expect(voterIdSchema.safeParse(new PersonIds(KEY).idOf(USER)).success).toBe(true);
    for (const raw of [USER, 'ann', `v-${USER}`]) expect(voterIdSchema.safeParse(raw).success).toBe(false);
  });

  it('give the key away in no text that is made of them', () => {
    const ids = new PersonIds(KEY);
    expect(JSON.stringify(ids) + String(ids)).not.toContain(KEY);
  });
});
