// The plan that Claude Code keeps in its task list, put together from the calls that change it.

import type { RunEvent } from "../../runs/driver.ts";
import { fieldAt, fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";
import type { ToolResult } from "./heard.ts";

type Plan = Extract<RunEvent, { t: "plan" }>;
type Status = Plan["entries"][number]["status"];

interface Task {
  text: string;
  status: Status;
}

export class TaskList {
  readonly #tasks = new Map<string, Task>();

  /** Undefined if this call has not changed the plan. */
  after(tool: string, input: unknown, { told, failed }: ToolResult): Plan | undefined {
    if (failed) return undefined;
    switch (tool) {
      case "TodoWrite":
        this.#replace(listOf(input, "todos"));
        break;
      case "TaskCreate":
        this.#tasks.set(textOf(fieldOf(told, "task"), "id") ?? `${this.#tasks.size + 1}`, {
          text: textOf(input, "subject") ?? "",
          status: "pending",
        });
        break;
      case "TaskUpdate":
        this.#update(input);
        break;
      default:
        return undefined;
    }
    return { t: "plan", entries: [...this.#tasks.values()].map((task) => ({ ...task })) };
  }

  #replace(todos: readonly unknown[]): void {
    this.#tasks.clear();
    for (const [index, todo] of todos.entries()) {
      const text = textOf(todo, "content") ?? "";
      this.#tasks.set(`${index}`, { text, status: statusOf(todo) });
    }
  }

  #update(input: unknown): void {
    const id = textOf(input, "taskId") ?? "";
    const task = this.#tasks.get(id);
    if (task === undefined) return;
    task.text = textOf(input, "subject") ?? task.text;
    if (fieldAt(input, "status") === "deleted") this.#tasks.delete(id);
    else if (fieldAt(input, "status") !== undefined) task.status = statusOf(input);
  }
}

function statusOf(todo: unknown): Status {
  switch (textOf(todo, "status")) {
    case "completed":
      return "done";
    case "in_progress":
      return "active";
    default:
      return "pending";
  }
}
