// A list of any length of which only what is in sight stands on the page. Rows may have any height and may
// change it. Which rows those are is decided in row-window.ts, how the page follows its end in
// end-follower.ts; this part puts them on the page.

import type { JSX, VNode } from "preact";
import { useLayoutEffect, useReducer, useRef } from "preact/hooks";
import type { EndFollower } from "./end-follower.ts";
import { RowWindow, type Rows, type Sight } from "./row-window.ts";

interface Given {
  readonly end: EndFollower;
  readonly count: number;
  /** About how high a row will be, in pixels. */
  readonly guess: (row: number) => number;
  /** One element, keyed by its row. What has the properties it had before is not drawn again. */
  readonly children: (row: number) => VNode<object>;
}

/** Rows beyond what is in sight, in heights of the screen: where somebody scrolls, and at the end, where nobody does. */
const beyond = { scrolled: 0.75, atEnd: 0.4 };
/** More than so many at once are history, which nobody sees come. */
const inTurnMax = 6;

export function WindowedList({ end, count, guess, children: draw }: Given): JSX.Element {
  const outer = useRef<HTMLDivElement>(null);
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const page = useRef<Page>(undefined);
  page.current ??= new Page(end, () => drawAgain(undefined));
  const drawn = useRef(new Map<number, VNode<object>>());
  const { first, end: last } = page.current.rows(count, guess);
  const rows = Array.from({ length: last - first }, (_, index) => first + index);
  drawn.current = new Map(rows.map((row) => [row, sameOr(drawn.current.get(row), draw(row))]));
  useLayoutEffect(() => page.current?.start(outer.current), []);
  useLayoutEffect(() => page.current?.drawn());
  return (
    <div ref={outer} class="windowed">
      {[...drawn.current.values()]}
    </div>
  );
}

/** The element of before where nothing of it has changed: then nothing below it is looked at. */
function sameOr(before: VNode<object> | undefined, next: VNode<object>): VNode<object> {
  if (before === undefined) return next;
  const isSame = Object.entries(next.props).every(
    ([name, value]) => value === Reflect.get(before.props, name),
  );
  return isSame ? before : next;
}

class Page {
  readonly #end: EndFollower;
  readonly #drawAgain: () => void;
  readonly #window = new RowWindow();
  #outer: HTMLElement | null = null;
  #rows: Rows = { first: 0, end: 0 };
  #count = 0;
  #isToDraw = false;
  /** Before what is being drawn, which may make the page so short that the browser moves it. */
  #before: Sight | undefined;
  #guess: (row: number) => number = () => 0;
  #width = 0;
  /** Of the screen. Asked of the browser while a draw changes the page, it would make it lay out the page. */
  #sightHeight = window.innerHeight;
  /** Of the rows that are drawn, when they were last measured. */
  #boxHeight = 0;

  constructor(end: EndFollower, drawAgain: () => void) {
    this.#end = end;
    this.#drawAgain = drawAgain;
  }

  rows(count: number, guess: (row: number) => number): Rows {
    this.#count = this.#inTurn(count);
    this.#guess = guess;
    this.#window.resize(this.#count, guess);
    // At the end the page will go along with what is added, so that is what will be in sight.
    this.#before = this.#end.pinned.peek() ? undefined : this.#sight();
    this.#rows = this.#window.next(this.#rows, this.#before ?? this.#sightAtEnd());
    return this.#rows;
  }

  /** A few rows that came together are drawn one a frame, since a frame has no room for several. */
  #inTurn(count: number): number {
    const more = count - this.#count;
    const isFew = this.#count > 0 && more > 1 && more <= inTurnMax;
    if (!isFew || !this.#end.pinned.peek()) return count;
    this.#drawInFrame();
    return this.#count + 1;
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
    observer.observe(outer);
    return () => {
      stop();
      observer.disconnect();
    };
  }

  /**
   * What was drawn is put in its place and measured, before anybody sees it. All is written before anything is
   * read, so that the page is laid out once.
   */
  drawn(): void {
    const outer = this.#outer;
    if (outer === null) return;
    const before = this.#before;
    this.#before = undefined;
    this.#place(outer);
    if (this.#width !== outer.clientWidth) return this.#turned(outer);
    const heights = Array.from(outer.children, (row) => row.getBoundingClientRect().height);
    this.#boxHeight = heights.reduce((sum, height) => sum + height, 0);
    const moved = this.#window.measure(this.#rows.first, heights, before ?? this.#sight());
    const pinned = this.#end.pinned.peek();
    const held = !pinned && this.#end.busy && moved !== 0;
    if (held) {
      const goBack = this.#end.cutShort();
      this.#window.hold(moved);
      this.#place(outer);
      goBack();
    } else if (pinned) this.#end.follow();
    else if (moved !== 0) this.#end.shift(moved);
    this.#drawMissing(this.#sight());
  }

  #moved(): void {
    if (this.#window.mustRelease(this.#sight())) this.#settle();
    this.#drawMissing(this.#sight());
  }

  #drawMissing(sight: Sight): void {
    if (!this.#window.reaches(this.#rows, sight)) this.#drawAgain();
    else if (!this.#window.covers(this.#rows, sight)) this.#drawInFrame();
  }

  /** Once, in the next frame. */
  #drawInFrame(): void {
    if (this.#isToDraw) return;
    this.#isToDraw = true;
    requestAnimationFrame(() => {
      this.#isToDraw = false;
      this.#drawAgain();
    });
  }

  #settle(): void {
    const by = this.#window.release();
    if (by === 0 || this.#outer === null) return;
    this.#place(this.#outer);
    this.#end.shift(by);
  }

  /** The phone was turned: nothing measured holds any more, but the row that was read stays where it is. */
  #turned(outer: HTMLElement): void {
    this.#width = outer.clientWidth;
    const { top } = this.#sight();
    const { row, below } = this.#window.rowAt(top);
    this.#window.forget();
    this.#window.resize(this.#count, this.#guess);
    this.#place(outer);
    if (!this.#end.pinned.peek()) this.#end.shift(this.#window.topOf(row) + below - top);
    this.#drawAgain();
  }

  /** The rows that are drawn between room for those that are not: when something joins at the end, no room changes. */
  #place({ style }: HTMLElement): void {
    const above = this.#window.topOf(this.#rows.first);
    style.paddingTop = `${Math.max(0, above)}px`;
    style.paddingBottom = `${this.#window.height - this.#window.topOf(this.#rows.end)}px`;
  }

  #sightAtEnd(): Sight {
    const height = this.#sightHeight;
    return { top: this.#window.height - height, height, beyond: this.#beyond() };
  }

  #sight(): Sight {
    const top = this.#outer === null ? 0 : -this.#outer.getBoundingClientRect().top;
    this.#sightHeight = window.innerHeight;
    return { top, height: this.#sightHeight, beyond: this.#beyond() };
  }

  #beyond(): number {
    const rests = this.#end.pinned.peek() && !this.#end.busy;
    return this.#sightHeight * (rests ? beyond.atEnd : beyond.scrolled);
  }
}
