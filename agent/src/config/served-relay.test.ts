// What a relay on one's own server is told, and what it refuses to start with.

import { expect, test } from "vitest";
import { servedRelay } from "./served-relay.ts";

const nobody = { toNetwork: false, toEverybody: false };
const secret = "sixteen letters!";
const named = { PUBLIC_HOSTS: "relay.example.org, [::1]:8787", ENROLMENT_SECRET: secret };

test("what the Worker reads is handed on, and nothing else of the environment", () => {
  const environment = {
    ...named,
    PHONES_PER_SESSION: "",
    APP_ORIGIN: "https://a.example",
    HOME: "/",
  };
  expect(servedRelay("127.0.0.1:8787", environment, nobody)).toEqual({
    address: "127.0.0.1",
    port: 8787,
    hosts: ["relay.example.org", "[::1]:8787"],
    variables: { ENROLMENT_SECRET: secret, APP_ORIGIN: "https://a.example" },
    isOpen: false,
  });
});

test("a relay for everybody is one that was asked for", () => {
  const { PUBLIC_HOSTS } = named;
  const serve = (toEverybody: boolean) =>
    servedRelay("[::1]:0", { PUBLIC_HOSTS }, { ...nobody, toEverybody });
  expect(() => serve(false)).toThrow("anybody who finds this relay could use it");
  expect(serve(true)).toMatchObject({ address: "::1", port: 0, isOpen: true });
});

test("it listens for a network only when that was understood", () => {
  const serve = (toNetwork: boolean) => servedRelay("0.0.0.0:80", named, { ...nobody, toNetwork });
  expect(() => serve(false)).toThrow("every machine of that network");
  expect(serve(true)).toMatchObject({ address: "0.0.0.0", port: 80 });
});

test.for([
  "8787",
  "localhost:8787",
  "127.0.0.1",
  "127.0.0.1:99999",
  "::1:8787",
  "https://[::1]:8787",
])("%s is no place to listen", (listen) => {
  expect(() => servedRelay(listen, named, nobody)).toThrow("expected an IP address and a port");
});

test.for([
  { PUBLIC_HOSTS: "" },
  { PUBLIC_HOSTS: "https://relay.example.org" },
  { ENROLMENT_SECRET: "fifteen letters" },
  { ALLOWED_SESSIONS: "AAAAAAAAAAAAAAAAAAAAAA,short" },
  { APP_ORIGIN: "https://app.example.org/" },
  { PHONES_PER_SESSION: "0" },
  { PHONES_PER_SESSION: "1001" },
  { CLIENT_ADDRESSES: "proxy" },
])("it does not start with %j, and says what was expected", (wrong) => {
  const [name = ""] = Object.keys(wrong);
  expect(() => servedRelay("127.0.0.1:1", { ...named, ...wrong }, nobody)).toThrow(
    new RegExp(`^expected .*${name}`),
  );
});
