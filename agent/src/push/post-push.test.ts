// What is posted where, to a real service.

import { expect, it } from "vitest";
import { startPushService } from "../testing/push-vendor.ts";
import { postPush } from "./post-push.ts";

it("a known service's name that leads into the own network is not connected with; the user's own may", async () => {
  const service = await startPushService();
  const url = new URL(`https://localhost:${new URL(service.endpoint()).port}/x`);
  const post = { authorization: "vapid", sealed: Uint8Array.of(1, 2), secondsKept: 5, topic: "t" };
  expect(await postPush({ url, isOwn: false }, post)).toBe("unreachable");
  expect(service.posted).toEqual([]);
  expect(await postPush({ url, isOwn: true }, post)).toBe("taken");
  expect(service.posted).toMatchObject([{ path: "/x", body: post.sealed }]);
  await service.close();
  expect(await postPush({ url, isOwn: true }, post)).toBe("unreachable");
});
