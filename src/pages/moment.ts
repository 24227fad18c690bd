import { html } from 'hono/html';
import type { Html } from './html.ts';

/** A moment, in UTC: a file is read anywhere. @param at milliseconds since the epoch @param style `time`: without the day */
export function moment(at: number, style: 'day and time' | 'time' = 'day and time'): Html {
  const date = new Date(at);
  const words = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    timeStyle: style === 'time' ? 'medium' : 'short',
    ...(style === 'time' ? {} : { dateStyle: 'long' }),
  }).format(date);
  return html`<time datetime="${date.toISOString()}">${words} UTC</time>`;
}
