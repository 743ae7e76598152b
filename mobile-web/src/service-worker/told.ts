// What a machine has told this phone while the app was closed, as a notification: in the words that the app has left
// here, and always one that is seen, since browsers drop whoever stays silent. Pure.

export interface Shown {
  readonly title: string;
  readonly tag: string;
  /** Nothing that anybody needs to hear. */
  readonly silent: boolean;
  readonly data: ShownData;
  /** Notifications under these tags are over. */
  readonly over: readonly string[];
}

export interface ShownData {
  /** Where a tap leads, in the app. */
  readonly to: string;
  /** How much of it waits for an answer. */
  readonly waits: number;
}

/** As the app wrote them down; "{machine}" and "{count}" are filled in. */
export interface Words {
  readonly texts: Readonly<Record<string, string>>;
  /** What machines are called on this phone, by their keys. */
  readonly machines: Readonly<Record<string, string>>;
}

/** Where the app has left nothing, or another version of it. */
const withoutWords = "{machine}: Longrein";
/** As addresses in the app name a machine. */
const keyLength = 8;

export function shown(text: string, words: Words): Shown {
  const told = fieldsOf(text);
  const kind = textOf(told.get("kind"));
  const machine = textOf(told.get("machine"));
  const name = words.machines[machine] ?? textOf(told.get("name"));
  const [id, run] = [textOf(told.get("id")), textOf(told.get("run"))];
  const said = told.get("count");
  const count = typeof said === "number" ? said : 1;
  const template = words.texts[count > 1 ? `${kind}s` : kind] ?? withoutWords;
  const ids = told.get("ids");
  const over = (Array.isArray(ids) ? ids : []).map((each) => `${machine}/${textOf(each)}`);
  const isWaiting = kind === "approval" || kind === "question";
  const place = machine === "" ? "" : `m/${machine.slice(0, keyLength)}/`;
  return {
    title: template.replace("{machine}", () => name).replace("{count}", () => String(count)),
    tag: over.at(-1) ?? `${machine}/${id}`,
    silent: kind === "over",
    data: {
      to: `#/${place}${run !== "" && count === 1 ? `run/${run}` : ""}`,
      waits: isWaiting ? count : 0,
    },
    over,
  };
}

/** Of what the app has written: anything else is no words. */
export function readWords(value: unknown): Words {
  const fields = mapOf(value);
  return { texts: textsOf(fields.get("texts")), machines: textsOf(fields.get("machines")) };
}

/** Of a notification of ours; of any other, the first page. */
export function readData(value: unknown): ShownData {
  const fields = mapOf(value);
  const waits = fields.get("waits");
  return { to: textOf(fields.get("to")) || "#/", waits: typeof waits === "number" ? waits : 0 };
}

function fieldsOf(text: string): ReadonlyMap<string, unknown> {
  try {
    return mapOf(JSON.parse(text));
  } catch {
    return new Map();
  }
}

function mapOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
}

function textsOf(value: unknown): Record<string, string> {
  return Object.fromEntries([...mapOf(value)].map(([key, text]) => [key, textOf(text)]));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
