/** How the next attempt at a turn thinks. */
export interface Thinking {
  /** Asks a model that can think to do so, or not to. */
  readonly think: boolean;
  /** Tokens that it may think before it speaks; 0 where it is not expected to. */
  readonly allowance: number;
}

/** What is known of a model's thinking before an attempt. */
export interface ThinkingKnown {
  /** Its server says so. */
  readonly canThink: boolean;
  /** It was seen to, in this debate. */
  readonly thinks: boolean;
  /** How many attempts at the turn were all thinking. */
  readonly inVain: number;
}

/**
 * A model that can think does so at first and, when an attempt was all thinking, goes without. One that thinks although nobody said that it
 * can, or although it was asked not to, gets the allowance after all: its words would be cut otherwise.
 */
export function thinkingFor({ canThink, thinks, inVain }: ThinkingKnown, allowance: number): Thinking {
  const think = canThink && inVain === 0;
  const thinksAnyway = canThink ? inVain >= 2 : thinks || inVain >= 1;
  return { think, allowance: think || thinksAnyway ? allowance : 0 };
}
