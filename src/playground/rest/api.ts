import type { Context, Hono } from 'hono';
import { badField, type Refusal } from './refusal.ts';

/** The playground's HTTP side, to which each file of routes adds its own. */
export type Api = Hono;

/** An answer without content; Discord gives it no content type either. */
export function noContent(): Response {
  return new Response(null, { status: 204 });
}

/** Discord's form of an error. @param message what it says, when that is more than Discord would say */
export function refusalResponse(context: Context, refusal: Refusal, message = refusal.answer): Response {
  const { code, errors, status } = refusal;
  return context.json({ message, code, ...(errors === undefined ? {} : { errors }) }, status);
}

/**
 * A whole number from the query.
 * @throws Refusal (50035) when it is given and not within `low` to `high`
 */
export function queryNumber(context: Context, name: string, low: number, high: number, unset: number): number {
  const text = context.req.query(name);
  if (text === undefined) return unset;
  const value = Number(text);
  if (!Number.isInteger(value)) throw badField(name, 'NUMBER_TYPE_COERCE', `Value "${text}" is not int.`);
  if (value < low) throw badField(name, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${low}.`);
  if (value > high) throw badField(name, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${high}.`);
  return value;
}
