// What a look at one place of a text can end with.

export interface Found {
  readonly kind: string;
  /** What is to be hidden, from the first character to before the last. */
  readonly start: number;
  readonly end: number;
}

export type Sight =
  | ({ readonly as: "secret" } & Found)
  /** The text ends too soon to tell: nothing from `start` on may leave yet. */
  | { readonly as: "open"; readonly start: number }
  | { readonly as: "nothing" };

export const nothing: Sight = { as: "nothing" };

export const open = (start: number): Sight => ({ as: "open", start });

export const secret = (kind: string, start: number, end: number): Sight => ({
  as: "secret",
  kind,
  start,
  end,
});
