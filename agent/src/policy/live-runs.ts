// How many runs may be at work at once, in all and for one phone, so that none takes the place of all others.
// Pure.

/** Conversations that are open at once: each may be a process of its own. */
export const liveRunsMax = 32;
/** That work on prompts of one phone. */
export const liveRunsPerDeviceMax = 8;

/**
 * `atWork` holds, for each run under way, the device whose prompt it works on; undefined stands for the
 * machine itself, which has no bound but the one of all.
 */
export function mayBeginRun(
  atWork: readonly (string | undefined)[],
  device: string | undefined,
): boolean {
  if (device === undefined) return true;
  return atWork.filter((each) => each === device).length < liveRunsPerDeviceMax;
}
