import { beforeEach, expect, test } from "vitest";
import { book, speak, translateNew } from "./book.ts";

const waiting: (() => void)[] = [];
const held = async <W>(words: W): Promise<W> => {
  await new Promise<void>((resolve) => waiting.push(resolve));
  return words;
};
const missing = () => Promise.reject(new Error("not here"));

const greetings = book(
  { hello: { short: "Hi", to: (name: string) => `Hello ${name}` }, bye: "Bye" },
  {
    de: async () => ({ hello: { short: "Na", to: (name) => `Hallo ${name}` }, bye: "Tschüss" }),
    es: missing,
    ja: () => held({ hello: { short: "や", to: (name) => `${name}、こんにちは` }, bye: "では" }),
    "zh-Hans": missing,
  },
);
const { hello } = greetings;

beforeEach(() => speak("en"));

test("a group that somebody keeps speaks the new language, and English again", async () => {
  expect(await speak("de")).toBe(true);
  expect([hello.short, hello.to("Ada"), greetings.bye]).toEqual(["Na", "Hallo Ada", "Tschüss"]);
  expect(await speak("en")).toBe(true);
  expect([hello.short, hello.to("Ada"), greetings.bye]).toEqual(["Hi", "Hello Ada", "Bye"]);
});

test("a language that cannot be loaded changes nothing", async () => {
  await speak("de");
  expect(await speak("es")).toBe(false);
  const answers = book(
    { no: "No" },
    { de: async () => ({ no: "Nein" }), es: missing, ja: missing, "zh-Hans": missing },
  );
  await translateNew();
  expect([hello.short, answers.no]).toEqual(["Na", "Nein"]);
});

test("of two languages asked for one after the other the later is spoken, however they arrive", async () => {
  const slow = speak("ja");
  expect(await speak("de")).toBe(true);
  for (const arrive of waiting) arrive();
  expect(await slow).toBe(false);
  expect(hello.short).toBe("Na");
});

test("a book that is opened later is translated before its page is shown", async () => {
  await speak("de");
  const translated = async () => ({ yes: "Ja" });
  const answers = book(
    { yes: "Yes" },
    { de: translated, es: translated, ja: translated, "zh-Hans": translated },
  );
  expect(answers.yes).toBe("Yes");
  await translateNew();
  expect(answers.yes).toBe("Ja");
});

test("a book whose translation does not come stays English, the others as they are", async () => {
  await speak("de");
  const lost = book({ no: "No" }, { de: missing, es: missing, ja: missing, "zh-Hans": missing });
  await translateNew();
  expect([lost.no, hello.short]).toEqual(["No", "Na"]);
});
