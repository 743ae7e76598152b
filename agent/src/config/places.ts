// Where things lie, by the XDG rules: what the user sets in one place, what the agent keeps in another.
// Pure: environment in, paths out.

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Places {
  readonly configFile: string;
  /** Keys, store, socket and log; the user's alone. */
  readonly stateFolder: string;
}

export function placesFrom(environment: Environment, home: string): Places {
  const config = folder(environment["XDG_CONFIG_HOME"], `${home}/.config`);
  const state = folder(environment["XDG_STATE_HOME"], `${home}/.local/state`);
  return {
    configFile: folder(environment["LONGREIN_CONFIG"], `${config}/longrein/config.json`),
    stateFolder: folder(environment["LONGREIN_STATE_DIR"], `${state}/longrein`),
  };
}

/** A relative path is to be ignored, says XDG: it would mean another place from every folder. */
function folder(given: string | undefined, otherwise: string): string {
  return given?.startsWith("/") === true ? given.replace(/\/+$/, "") || "/" : otherwise;
}
