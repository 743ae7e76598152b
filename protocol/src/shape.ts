// Shapes: one description of a message from which come both its TypeScript type and its strict parser.
// A shape takes what JSON gave and returns an exact value or throws MESSAGE naming the field; it never
// coerces. Unknown fields are dropped, which is what lets a newer peer add some.

import { fromBase64url, toBase64url } from "./base64url.ts";
import { ProtocolFailure } from "./failure.ts";
import { utf8 } from "./text.ts";

export interface Shape<T> {
  parse(value: unknown, path: string): T;
  /** The inverse: what JSON.stringify shall see. */
  plain(value: T): unknown;
}

export type ShapeOf<S> = S extends Shape<infer T> ? T : never;

interface Optional<T> {
  readonly optional: Shape<T>;
}

type Fields = Readonly<Record<string, Shape<unknown> | Optional<unknown>>>;

type OptionalKeys<F extends Fields> = {
  [K in keyof F]: F[K] extends Optional<unknown> ? K : never;
}[keyof F];

type Flat<T> = { readonly [K in keyof T]: T[K] };

export type ObjectOf<F extends Fields> = Flat<
  {
    [K in Exclude<keyof F, OptionalKeys<F>>]: F[K] extends Shape<infer T> ? T : never;
  } & {
    [K in OptionalKeys<F>]?: F[K] extends Optional<infer T> ? T : never;
  }
>;

export function optional<T>(shape: Shape<T>): Optional<T> {
  return { optional: shape };
}

/** Text of at most so many UTF-8 bytes, well-formed, and of this form if one is given. */
export function text(bytesMax: number, form?: RegExp): Shape<string> {
  return {
    parse(value, path) {
      if (typeof value !== "string" || !value.isWellFormed()) throw expected("text", path);
      // Three bytes for each unit at most, so that what is short need not be encoded to be measured.
      if (value.length * 3 > bytesMax && utf8(value).length > bytesMax) {
        throw expected(`at most ${bytesMax} bytes`, path);
      }
      if (form?.test(value) === false) throw expected("another form", path);
      return value;
    },
    plain: (value) => value,
  };
}

/** Bytes, in JSON as canonical base64url. */
export function bytes(length: number | { readonly max: number }): Shape<Uint8Array> {
  return {
    parse(value, path) {
      const decoded = typeof value === "string" ? fromBase64url(value) : undefined;
      const fits =
        decoded !== undefined &&
        (typeof length === "number" ? decoded.length === length : decoded.length <= length.max);
      if (!fits) throw expected("base64url of the right length", path);
      return decoded;
    },
    plain: toBase64url,
  };
}

export function integer(min: number, max: number = Number.MAX_SAFE_INTEGER): Shape<number> {
  return {
    parse(value, path) {
      if (typeof value !== "number" || !Number.isSafeInteger(value) || value < min || value > max) {
        throw expected(`an integer from ${min} to ${max}`, path);
      }
      return value;
    },
    plain: (value) => value,
  };
}

export const flag: Shape<boolean> = {
  parse(value, path) {
    if (typeof value !== "boolean") throw expected("true or false", path);
    return value;
  },
  plain: (value) => value,
};

export function oneOf<const T extends readonly string[]>(...choices: T): Shape<T[number]> {
  return {
    parse(value, path) {
      const found = choices.find((choice) => choice === value);
      if (found === undefined) throw expected(`one of ${choices.join(", ")}`, path);
      return found;
    },
    plain: (value) => value,
  };
}

export function list<T>(of: Shape<T>, countMax: number): Shape<readonly T[]> {
  return {
    parse(value, path) {
      if (!Array.isArray(value) || value.length > countMax) {
        throw expected(`a list of at most ${countMax}`, path);
      }
      return value.map((item, index) => of.parse(item, `${path}[${index}]`));
    },
    plain: (value) => value.map((item) => of.plain(item)),
  };
}

export function object<const F extends Fields>(fields: F): Shape<ObjectOf<F>> {
  const names = Object.keys(fields);
  return {
    parse(value, path) {
      if (!isRecord(value)) throw expected("an object", path);
      const found: Record<string, unknown> = {};
      for (const name of names) {
        const parsed = parseField(fields[name], value[name], `${path}.${name}`);
        if (parsed !== undefined) found[name] = parsed;
      }
      return found as ObjectOf<F>;
    },
    plain(value) {
      const given: Record<string, unknown> = value;
      const plain: Record<string, unknown> = {};
      for (const name of names) {
        const field = fields[name];
        if (field === undefined || given[name] === undefined) continue;
        plain[name] = ("optional" in field ? field.optional : field).plain(given[name]);
      }
      return plain;
    },
  };
}

/** A tagged union: `t` names the variant. */
export function union<const V extends Readonly<Record<string, Fields>>>(
  variants: V,
): Shape<{ [K in keyof V]: Flat<{ readonly t: K } & ObjectOf<V[K]>> }[keyof V]> {
  const shapes = new Map(Object.entries(variants).map(([t, fields]) => [t, object(fields)]));
  type Variant = { [K in keyof V]: Flat<{ readonly t: K } & ObjectOf<V[K]>> }[keyof V];
  return {
    parse(value, path) {
      const t = isRecord(value) ? value["t"] : undefined;
      const shape = typeof t === "string" ? shapes.get(t) : undefined;
      if (shape === undefined) throw new ProtocolFailure("UNSUPPORTED", `unknown kind at ${path}`);
      return { t, ...(shape.parse(value, path) as object) } as Variant;
    },
    plain(value) {
      const { t } = value as { readonly t: string };
      const shape = shapes.get(t);
      if (shape === undefined) throw new ProtocolFailure("UNSUPPORTED", `unknown kind ${t}`);
      return { t, ...(shape.plain(value as never) as object) };
    },
  };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseField(
  field: Shape<unknown> | Optional<unknown> | undefined,
  value: unknown,
  path: string,
): unknown {
  if (field === undefined) return undefined;
  if (!("optional" in field)) return field.parse(value, path);
  return value === undefined ? undefined : field.optional.parse(value, path);
}

function expected(what: string, path: string): ProtocolFailure {
  return new ProtocolFailure("MESSAGE", `expected ${what} at ${path}`);
}
