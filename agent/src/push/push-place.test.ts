// Where a phone may have the machine post to, and where not.

import { describe, expect, it } from "vitest";
import { pushPlaceOf } from "./push-place.ts";

const own = ["push.home.example", "127.0.0.1:8443"];

describe("an address that a phone names", () => {
  it.each([
    ["https://fcm.googleapis.com/fcm/send/abc:def", false],
    ["https://updates.push.services.mozilla.com/wpush/v2/gAAA", false],
    ["https://web.push.apple.com/QGu", false],
    ["https://wns2-am3p.notify.windows.com/w/?token=BQ%3d", false],
    ["https://push.home.example/x", true],
    ["https://127.0.0.1:8443/x", true],
  ])("is posted to where it is a push service's: %s", (endpoint, isOwn) => {
    expect(pushPlaceOf(endpoint, own)).toEqual({ url: new URL(endpoint), isOwn });
  });

  it.each([
    "http://fcm.googleapis.com/fcm/send/abc",
    "https://fcm.googleapis.com:8443/fcm/send/abc",
    "https://fcm.googleapis.com.evil.example/",
    "https://evil.example/fcm.googleapis.com",
    "https://fcm.googleapis.com@evil.example/",
    "https://user:word@fcm.googleapis.com/",
    "https://fcm.googleapis.com/#x",
    "https://fcm.googleapis.com./x",
    "https://evilpush.apple.com/",
    "https://push.apple.com.evil.example/",
    "https://notify.windows.com/",
    "https://127.0.0.1/",
    "https://127.0.0.1:8444/",
    "https://[::1]/",
    "https://169.254.169.254/latest/meta-data",
    "https://localhost/",
    "https://relay.push.home.example/",
    "https:///etc/passwd",
    "ftp://fcm.googleapis.com/",
    "not an address",
    "",
  ])("is refused where it is anything else: %s", (endpoint) => {
    expect(pushPlaceOf(endpoint, own)).toBeUndefined();
  });
});
