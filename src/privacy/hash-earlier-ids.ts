import { z } from 'zod';
import { type Keeping, keptFacts } from '../community/kept-facts.ts';
import { votingRulesSchema } from '../community/voting-rules.ts';
import { ROLE_WORDS } from '../core/acting-role.ts';
import { debateIdOf, trialIdSchema, voterIdSchema } from '../core/ids.ts';
import type { PersonIds } from '../core/person-ids.ts';
import { ARMS } from '../debate/plan.ts';
import { withoutWho } from '../own-content/without-who.ts';
import type { EventLog, StreamName } from '../store/event-log.ts';
import { votingRulesOf } from '../trial/plan.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Earlier versions stored people under their Discord ids and with their names. What they have stored is brought into the form that is read now:
 * hashes, roles and guests. Broken off, it is done again from where it was. Servers' own content is looked at when it is opened, too.
 * @throws StoreFailedError
 */
export async function hashEarlierIds(events: EventLog, ids: Pick<PersonIds, 'idOf'>): Promise<void> {
  const opened = (await events.read('catalog')).map(({ event }) => event).filter(isFields);
  for (const { trial: named } of opened) {
    const { data: trial } = trialIdSchema.safeParse(named);
    if (trial === undefined) continue;
    const own = `trial/${trial}`;
    const stored = (await events.read(own)).map(({ event }) => event).filter(isFields);
    const of = { ids, stop: stopIn(stored), keeping: keepingIn(stored) };
    for (const arm of ARMS) await rewrite(events, `debate/${debateIdOf(trial, arm)}`, (event) => ofPeople(event, of));
    // Who stopped it and who started it come last: the others are rid of names by them.
    const saysWho = ({ type }: Fields): boolean => type === 'stop-asked' || type === 'trial-start';
    await rewrite(events, own, (event) => (saysWho(event) ? event : ofPeople(event, of)));
    await rewrite(events, own, (event) => (event['type'] === 'trial-start' ? event : ofPeople(event, of)));
    await rewrite(events, own, (event) => ofPeople(event, of));
  }
  for (const guildId of new Set(opened.map((event) => event['guildId'])))
    if (typeof guildId === 'string') await withoutWho(events, guildId);
  await rewrite(events, 'audit-orders', ofOrders);
  await rewrite(events, 'catalog', (event) => ofPeople(event, { ids, stop: undefined, keeping: keepingIn([]) }));
}

async function rewrite(events: EventLog, stream: StreamName, change: (event: Fields) => Fields): Promise<void> {
  for (const { seq, event } of await events.read(stream)) {
    if (!isFields(event)) continue;
    const changed = change(event);
    if (JSON.stringify(changed) !== JSON.stringify(event)) await events.redact(stream, seq, changed);
  }
}

/** A stop by a name; undefined where there was none, or none is named any more. */
type NamedStop = { readonly name: string; readonly role: 'starter' | 'moderator' } | undefined;

function stopIn(own: readonly Fields[]): NamedStop {
  const name = own.find(({ type }) => type === 'stop-asked')?.['by'];
  if (typeof name !== 'string' || name in ROLE_WORDS) return undefined;
  const plan = own.find(({ type }) => type === 'trial-start')?.['plan'];
  const startedBy = isFields(plan) ? plan['startedBy'] : undefined;
  const isStarter = isFields(startedBy) && startedBy['name'] === name;
  return { name, role: isStarter ? 'starter' : 'moderator' };
}

/** By what a trial's filtered count goes; where that can't be read, by nothing. */
function keepingIn(own: readonly Fields[]): Keeping {
  const field = (type: string, name: string): unknown => own.find((event) => event['type'] === type)?.[name];
  const plan = earlierPlanSchema.safeParse(field('trial-start', 'plan')).data;
  const ballot = earlierBallotSchema.safeParse(field('ballot-open', 'ballot')).data;
  return { rules: votingRulesOf(plan ?? null), opensAt: ballot?.opensAt ?? null, at: ballot?.opensAt ?? 0 };
}

const earlierPlanSchema = z.object({ voting: votingRulesSchema.optional() });
const earlierBallotSchema = z.object({ opensAt: z.number() });
const earlierFactsSchema = z.object({ accountCreatedAt: z.number().nullable(), joinedAt: z.number().nullish() });

/** The times among somebody's facts, no finer than counts go by. */
function coarser(facts: Fields, keeping: Keeping): Fields {
  const { data } = earlierFactsSchema.safeParse(facts);
  if (data === undefined) return facts;
  const { accountCreatedAt, joinedAt = null } = data;
  const kept = keptFacts({ starter: false, accountCreatedAt, joinedAt }, keeping);
  return {
    ...facts,
    accountCreatedAt: kept.accountCreatedAt,
    ...('joinedAt' in facts ? { joinedAt: kept.joinedAt } : {}),
  };
}

interface OfTrial {
  readonly ids: Pick<PersonIds, 'idOf'>;
  readonly stop: NamedStop;
  readonly keeping: Keeping;
}

function ofPeople(event: Fields, { ids, stop, keeping }: OfTrial): Fields {
  const hashed = (id: unknown): unknown =>
    typeof id !== 'string' || voterIdSchema.safeParse(id).success ? id : ids.idOf(id);
  const within = (field: string): Fields => {
    const inner = event[field];
    return isFields(inner)
      ? { ...event, [field]: { ...coarser(inner, keeping), voter: hashed(inner['voter']) } }
      : event;
  };
  switch (event['type']) {
    case 'trial-opened':
      return { ...event, startedBy: hashed(event['startedBy']) };
    case 'trial-start': {
      const { plan } = event;
      if (!isFields(plan)) return event;
      const { startedBy } = plan;
      return { ...event, plan: { ...plan, startedBy: hashed(isFields(startedBy) ? startedBy['id'] : startedBy) } };
    }
    case 'vote-cast':
      return within('vote');
    case 'rating-given':
      return within('rating');
    case 'position-taken':
      return within('position');
    case 'reaction-changed':
      return within('reaction');
    case 'reactions-counted':
      return {
        ...event,
        counts: mapped(event['counts'], (count) => ({
          ...count,
          voters: mapped(count['voters'], (one) => ({ ...one, voter: hashed(one['voter']) })),
        })),
      };
    case 'question-asked':
      return { ...event, by: hashed(event['by']) };
    case 'seat-taken':
      return { ...event, name: `Guest ${event['id']}`, by: hashed(event['by']) };
    case 'person-joined':
      return { ...event, name: `Guest ${String(event['seat']).replace('person-', '')}` };
    case 'stop-asked':
      return stop === undefined ? event : { ...event, by: stop.role };
    case 'ballot-close-asked':
      return { ...event, by: 'moderator' };
    case 'trial-hidden':
      return { ...event, by: /^(?:the )?community$/.test(String(event['by'])) ? 'community' : 'moderator' };
    case 'trial-end':
    case 'debate-end':
      return { ...event, reasons: namelessIn(event['reasons'], stop) };
    default:
      return event;
  }
}

function ofOrders(event: Fields): Fields {
  if (event['type'] === 'audit-ordered') {
    const { by: _, ...order } = event;
    return order;
  }
  const { end } = event;
  return isFields(end) && end['status'] === 'parked' ? { ...event, end: { ...end, by: 'operator' } } : event;
}

function namelessIn(reasons: unknown, stop: NamedStop): unknown {
  if (!Array.isArray(reasons) || stop === undefined) return reasons;
  return reasons.map((reason) =>
    String(reason).replaceAll(`stopped by ${stop.name}`, `stopped by ${ROLE_WORDS[stop.role]}`),
  );
}

function mapped(list: unknown, change: (fields: Fields) => Fields): unknown {
  return Array.isArray(list) ? list.map((one: unknown) => (isFields(one) ? change(one) : one)) : list;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
