import { z } from 'zod';

/**
 * Somebody's word that what they type here may be in published data on which models are trained. Absent: they did not give it, as nobody did in
 * earlier versions. Whoever gives none has to say nothing.
 */
export const consentSchema = z.literal(true).optional();

/** As an event or a plan holds it. */
export function recordedConsent(publish: boolean): { readonly publish?: true } {
  return publish ? { publish: true } : {};
}

/** What is left of an event or a plan whose words are deleted: whoever takes them back takes that back too. */
export function withoutConsent<Given extends { readonly publish?: true | undefined }>({
  publish: _,
  ...rest
}: Given): Omit<Given, 'publish'> {
  return rest;
}
