// Japanese: notifications.

import type { NotificationWords } from "../en/notifications.ts";

export const japanese: NotificationWords = {
  title: "通知",
  turn: "アプリを閉じている間も知らせる",
  standing: {
    off: "オフ。アプリを閉じている間、マシンからこの電話には何も届きません。",
    on: "オン。マシンが自分で、このブラウザーだけが開けるように封をして送ります。ロック画面には、どのマシンで何かが待っているかだけが出て、内容は決して出ません。期限の 5 分前にまだ待っているものは、もう一度知らせます。",
    denied:
      "ブラウザーがこのアプリの通知を許可していません。このページの設定で許可してから戻ってください。",
    unsupported: "このブラウザーでは通知を使えません。",
    "home-screen":
      "この端末ではホーム画面のアプリでだけ使えます。共有から「ホーム画面に追加」を選び、そこから開いてください。",
    failed:
      "ブラウザーのプッシュサービスに接続できませんでした。少し待ってからもう一度お試しください。",
  },
  kinds: {
    approvals: "承認待ち",
    questions: "エージェントからの質問",
    endings: "実行の完了と失敗",
  },
  mention: {
    why: "アプリを閉じていても、待っているものを知らせます。ロック画面にはマシンで何かが待っていることだけが出て、内容は出ません。",
    turnOn: "オンにする",
    later: "今はしない",
  },
  tryNow: "今すぐ一つ送る",
  tried: {
    taken: "送信しました",
    gone: "プッシュサービスがこの電話を認識しなくなりました。一度オフにしてからオンにしてください",
    refused: "プッシュサービスが受け付けません",
    unreachable: "マシンからプッシュサービスに届きません",
    away: "今は接続していません",
    busy: "次まで 10 秒お待ちください",
    off: "このブラウザーのプッシュサービスには送りません",
    "too-old": "バージョンが古いため使えません。マシンの Longrein を更新してください",
  },
  notices: {
    approval: (machine) => `${machine} が承認を求めています`,
    approvals: (machine, count) => `${machine} が ${count} 件の承認を求めています`,
    question: (machine) => `${machine} から質問があります`,
    questions: (machine, count) => `${machine} から ${count} 件の質問があります`,
    done: (machine) => `${machine} の実行が完了しました`,
    failed: (machine) => `${machine} の実行が失敗しました`,
    ended: (machine, count) => `${machine} の ${count} 件の実行が終わりました`,
    over: (machine) => `回答済み、または終了：${machine}`,
    test: (machine) => `${machine} からこの電話に届きます`,
    lost: "マシンから再び知らせが届くように、Longrein を一度開いてください",
  },
};
