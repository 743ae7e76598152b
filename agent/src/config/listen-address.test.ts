// Who can reach the relay on this computer, and what must have been said before anybody else can.

import { describe, expect, it } from "vitest";
import { dialAddress, listenAddress } from "./listen-address.ts";

describe("the relay on this computer", () => {
  it.each([undefined, "127.0.0.1", "::1"])("listens at %s without further words", (address) => {
    const given = address === undefined ? {} : { address };
    expect(listenAddress(given)).toBe(address ?? "127.0.0.1");
  });

  const publicUrl = "https://desk.example.org";

  it.each(["0.0.0.0", "192.168.0.2", "::", "fe80::1"])(
    "listens at %s only for somebody who has understood, and who has https for the phones",
    (address) => {
      expect(() => listenAddress({ address, publicUrl })).toThrow("every machine of that network");
      expect(() => listenAddress({ address, exposed: false, publicUrl })).toThrow("every machine");
      expect(() => listenAddress({ address, exposed: true })).toThrow("https only");
      expect(listenAddress({ address, exposed: true, publicUrl })).toBe(address);
    },
  );

  it("is dialled by the agent at loopback when it listens everywhere", () => {
    expect(["0.0.0.0", "::", "192.168.0.2", "::1"].map(dialAddress)).toEqual([
      "127.0.0.1",
      "127.0.0.1",
      "192.168.0.2",
      "::1",
    ]);
  });
});
