// A form that a coding agent wants to have filled in, turned into a question; and the answer, into the form.

import type { QuestionAnswer } from "@longrein/protocol";
import type { QuestionParts } from "./driver.ts";
import { fieldOf, listOf, textOf } from "./loose-fields.ts";

interface Field {
  readonly name: string;
  readonly schema: unknown;
  /** Another field for words of one's own, beside a choice. */
  readonly words: string | undefined;
  /** What is filled in for each choice. */
  readonly values: readonly (string | boolean)[];
  readonly part: QuestionParts[number];
}

export interface Form {
  readonly parts: QuestionParts;
  fill(answer: QuestionAnswer): Readonly<Record<string, unknown>>;
  /** All is filled in that has to be. */
  isComplete(filled: Readonly<Record<string, unknown>>): boolean;
}

const wordsSuffix = "_custom";

/** Undefined for what is no form, as a page in a browser, or not one that can be filled in by choices and words. */
export function readForm(params: unknown): Form | undefined {
  if ((textOf(params, "mode") ?? "form") !== "form") return undefined;
  const properties = fieldOf(fieldOf(params, "requestedSchema"), "properties");
  if (typeof properties !== "object" || properties === null) return undefined;
  const entries = Object.entries(properties);
  const names = new Set(entries.map(([name]) => name));
  const own = entries.filter(([name]) => !names.has(withoutSuffix(name)));
  const message = textOf(params, "message") ?? "";
  const fields = own.map(([name, schema]): Field => {
    const words = names.has(name + wordsSuffix) ? name + wordsSuffix : undefined;
    return fieldFrom(name, schema, words, own.length === 1 ? message : undefined);
  });
  if (fields.length === 0 || !fields.every(isSimple)) return undefined;
  const required = listOf(fieldOf(params, "requestedSchema"), "required");
  return {
    parts: fields.map(({ part }) => part),
    fill: (answer) => filled(fields, answer),
    isComplete: (content) =>
      required.every((name) => typeof name === "string" && Object.hasOwn(content, name)) &&
      Object.values(content).every((value) => !Number.isNaN(value)),
  };
}

function isSimple({ schema, values }: Field): boolean {
  const type = textOf(schema, "type") ?? "string";
  if (type === "array") return values.length > 0;
  return ["string", "boolean", "number", "integer"].includes(type);
}

/** Of no other name if it does not end so. */
function withoutSuffix(name: string): string {
  return name.endsWith(wordsSuffix) ? name.slice(0, -wordsSuffix.length) : "";
}

function fieldFrom(
  name: string,
  schema: unknown,
  words: string | undefined,
  message: string | undefined,
): Field {
  const many = textOf(schema, "type") === "array";
  const choices = choicesOf(many ? fieldOf(schema, "items") : schema);
  const title = textOf(schema, "title") ?? name;
  const part = {
    text: message ?? textOf(schema, "description") ?? title,
    choices: choices.map(({ label, says }) => ({ label, ...(says !== undefined && { says }) })),
    many,
    free: choices.length === 0 || words !== undefined,
    secret: textOf(schema, "format") === "password",
  };
  return { name, schema, words, values: choices.map(({ value }) => value), part };
}

interface Choice {
  readonly value: string | boolean;
  readonly label: string;
  readonly says?: string;
}

function choicesOf(schema: unknown): Choice[] {
  if (textOf(schema, "type") === "boolean") {
    return [
      { value: true, label: "Yes" },
      { value: false, label: "No" },
    ];
  }
  const named = [...listOf(schema, "oneOf"), ...listOf(schema, "anyOf")].flatMap((one) => {
    const value = textOf(one, "const");
    const says = textOf(one, "description");
    if (value === undefined) return [];
    return [{ value, label: textOf(one, "title") ?? value, ...(says !== undefined && { says }) }];
  });
  const plain = listOf(schema, "enum").filter((value) => typeof value === "string");
  return [...named, ...plain.map((value) => ({ value, label: value }))];
}

function filled(
  fields: readonly Field[],
  answer: QuestionAnswer,
): Readonly<Record<string, unknown>> {
  const entries = fields.flatMap(({ name, schema, words, values, part }, number) => {
    const given = answer.parts[number];
    const chosen = (given?.choices ?? []).flatMap((choice) => values[choice] ?? []);
    const text = given?.text ?? "";
    const value = part.many ? chosen : chosen[0];
    const hasChosen = chosen.length > 0;
    const said: (readonly [string, unknown])[] = hasChosen ? [[name, value]] : [];
    if (text !== "") said.push([words ?? name, words === undefined ? typed(schema, text) : text]);
    return said;
  });
  return Object.fromEntries(entries);
}

function typed(schema: unknown, text: string): string | number {
  const type = textOf(schema, "type");
  return type === "number" || type === "integer" ? Number(text) : text;
}
