// A command as it will be started: each argument in a box of its own, so that none can pass for two; the
// folder; every change of the environment; the files whose content gives the command its meaning.

import type { CommandAction } from "@longrein/protocol";
import type { JSX } from "preact";
import { Quoting } from "../../parts/quoting.tsx";
import { words } from "../../words/words.ts";
import { Exact, Part } from "./part.tsx";

const say = words.approval;

export function CommandView({ action }: { readonly action: CommandAction }): JSX.Element {
  const { argv, shell, cwd, environment, operands } = action;
  return (
    <>
      {argv !== undefined && <Arguments argv={argv} />}
      {shell !== undefined && (
        <Part label={<Quoting say={say.shell} texts={[shell.program]} strictness="exact" />}>
          <div data-testid="shell-script">
            <Exact text={shell.script} />
          </div>
        </Part>
      )}
      <Part label={say.folder}>
        <Exact text={cwd} />
      </Part>
      {environment.length > 0 && (
        <Part label={say.environment}>
          {environment.map(({ name, value }, index) => (
            <div key={index}>
              <Exact text={name} />
              {value === undefined ? (
                <span class="argument-empty"> {say.environmentRemoved}</span>
              ) : (
                <>
                  =<Exact text={value} />
                </>
              )}
            </div>
          ))}
        </Part>
      )}
      {operands.length > 0 && (
        <Part label={say.operands}>
          {operands.map(({ path }, index) => (
            <div key={index}>
              <Exact text={path} />
            </div>
          ))}
        </Part>
      )}
    </>
  );
}

function Arguments({ argv }: { readonly argv: readonly string[] }): JSX.Element {
  return (
    <Part label={say.argv}>
      <ol class="arguments" data-testid="argv">
        {argv.map((argument, index) => (
          <li key={index} class="argument">
            {argument === "" ? (
              <span class="argument-empty">{say.emptyArgument}</span>
            ) : (
              <Exact text={argument} />
            )}
          </li>
        ))}
      </ol>
    </Part>
  );
}
