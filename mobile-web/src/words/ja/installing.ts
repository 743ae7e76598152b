// Japanese: the app on the home screen.

import type { InstallingWords } from "../en/installing.ts";

export const japanese: InstallingWords = {
  title: "ホーム画面に置く",
  why: "ほかのアプリと同じように開けて、待っているものがあるときに知らせることができます。",
  standing: {
    installed: "これはホーム画面のアプリです。",
    "put-there": "ホーム画面に追加しています。これからはそこから開いてください。",
    offered: "ブラウザがホーム画面に追加できます。",
    "by-share-sheet":
      "ブラウザで「共有」（上向き矢印のある四角）を押し、「ホーム画面に追加」を選んでください。",
    "by-menu":
      "ブラウザのメニューで「アプリをインストール」または「ホーム画面に追加」を選んでください。",
  },
  iosForgets:
    "タブで使う場合、七日間使わないと、このページが保存したものは鍵も含めて iOS がすべて削除します。ホーム画面のアプリが保存したものは削除されません。",
  iosAnew:
    "ホーム画面のアプリには何も引き継がれません。そこでもう一度マシンとペアリングし、そのあとここのマシンを削除してください。",
  install: "インストール",
  read: "読みました",
};
