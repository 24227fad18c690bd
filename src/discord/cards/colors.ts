/** Colours of cards, as Discord takes them. */
export const COLORS = { plain: 0x5865f2, ballot: 0xe0a526, result: 0x2e9e6b, trouble: 0xc9463d } as const;
