import type { html } from 'hono/html';

/** A piece of a page: made by the `html` tag alone, which escapes all that is put into it. */
export type Html = ReturnType<typeof html>;

/** Pieces for a list of things. */
export type Pieces = readonly (Html | string)[];
