/** How much an audit asks of a judge, from little to all. */
export const AUDIT_SIZES = ['quick', 'usual', 'full'] as const;
export type AuditSize = (typeof AUDIT_SIZES)[number];
