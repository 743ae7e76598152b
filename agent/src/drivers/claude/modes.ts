// The modes that are offered. The others differ in what is asked, and here all is asked in each.

export const modes = [
  { name: "default", title: "Work" },
  { name: "plan", title: "Plan first" },
] as const;
