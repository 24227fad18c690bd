/**
 * An address for people: what stands before its host may hold a password, which is nobody's business. Passwords that should have been
 * percent-encoded (with a slash or an @ in them) are taken out as well.
 */
export function withoutPassword(address: string): string {
  return address.replace(/\/\/(?:[^/\s]*:\S*|[^/\s]*)@/, '//');
}
