// The plan out of the calls that change it.

import { expect, it } from "vitest";
import { TaskList } from "./task-list.ts";

const result = (told: unknown, failed = false) => ({ call: "c", text: "", failed, told });

it("follows tasks as they are made, renamed, done and deleted", () => {
  const list = new TaskList();
  list.after("TaskCreate", { subject: "look" }, result({ task: { id: "1" } }));
  list.after("TaskCreate", { subject: "mend" }, result({ task: { id: "2" } }));
  list.after("TaskUpdate", { taskId: "1", status: "completed" }, result({}));
  const started = { taskId: "2", status: "in_progress", subject: "repair" };
  expect(list.after("TaskUpdate", started, result({}))?.entries).toEqual([
    { text: "look", status: "done" },
    { text: "repair", status: "active" },
  ]);
  const gone = list.after("TaskUpdate", { taskId: "1", status: "deleted" }, result({}));
  expect(gone?.entries).toEqual([{ text: "repair", status: "active" }]);
});

it("takes a list as a whole, as older versions write it", () => {
  const todos = [{ content: "look", status: "in_progress" }, { content: "mend" }];
  expect(new TaskList().after("TodoWrite", { todos }, result({}))?.entries).toEqual([
    { text: "look", status: "active" },
    { text: "mend", status: "pending" },
  ]);
});

it("does not change for other tools, nor for calls that failed", () => {
  const list = new TaskList();
  expect(list.after("Bash", { subject: "x" }, result({}))).toBeUndefined();
  expect(list.after("TaskCreate", { subject: "x" }, result({}, true))).toBeUndefined();
});
