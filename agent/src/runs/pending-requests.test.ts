// Requests and their answers: each is settled once, and nobody waits for what will not come.

import { describe, expect, it } from "vitest";
import { PendingRequests } from "./pending-requests.ts";

const unheard = "nobody listens";
const failureFrom = (error: unknown) => new Error(JSON.stringify(error));
const requests = () => new PendingRequests((why) => new Error(why));
const sent = () => true;

describe("requests", () => {
  it("are numbered from one, and settled by their number in whatever order", async () => {
    const pending = requests();
    const ids: number[] = [];
    const send = (id: number) => ids.push(id) > 0;
    const [one, two] = [pending.request(send, unheard), pending.request(send, unheard)];
    expect(ids).toEqual([1, 2]);
    pending.settle(2, { result: "two", error: null }, failureFrom);
    pending.settle(1, { error: { code: 7 } }, failureFrom);
    pending.settle(1, { result: "once more" }, failureFrom);
    pending.settle(3, { result: "of nobody" }, failureFrom);
    await expect(two).resolves.toBe("two");
    await expect(one).rejects.toThrow('{"code":7}');
  });

  it("fail one by one, or all of them when nothing will come any more, later ones at once", async () => {
    const pending = requests();
    const [one, two] = [pending.request(sent, unheard), pending.request(sent, unheard)];
    pending.fail(1, "too long");
    pending.lose("gone");
    pending.lose("gone twice");
    await expect(one).rejects.toThrow("too long");
    await expect(two).rejects.toThrow(/^gone$/);
    await expect(pending.request(sent, unheard)).rejects.toThrow(/^gone$/);
    expect(pending.isLost).toBe(true);
  });

  it("that nobody hears are the last", async () => {
    const pending = requests();
    const first = pending.request(sent, unheard);
    await expect(pending.request(() => false, unheard)).rejects.toThrow(unheard);
    await expect(first).rejects.toThrow(unheard);
  });
});
