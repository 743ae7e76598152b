// A list of any length of which only what is in sight stands on the page. Rows may have any height and may
// change it. Which rows those are is decided in row-window.ts, how the page follows its end in
// end-follower.ts; this part puts them on the page.

import type { JSX } from "preact";
import { useLayoutEffect, useReducer, useRef } from "preact/hooks";
import type { EndFollower } from "./end-follower.ts";
import { RowWindow, type Rows, type Sight } from "./row-window.ts";

interface Given {
  readonly end: EndFollower;
  readonly count: number;
  /** About how high a row will be, in pixels. */
  readonly guess: (row: number) => number;
  readonly children: (row: number) => JSX.Element;
}

export function WindowedList({ end, count, guess, children: draw }: Given): JSX.Element {
  const outer = useRef<HTMLDivElement>(null);
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const page = useRef<Page>(undefined);
  page.current ??= new Page(end, () => drawAgain(undefined));
  const { first, end: last } = page.current.rows(count, guess);
  useLayoutEffect(() => page.current?.start(outer.current), []);
  useLayoutEffect(() => page.current?.drawn());
  return (
    <div ref={outer} class="windowed">
      <div class="windowed-rows">
        {Array.from({ length: last - first }, (_, index) => (
          <div key={first + index} class="windowed-row">
            {draw(first + index)}
          </div>
        ))}
      </div>
    </div>
  );
}

class Page {
  readonly #end: EndFollower;
  readonly #drawAgain: () => void;
  readonly #window = new RowWindow();
  #outer: HTMLElement | null = null;
  #rows: Rows = { first: 0, end: 0 };
  #count = 0;
  #guess: (row: number) => number = () => 0;
  #width = 0;
  /** Of the rows that are drawn, when they were last measured. */
  #boxHeight = 0;

  constructor(end: EndFollower, drawAgain: () => void) {
    this.#end = end;
    this.#drawAgain = drawAgain;
  }

  rows(count: number, guess: (row: number) => number): Rows {
    this.#count = count;
    this.#guess = guess;
    this.#window.resize(count, guess);
    const sight = this.#sight();
    // At the end the page will go along with what is added, so that is what will be in sight.
    const top = this.#end.pinned.peek() ? this.#window.height - sight.height : sight.top;
    this.#rows = this.#window.rowsIn({ ...sight, top });
    return this.#rows;
  }

  start(outer: HTMLElement | null): (() => void) | undefined {
    if (outer === null) return undefined;
    this.#outer = outer;
    this.#width = outer.clientWidth;
    const stop = this.#end.start(
      () => this.#moved(),
      () => this.#settle(),
    );
    // Rows also change by themselves, when somebody opens one.
    const observer = new ResizeObserver(([box]) => {
      if (Math.abs((box?.contentRect.height ?? 0) - this.#boxHeight) < 1) return;
      requestAnimationFrame(() => this.drawn());
    });
    if (outer.firstElementChild !== null) observer.observe(outer.firstElementChild);
    return () => {
      stop();
      observer.disconnect();
    };
  }

  /** What was drawn is measured and put in its place, before anybody sees it. */
  drawn(): void {
    const box = this.#outer?.firstElementChild;
    if (!(box instanceof HTMLElement)) return;
    if (this.#width !== box.clientWidth) return this.#turned(box);
    const heights = Array.from(box.children, (row) => row.getBoundingClientRect().height);
    this.#boxHeight = heights.reduce((sum, height) => sum + height, 0);
    const moved = this.#window.measure(this.#rows.first, heights, this.#sight());
    const pinned = this.#end.pinned.peek();
    if (!pinned && this.#end.busy) this.#window.hold(moved);
    this.#place(box);
    if (pinned) this.#end.follow();
    else if (!this.#end.busy && moved !== 0) this.#end.shift(moved);
    if (!this.#window.covers(this.#rows, this.#sight())) this.#drawAgain();
  }

  #moved(): void {
    if (this.#window.mustRelease(this.#sight())) this.#settle();
    if (!this.#window.covers(this.#rows, this.#sight())) this.#drawAgain();
  }

  #settle(): void {
    const by = this.#window.release();
    const box = this.#outer?.firstElementChild;
    if (by === 0 || !(box instanceof HTMLElement)) return;
    this.#place(box);
    this.#end.shift(by);
  }

  /** The phone was turned: nothing measured holds any more, but the row that was read stays where it is. */
  #turned(box: HTMLElement): void {
    this.#width = box.clientWidth;
    const { top } = this.#sight();
    const { row, below } = this.#window.rowAt(top);
    this.#window.forget();
    this.#window.resize(this.#count, this.#guess);
    this.#place(box);
    if (!this.#end.pinned.peek()) this.#end.shift(this.#window.topOf(row) + below - top);
    this.#drawAgain();
  }

  #place(box: HTMLElement): void {
    if (this.#outer !== null) this.#outer.style.height = `${this.#window.height}px`;
    box.style.top = `${this.#window.topOf(this.#rows.first)}px`;
  }

  #sight(): Sight {
    const { innerHeight } = window;
    const top = this.#outer === null ? 0 : -this.#outer.getBoundingClientRect().top;
    return { top, height: innerHeight };
  }
}
