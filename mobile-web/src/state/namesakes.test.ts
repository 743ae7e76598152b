import { expect, test } from "vitest";
import { namesakes } from "./namesakes.ts";

test("phones whose names look alike are namesakes, however they are written", () => {
  const names = ["Ada's phone", "ada\u2019s phone", "ADA'S PHONE ", "Tablet", "\uff34ablet", "Old"];
  const devices = names.map((name) => ({ name }));
  const alike = [...namesakes(devices)].map(({ name }) => name);
  expect(alike).toEqual(["Ada's phone", "ADA'S PHONE ", "Tablet", "\uff34ablet"]);
});
