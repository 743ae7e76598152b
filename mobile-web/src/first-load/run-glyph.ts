// The shape that stands for a run's state, everywhere the same.

import type { RunState } from "@longrein/protocol";
import type { GlyphName } from "../parts/glyph.tsx";

const glyphs: Readonly<Record<RunState, GlyphName>> = {
  starting: "idle",
  working: "running",
  waiting: "waiting",
  done: "done",
  failed: "failed",
  stopping: "running",
  stopped: "stopped",
  indeterminate: "unclear",
};

export const glyphOfRun = (state: RunState): GlyphName => glyphs[state];
