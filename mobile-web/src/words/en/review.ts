// Words about what is looked through: plans and recorded files, in English.

export const plan = {
  odd: "Formatted, this plan would lack something. Here it is to the letter.",
  exact: "Exact text",
  drawn: "Formatted",
  file: "Kept in",
  label: "What should be different?",
  hint: "It goes on planning, and reads this. It stands in the run, and is not signed.",
  send: "Keep planning",
  approve: "Begin, and ask me about everything",
  goesOn: "From then on",
  asks: "The run is made stricter first, and for good: you are asked about its edits, too.",
};

export const artifact = {
  loading: "Loading",
  lost: "The connection broke before it was here.",
  again: "Try again",
  refused: (why: string) => `The machine did not give it: ${why}`,
  changed: "What came is not what was recorded, so it is not shown.",
  tooLong: "This is more than a phone shows. Look at it at the machine.",
  image: "Images are not shown here yet.",
  whole: "Whole, and exactly what was recorded",
  which: "Which changes",
  all: "All changes",
  onlyNew: "Only what is new",
  since: (time: string) =>
    `Since ${time}, when a diff was recorded before. Worked out on this phone.`,
  nothingNew: "Nothing that a diff shows",
  comment: "Comment on a line",
  commentOn: (where: string) => `Comment on ${where}`,
};
