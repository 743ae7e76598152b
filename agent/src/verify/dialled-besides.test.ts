import { expect, test } from "vitest";
import { securityHeaders } from "../../../relay/src/security-headers.ts";
import { originsOf } from "./app-elsewhere.ts";
import { dialledBesides } from "./dialled-besides.ts";

const [own, other] = [new URL("https://relay.example.org"), new URL("https://barn.example.org")];
const policyOf = (...origins: readonly string[]) =>
  securityHeaders(origins)["Content-Security-Policy"] ?? "";
const ours = policyOf(...originsOf(own));

test("what a policy lets the app dial besides what it should is named, whatever it is", () => {
  expect(dialledBesides(ours, policyOf(...originsOf(own, other)))).toEqual(originsOf(other));
  expect(dialledBesides(ours, policyOf(...originsOf(own), "*"))).toEqual(["*"]);
  expect(dialledBesides(policyOf(), ours)).toEqual(originsOf(own));
  expect(dialledBesides(ours, ours)).toEqual([]);
});

test.each([
  ["lacks what ours names", policyOf(...originsOf(other))],
  ["differs in more", policyOf(...originsOf(own, other)).replace("'none'", "*")],
  ["names no places to dial", "default-src *"],
  ["is empty", ""],
])("of a policy that %s nothing is said but that it is another", (_, theirs) => {
  expect(dialledBesides(ours, theirs)).toEqual([]);
});

test("machines of several relays expect the same order, whichever is their own", () => {
  expect(originsOf(own, other)).toEqual(originsOf(other, own));
  expect(originsOf(own, own)).toEqual(["https://relay.example.org", "wss://relay.example.org"]);
});
