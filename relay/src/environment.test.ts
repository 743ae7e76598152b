// Settings are read strictly: a mistake stops the relay with a reason instead of opening it.

import { expect, test } from "vitest";
import { parseSettings } from "./environment.ts";

test("nothing set means a public relay with the usual limits", () => {
  expect(parseSettings({})).toEqual({
    appOrigin: undefined,
    publicHosts: undefined,
    allowedSessions: undefined,
    enrolmentSecret: undefined,
    phonesMax: 8,
    knowsAddresses: true,
  });
});

test("an empty setting is none", () => {
  const none = { APP_ORIGIN: "", PUBLIC_HOSTS: " , ", ALLOWED_SESSIONS: "", ENROLMENT_SECRET: "" };
  expect(parseSettings(none)).toEqual(parseSettings({}));
});

test.for([
  [{ APP_ORIGIN: "app.example.org" }, /APP_ORIGIN/],
  [{ APP_ORIGIN: "https://app.example.org/" }, /APP_ORIGIN/],
  [{ ALLOWED_SESSIONS: "AAECAwQFBgcICQoLDA0ODw,short" }, /ALLOWED_SESSIONS/],
  [{ ENROLMENT_SECRET: "guessable" }, /ENROLMENT_SECRET/],
  [{ PHONES_PER_SESSION: "0" }, /PHONES_PER_SESSION/],
  [{ CLIENT_ADDRESSES: "some" }, /CLIENT_ADDRESSES/],
  [{ PHONES_PER_SESSION: "many" }, /PHONES_PER_SESSION/],
] as const)("%j is refused", ([environment, message]) => {
  expect(() => parseSettings(environment)).toThrow(message);
});
