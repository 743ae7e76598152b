// What every browser under test can be asked, whatever it is driven by. What the page is asked comes as an
// expression, because no two of them pass values in the same way.

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Appearance = "light" | "dark";

export interface Browser {
  readonly engine: string;
  goTo(address: string): Promise<void>;
  reload(): Promise<void>;
  /** Gives what the expression or its promise is, by way of JSON. */
  evaluate(expression: string): Promise<unknown>;
  /** Presses a point of the viewport and lets go, as a finger would. */
  pressAt(x: number, y: number): Promise<void>;
  /** Types into what has the focus. */
  type(text: string): Promise<void>;
  resize(size: Size): Promise<void>;
  /** As the phone's own setting, where it can be set; else as the app's. */
  wear(appearance: Appearance): Promise<void>;
  close(): Promise<void>;
}

export const tall: Size = { width: 393, height: 852 };
export const small: Size = { width: 320, height: 568 };
/** Those two on their sides. */
export const lying: readonly Size[] = [
  { width: 852, height: 393 },
  { width: 568, height: 320 },
];

/** For an engine that carries strings alone: what comes back is JSON. */
export function asJson(expression: string): string {
  return `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`;
}

export function fromJson(text: unknown): unknown {
  if (typeof text !== "string") throw new Error(`expected JSON from the page, got ${String(text)}`);
  return JSON.parse(text);
}

/** The app's own setting, as its settings page would set it. */
export const wearing = (appearance: Appearance): string =>
  `document.documentElement.dataset.appearance = ${JSON.stringify(appearance)}`;
