import type { Context, Hono } from 'hono';
import { Refusal } from './refusal.ts';

/** The playground's HTTP side, to which each file of routes adds its own. */
export type Api = Hono;

/** An answer without content; Discord gives it no content type either. */
export function noContent(): Response {
  return new Response(null, { status: 204 });
}

/** Discord's form of an error. */
export function refusalResponse(context: Context, refusal: Refusal): Response {
  const { message, code, errors, status } = refusal;
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
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  throw new Refusal(400, 50035, `Invalid Form Body: ${name}: Must be a whole number from ${low} to ${high}.`);
}
