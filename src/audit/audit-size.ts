/** How much an audit asks of a judge, from little to all. */
export const AUDIT_SIZES = ['quick', 'usual', 'full'] as const;
/** Debates are chosen and spoiled by it unless somebody asks for another. */
export const USUAL_SEED = 1;
export type AuditSize = (typeof AUDIT_SIZES)[number];
