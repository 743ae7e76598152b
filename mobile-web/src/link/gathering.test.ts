import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PhoneInput } from "../state/phone-port.ts";
import { Gathering } from "./gathering.ts";

let isMoreToCome: boolean;
let passed: number[];
let gathering: Gathering;

beforeEach(() => {
  vi.useFakeTimers();
  isMoreToCome = false;
  passed = [];
  gathering = new Gathering(
    ({ at }) => passed.push(at),
    () => isMoreToCome,
  );
});

afterEach(() => {
  vi.useRealTimers();
});

const input = (at: number): PhoneInput => ({ kind: "taken-back", at, command: new Uint8Array(16) });

test("what comes alone is passed on at once", () => {
  gathering.tell(input(1));
  expect(passed).toEqual([1]);
  expect(vi.getTimerCount()).toBe(0);
});

test("while more is to come it waits, and goes with the last of it, in order", () => {
  isMoreToCome = true;
  gathering.tell(input(1));
  gathering.tell(input(2));
  expect(passed).toEqual([]);
  isMoreToCome = false;
  gathering.tell(input(3));
  expect(passed).toEqual([1, 2, 3]);
  expect(vi.getTimerCount()).toBe(0);
});

test("it does not wait for long, however much is to come", () => {
  isMoreToCome = true;
  gathering.tell(input(1));
  vi.advanceTimersByTime(200);
  gathering.tell(input(2));
  expect(passed).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(passed).toEqual([1, 2]);
  gathering.tell(input(3));
  expect(passed).toEqual([1, 2]);
  vi.advanceTimersByTime(300);
  expect(passed).toEqual([1, 2, 3]);
});
