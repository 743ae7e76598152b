// Something that whoever is asked should know of an action, and how much it weighs.

export type RiskLevel = "low" | "medium" | "high";

/** What whoever is asked is told of an action. */
export interface Risk {
  readonly level: RiskLevel;
  readonly reasons: readonly string[];
}

export interface Remark {
  readonly level: RiskLevel;
  /** In plain words, as the end of a sentence that begins with "it". */
  readonly reason: string;
}
