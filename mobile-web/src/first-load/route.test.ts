import { expect, test } from "vitest";
import { type Route, hrefOf, parseRoute } from "./route.ts";

const routes: readonly Route[] = [
  { page: "home" },
  { page: "run", run: "AQEBAQEBAQEBAQEBAQEBAQ" },
  { page: "new-run" },
  { page: "device" },
  { page: "pair" },
];

test.each(routes)("the address of $page leads back to it", (route) => {
  expect(parseRoute(hrefOf(route))).toEqual(route);
});

test.each(["", "#", "#/nowhere", "#/run", "#/run/", "#1AAAA"])("%j leads home", (fragment) => {
  expect(parseRoute(fragment)).toEqual({ page: "home" });
});
