import type { Answer } from '../debate/events.ts';

/** A turn as somebody else's file has it. */
export interface ForeignTurn {
  /** Where it stands in its file, for people. */
  readonly place: string;
  /** Who speaks, as the file calls them. */
  readonly role: string;
  /** Which model spoke, where the file says so. */
  readonly model: string | null;
  /** With whatever the model wrote around its words. */
  readonly text: string;
  readonly round: number | null;
  /** Why the model stopped, in the file's own word; null where it says nothing. */
  readonly finishReason: string | null;
}

/** A debate as somebody else's file has it. */
export interface ForeignDebate {
  /** Where it begins in its file, for people. */
  readonly place: string;
  /** Null where the file names none. */
  readonly topic: string | null;
  /** What the file calls the group, ensemble or configuration that debated; null for nothing. */
  readonly ensemble: string | null;
  readonly turns: readonly ForeignTurn[];
  /** Turns that could not be read. */
  readonly unreadable: number;
  /** The file says that it did not come to its end with all of its turns. */
  readonly broken: boolean;
  /** What tells it apart from other debates on its topic, with which it can be compared; null for nothing. */
  readonly condition: string | null;
  /** What it ended with, where the file tells it apart from the turns; a part that it does not name is empty. */
  readonly answer: Answer | undefined;
}

/** Something in a file that is no debate and no turn. */
export interface WrongEntry {
  readonly place: string;
  /** What was expected, and what stands there. */
  readonly problem: string;
}

/** What was read of a file. */
export interface ForeignDebates {
  readonly debates: readonly ForeignDebate[];
  readonly wrong: readonly WrongEntry[];
}
