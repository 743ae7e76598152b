// What an attempt may use up. What goes beyond ends the turn: the limits are far above what work needs, and
// stand for a program that has gone wild. Pure.

export interface Quotas {
  /** By how much its folder may grow. */
  readonly grownBytesMax: number;
  readonly grownFilesMax: number;
  /** Of one turn. */
  readonly turnMsMax: number;
  /** Without a word from its coding agent, nor anything that it asks for. */
  readonly silentMsMax: number;
  /** That its coding agent says and shows in one turn. */
  readonly saidBytesMax: number;
  /** That it asks somebody for, whether or not there is room to show it. */
  readonly asksPerMinuteMax: number;
}

export interface Use {
  readonly grownBytes: number;
  readonly grownFiles: number;
}

export interface Excess {
  readonly quota: "bytes" | "files" | "time" | "silence" | "output" | "approvals";
  readonly text: string;
  /** What somebody can do about it. */
  readonly next: string;
}

const mebi = 1_024 * 1_024;
const hour = 3_600_000;

export const usualQuotas: Quotas = {
  grownBytesMax: 2_048 * mebi,
  grownFilesMax: 100_000,
  turnMsMax: 6 * hour,
  // Twice as long as anybody can have for an answer, and longer than builds and tests say nothing.
  silentMsMax: 2 * hour,
  saidBytesMax: 32 * mebi,
  // Two seconds for each: whoever answers faster than that has not read what they allow.
  asksPerMinuteMax: 30,
};

const makeRoom = "remove from its folder what is too much, or open another run";

export function excessOf({ grownBytes, grownFiles }: Use, quotas: Quotas): Excess | undefined {
  if (grownBytes > quotas.grownBytesMax) {
    const grown = `${inMebi(grownBytes)}, and may grow by ${inMebi(quotas.grownBytesMax)}`;
    return { quota: "bytes", text: `its folder has grown by ${grown}`, next: makeRoom };
  }
  if (grownFiles > quotas.grownFilesMax) {
    const grown = `${grownFiles} files, and may grow by ${quotas.grownFilesMax}`;
    return { quota: "files", text: `its folder has grown by ${grown}`, next: makeRoom };
  }
  return undefined;
}

export function outOfTime({ turnMsMax }: Quotas): Excess {
  const text = `the turn has taken ${turnMsMax / hour} hours, which is as long as one may take`;
  return { quota: "time", text, next: "a further prompt goes on with the work" };
}

export function silentTooLong({ silentMsMax }: Quotas): Excess {
  const text = `its coding agent has said and asked for nothing in ${silentMsMax / hour} hours`;
  return { quota: "silence", text, next: "a further prompt asks it to go on" };
}

export function saidTooMuch({ saidBytesMax }: Quotas): Excess {
  const text = `it has said more than ${inMebi(saidBytesMax)} in one turn; what came after that is lost`;
  return { quota: "output", text, next: "a further prompt goes on with the work" };
}

export function askedTooMuch({ asksPerMinuteMax }: Quotas): Excess {
  const text = `it has asked for more than ${asksPerMinuteMax} approvals within a minute, more than anybody can judge`;
  return { quota: "approvals", text, next: "read what it wanted before you let it go on" };
}

function inMebi(bytes: number): string {
  return `${Math.round(bytes / mebi)} MiB`;
}
