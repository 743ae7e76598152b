// The words about the app on the home screen, in English.

export const english = {
  title: "On the home screen",
  why: "There it opens like any other app, and can tell you when something waits.",
  standing: {
    installed: "This is the app on the home screen.",
    "put-there": "It is on its way there. From now on open it from the home screen.",
    offered: "Your browser can put it there.",
    "by-share-sheet":
      "In the browser press Share, the square with an arrow that points up, then Add to Home Screen. ",
    "by-menu": "In the browser’s menu choose Install app, or Add to Home screen.",
  },
  iosForgets:
    "In a tab, iOS deletes all that this page keeps, its keys too, after seven days without use. What the app on the home screen keeps, it leaves alone.",
  iosAnew:
    "The app there begins with nothing: pair your machine in it once more, then forget the machine here.",
  install: "Install",
  read: "I have read it",
};

export type InstallingWords = typeof english;
