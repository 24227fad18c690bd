import { systemClock } from '../../core/clock.ts';
import { createLog } from '../../core/log.ts';
import { type Random, seededRandom, systemEntropy } from '../../core/random.ts';
import { openPlayground } from '../../playground/start-playground.ts';
import type { World } from '../../playground/world/world.ts';
import { type CrowdReport, type Done, type Place, type Standing, type Task, taskSchema } from './crowd-messages.ts';

/*
 * A playground as a process of its own, and its people, so that what they cost is not measured as the bot's. It opens when it starts, does what its
 * parent asks for one after the other, and ends with it.
 */
const TICK = 10;
/** Of a hundred reactions, so many take back one that was given. */
const TAKEN_BACK = 20;

const report = (message: CrowdReport): void => void process.send?.(message);
const { playground, parts } = await openPlayground(
  { port: 0, rateLimits: 'off' },
  { log: createLog('warn'), clock: systemClock, entropy: systemEntropy },
);
const { world } = parts;
const people: string[] = [];

let last: Promise<void> = Promise.resolve();
process.on('message', (message) => {
  last = last.then(async () => {
    try {
      report(await perform(taskSchema.parse(message)));
    } catch (error) {
      report({ type: 'failed', message: String(error) });
    }
  });
});
process.on('disconnect', () => void playground.close().finally(() => process.exit(0)));
const { apiUrl, botToken, guildId, channelId } = playground;
report({ type: 'open', apiUrl, botToken, guildId, channelId });

async function perform(task: Task): Promise<Done> {
  const start = systemClock.now();
  const done = (sent: number, places: readonly Place[]): Done => ({
    type: 'done',
    sent,
    seconds: (systemClock.now() - start) / 1000,
    standing: standingUnder(places),
    people,
  });
  switch (task.do) {
    case 'come':
      for (let one = 0; one < task.people; one += 1)
        people.push(world.directory.addVisitor(`Person ${people.length + 1}`, false).user.id);
      return done(0, []);
    case 'react':
      return done(await react(task), task.places);
    case 'react-once':
      for (const [number, person] of people.entries()) {
        const place = task.places[number % task.places.length];
        if (place !== undefined) give(world, place, task.emoji, person);
        // The bot hears of them meanwhile.
        if (number % 100 === 99) await systemClock.sleep(0);
      }
      return done(people.length, task.places);
    case 'react-each':
      for (const place of task.places) give(world, place, task.emoji, people[0] ?? fail());
      return done(task.places.length, task.places);
  }
}

/** @returns how many were given and taken back */
async function react({ places, emojis, perSecond, seconds, seed }: Extract<Task, { do: 'react' }>): Promise<number> {
  const random = seededRandom(seed);
  const given: [Place, string, string][] = [];
  const total = Math.round(perSecond * seconds);
  const start = systemClock.now();
  let sent = 0;
  while (sent < total) {
    const due = Math.min(total, Math.floor(((systemClock.now() - start) / 1000) * perSecond));
    while (sent < due) if (one(random, given, places, emojis)) sent += 1;
    await systemClock.sleep(TICK);
  }
  return sent;
}

/** @returns false where chance chose somebody who stands there already */
function one(
  random: Random,
  given: [Place, string, string][],
  places: readonly Place[],
  emojis: readonly string[],
): boolean {
  if (given.length > 0 && random.integer(0, 99) < TAKEN_BACK) {
    const number = random.integer(0, given.length - 1);
    const [place, emoji, person] = given[number] ?? fail();
    given[number] = given.at(-1) ?? fail();
    given.pop();
    world.reactions.remove(messageAt(place), emoji, person);
    return true;
  }
  const pick = <Item>(from: readonly Item[]): Item => from[random.integer(0, from.length - 1)] ?? fail();
  const [place, emoji, person] = [pick(places), pick(emojis), pick(people)];
  if (messageAt(place).reactions.get(emoji)?.has(person) === true) return false;
  give(world, place, emoji, person);
  given.push([place, emoji, person]);
  return true;
}

function give({ reactions }: World, place: Place, emoji: string, person: string): void {
  reactions.add(messageAt(place), emoji, person);
}

function messageAt({ channelId: channel, messageId }: Place) {
  return world.messages.get(channel, messageId, world.directory.bot.id);
}

function standingUnder(places: readonly Place[]): Standing[] {
  return places.flatMap((place) =>
    [...messageAt(place).reactions].map(([emoji, users]) => ({
      messageId: place.messageId,
      emoji,
      users: [...users.keys()].filter((user) => user !== world.directory.bot.id),
    })),
  );
}

function fail(): never {
  throw new TypeError('nothing to choose from');
}
