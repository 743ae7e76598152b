// The budgets of package.json, in bytes after gzip, and what is said about a size.

export const budgetNames = [
  "relay worker",
  "phone first load: scripts",
  "phone first visit: scripts",
  "phone until linked: scripts",
  "phone first load: styles",
  "phone first load: page",
  "phone app",
  "phone typed code",
  "phone pairing",
  "phone notifications",
  "phone installing",
  "phone audit log",
  "phone recorded files",
  "phone comparison of changes",
  "phone comments on changes",
  "phone past sessions",
] as const;

export type BudgetName = (typeof budgetNames)[number];
export type Budgets = Readonly<Record<BudgetName, number>>;

export interface Size {
  readonly name: BudgetName;
  readonly bytes: number;
}

export interface Verdict {
  readonly fits: boolean;
  readonly line: string;
}

export function readBudgets(manifest: unknown): Budgets {
  const given =
    typeof manifest === "object" && manifest !== null && "budgets" in manifest
      ? new Map<string, unknown>(Object.entries(manifest.budgets ?? {}))
      : new Map<string, unknown>();
  const budget = (name: BudgetName): number => {
    const bytes = given.get(name);
    if (typeof bytes === "number" && bytes > 0) return bytes;
    throw new Error(`package.json: expected a number of bytes at budgets["${name}"]`);
  };
  return {
    "relay worker": budget("relay worker"),
    "phone first load: scripts": budget("phone first load: scripts"),
    "phone first visit: scripts": budget("phone first visit: scripts"),
    "phone until linked: scripts": budget("phone until linked: scripts"),
    "phone first load: styles": budget("phone first load: styles"),
    "phone first load: page": budget("phone first load: page"),
    "phone app": budget("phone app"),
    "phone typed code": budget("phone typed code"),
    "phone pairing": budget("phone pairing"),
    "phone notifications": budget("phone notifications"),
    "phone installing": budget("phone installing"),
    "phone audit log": budget("phone audit log"),
    "phone recorded files": budget("phone recorded files"),
    "phone comparison of changes": budget("phone comparison of changes"),
    "phone comments on changes": budget("phone comments on changes"),
    "phone past sessions": budget("phone past sessions"),
  };
}

export function judge({ name, bytes }: Size, budgets: Budgets): Verdict {
  const fits = bytes <= budgets[name];
  const sizes = `${kib(bytes)} of ${kib(budgets[name])} KiB`;
  const over = fits ? "" : `, ${bytes - budgets[name]} bytes too many`;
  return { fits, line: `${name.padEnd(27)} ${sizes.padStart(18)}${over}` };
}

const kib = (bytes: number): string => (bytes / 1_024).toFixed(1);
