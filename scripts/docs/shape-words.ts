// What a shape of protocol/src says, in words: `text(64)` becomes "text, at most 64 bytes". Reads the expression as it
// stands in the source, so that the document can be made of the very lines that parse.

import type { ESTree } from "vite";
import * as limits from "../../protocol/src/limits.ts";
import { readSource } from "../source.ts";

export interface Field {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  /** The comment before it. */
  readonly about: string;
}

const numbers = new Map<string, unknown>(Object.entries(limits));

/** The shapes and lists of words that files of protocol/src give names to. */
export class ShapeWords {
  readonly #named = new Map<string, ESTree.Expression>();
  readonly #texts = new Map<ESTree.Expression, string>();

  constructor(sources: ReadonlyMap<string, string>) {
    for (const [path, text] of sources) {
      for (const statement of readSource(path, text).program.body) this.#learn(statement, text);
    }
  }

  /** The fields of each variant of a union: its name, and them. */
  union(name: string): readonly (readonly [string, string, readonly Field[]])[] {
    const call = this.#named.get(name);
    if (call?.type !== "CallExpression") throw new Error(`expected ${name} to be a union`);
    const source = this.#texts.get(call) ?? "";
    return propertiesOf(call.arguments[0]).map(({ key, value, start }) => [
      key,
      commentBefore(source, start),
      this.fields(value, source),
    ]);
  }

  fields(of: ESTree.Expression, source: string): readonly Field[] {
    if (of.type === "Identifier") {
      const named = this.#known(of.name);
      return this.fields(named, this.#texts.get(named) ?? "");
    }
    if (of.type !== "ObjectExpression") throw new Error("expected fields");
    return of.properties.flatMap((property) => {
      if (property.type === "SpreadElement") return this.fields(property.argument, source);
      const { key, value } = propertyOf(property);
      const inner = callOf(value);
      const isOptional = inner?.name === "optional";
      const type = this.#words(isOptional ? inner.first : value, source);
      return [
        { name: key, type, optional: isOptional, about: commentBefore(source, property.start) },
      ];
    });
  }

  #learn(statement: ESTree.Statement, text: string): void {
    const declared =
      statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declared?.type !== "VariableDeclaration") return;
    for (const { id, init } of declared.declarations) {
      if (id.type !== "Identifier" || init === null || init === undefined) continue;
      const bare = init.type === "TSAsExpression" ? init.expression : init;
      this.#named.set(id.name, bare);
      this.#texts.set(bare, text);
    }
  }

  #known(name: string): ESTree.Expression {
    const found = this.#named.get(name);
    if (found === undefined) throw new Error(`nobody says what ${name} is`);
    return found;
  }

  #words(shape: ESTree.Expression, source: string): string {
    const call = callOf(shape);
    if (call === undefined) return this.#wordsOfName(shape);
    const { name, first, second } = call;
    switch (name) {
      case "text":
        return `text, at most ${this.#number(first)} bytes${second === undefined ? "" : `, \`${source.slice(second.start, second.end)}\``}`;
      case "bytes":
        return first.type === "ObjectExpression"
          ? `bytes, at most ${this.#number(propertyOf(first.properties[0]).value)}`
          : `${this.#number(first)} bytes`;
      case "integer":
        return `integer from ${this.#number(first)}${second === undefined ? "" : ` to ${this.#number(second)}`}`;
      case "oneOf":
        return call.all.map((choice) => this.#choices(choice)).join(", ");
      case "list":
        return `list of at most ${second === undefined ? "" : this.#number(second)}: ${this.#words(first, source)}`;
      case "object": {
        const each = this.fields(first, source).map(
          ({ name: field, type, optional }) => `${field}${optional ? "?" : ""}: ${type}`,
        );
        return `{ ${each.join("; ")} }`;
      }
      default:
        throw new Error(`no words for the shape ${name}`);
    }
  }

  #wordsOfName(shape: ESTree.Expression): string {
    if (shape.type !== "Identifier") throw new Error(`no words for ${shape.type}`);
    if (shape.name === "flag") return "true or false";
    const named = this.#known(shape.name);
    return this.#words(named, this.#texts.get(named) ?? "");
  }

  #choices(choice: ESTree.Node): string {
    if (choice.type === "Literal") return `\`${String(choice.value)}\``;
    if (choice.type !== "SpreadElement" || choice.argument.type !== "Identifier") {
      throw new Error("expected words to choose from");
    }
    const all = this.#known(choice.argument.name);
    if (all.type !== "ArrayExpression") throw new Error("expected a list of words");
    return all.elements.map((one) => (one === null ? "" : this.#choices(one))).join(", ");
  }

  #number(of: ESTree.Expression): string {
    if (of.type === "Literal" && typeof of.value === "number") return of.value.toLocaleString("en");
    if (of.type === "UnaryExpression") return `−${this.#number(of.argument)}`;
    if (of.type === "Identifier") return this.#limit(numbers.get(of.name), of.name);
    if (of.type === "MemberExpression" && of.property.type === "Identifier") {
      const { limitsOfEvents } = limits;
      const found = Object.entries(limitsOfEvents).find(([name]) => name === nameOf(of.property));
      return this.#limit(found?.[1], nameOf(of.property));
    }
    throw new Error(`no number in ${of.type}`);
  }

  #limit(value: unknown, name: string): string {
    if (typeof value !== "number") throw new Error(`${name} is no limit`);
    return value.toLocaleString("en");
  }
}

function nameOf(node: ESTree.Node): string {
  return node.type === "Identifier" ? node.name : "";
}

interface Property {
  readonly key: string;
  readonly value: ESTree.Expression;
  readonly start: number;
}

function propertiesOf(node: ESTree.Node | undefined): readonly Property[] {
  if (node?.type !== "ObjectExpression") throw new Error("expected variants");
  return node.properties.map((property) => propertyOf(property));
}

function propertyOf(property: ESTree.Node | undefined): Property {
  if (property?.type !== "Property" || !isExpression(property.value)) {
    throw new Error("expected a property");
  }
  const { key, value, start } = property;
  const name = key.type === "Literal" ? String(key.value) : nameOf(key);
  return { key: name, value, start };
}

function isExpression(node: ESTree.Node): node is ESTree.Expression {
  return !["AssignmentPattern", "ArrayPattern", "ObjectPattern"].includes(node.type);
}

function callOf(node: ESTree.Expression) {
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return undefined;
  const all = node.arguments;
  const [first, second] = all.filter((one) => one.type !== "SpreadElement");
  return { name: node.callee.name, all, first: first ?? node.callee, second };
}

/** What stands right before a place, if that is a comment for readers. */
function commentBefore(source: string, at: number): string {
  const comment = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*$/.exec(source.slice(0, at))?.[1] ?? "";
  return comment.replaceAll(/\s*\n\s*\*?\s*/g, " ").trim();
}
