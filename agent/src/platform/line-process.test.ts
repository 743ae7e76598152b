// A child that is talked to in lines, as it ends.

import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { until } from "../testing/until.ts";
import { startLineProcess } from "./line-process.ts";
import { startOf } from "./marked-processes.ts";

it.skipIf(!existsSync("/proc/self/environ"))(
  "takes along what it has started in a session of its own",
  async () => {
    let away = 0;
    const child = startLineProcess({
      argv: ["/bin/sh", "-c", "setsid sh -c 'echo $$; exec sleep 600' & cat"],
      cwd: "/",
      environment: { PATH: process.env["PATH"] ?? "" },
      lineBytesMax: 100,
      line: (text) => (away = Number(text)),
      tooLong: () => undefined,
    });
    await until(() => away > 0, "the one in a session of its own");
    expect(startOf(away)).toBeDefined();
    await child.stop();
    expect(startOf(away)).toBeUndefined();
  },
);
