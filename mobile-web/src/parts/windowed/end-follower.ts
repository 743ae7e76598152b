// Scrolling of a page that grows at its end. It stays at the end while the reader is there and leaves alone
// whoever went up, also by a little, also with the finger still down.

import { type ReadonlySignal, signal } from "@preact/signals";
import { scrollPageTo } from "../page-scroll.ts";

/** Within a thumb's breadth of the end counts as there. */
const nearPixels = 40;
/** Without a scroll for so long, momentum is over. */
const restMs = 140;

export class EndFollower {
  readonly #pinned = signal(true);
  #finger = false;
  #moving = false;
  #lastTop = 0;
  #lastHeight = 0;
  #lastSight = 0;
  #rest = 0;
  #moved: () => void = () => undefined;
  #rested: () => void = () => undefined;

  /** Whether the page goes along with its end. */
  get pinned(): ReadonlySignal<boolean> {
    return this.#pinned;
  }

  /** A finger or its momentum moves the page: whoever moves it now too makes it stutter. */
  get busy(): boolean {
    return this.#finger || this.#moving;
  }

  /** `moved` is told of every scroll and of the finger that may begin one, `rested` when nothing moves any more. */
  start(moved: () => void, rested: () => void): () => void {
    this.#moved = moved;
    this.#rested = rested;
    const listening = new AbortController();
    const options = { passive: true, signal: listening.signal };
    addEventListener("scroll", () => this.#note(), options);
    // A keyboard that opens takes from the screen, and the end is to stay in sight.
    addEventListener("resize", () => this.follow(), options);
    addEventListener("touchstart", () => this.#touch(), options);
    for (const end of ["touchend", "touchcancel"] as const) {
      addEventListener(end, (event) => this.#lift(event), options);
    }
    const observer = new ResizeObserver(() => this.follow());
    observer.observe(document.body);
    this.jump();
    return () => {
      listening.abort();
      observer.disconnect();
      clearTimeout(this.#rest);
    };
  }

  jump(): void {
    this.#pinned.value = true;
    this.#go(document.documentElement.scrollHeight);
  }

  /** After the page has grown. */
  follow(): void {
    if (this.#pinned.peek() && !this.#finger && distance() > 0) this.jump();
  }

  /** Moves the page with what stands on it, which has moved by so much: from where it was seen last. */
  shift(by: number): void {
    this.#go(this.#lastTop + by);
  }

  /** What brings a page back that is too short for a moment, and that the browser has moved for that. */
  cutShort(): () => void {
    const top = this.#lastTop;
    const isMoved = distance() < 1 && scrollY < top;
    return () => isMoved && this.#go(top);
  }

  #go(top: number): void {
    scrollPageTo(top);
    this.#remember();
  }

  #remember(): void {
    const { scrollHeight, clientHeight } = document.documentElement;
    this.#lastTop = scrollY;
    this.#lastHeight = scrollHeight;
    this.#lastSight = clientHeight;
  }

  #note(): void {
    const left = distance();
    const { scrollHeight, clientHeight } = document.documentElement;
    // A page that has become shorter, or a screen that has become higher, goes up by itself.
    const same = scrollHeight === this.#lastHeight && clientHeight === this.#lastSight;
    if (same && scrollY < this.#lastTop - 1 && left > 2) this.#pinned.value = false;
    else if (left <= nearPixels) this.#pinned.value = true;
    this.#moving ||= scrollY !== this.#lastTop;
    this.#remember();
    this.#restSoon();
    this.#moved();
  }

  #touch(): void {
    this.#finger = true;
    this.#moved();
  }

  #lift({ touches }: TouchEvent): void {
    if (touches.length > 0) return;
    this.#finger = false;
    this.#restSoon();
  }

  #restSoon(): void {
    clearTimeout(this.#rest);
    this.#rest = window.setTimeout(() => {
      this.#moving = false;
      if (this.#finger) return;
      this.#rested();
      this.follow();
    }, restMs);
  }
}

function distance(): number {
  const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
  return scrollHeight - clientHeight - scrollTop;
}
