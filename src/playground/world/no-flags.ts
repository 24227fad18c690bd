/** No bit set. Discord's enums of flags have no name for it. */
export const NO_FLAGS: number = 0;
