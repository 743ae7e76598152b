// The words of the pages beyond the first, in Japanese.

import { counting } from "../counting.ts";
import type { ScreenWords } from "../en/screens.ts";

const many = counting("ja");

export const japanese: ScreenWords = {
  run: {
    notFound: "このマシンにこのタスクはありません。",
    empty: "まだ何も起きていません。",
    loading: "読み込み中",
    transcript: "記録",
    thought: "思考",
    thinking: "思考中",
    earlierPart: "前の部分を表示",
    you: "あなた",
    agent: "エージェント",
    plan: "計画",
    planProgress: (done, all) => `${done} / ${all}`,
    planStatus: { pending: "未着手", active: "進行中", done: "完了" },
    latest: "最新へ",
    stop: (driver) => `${driver} を停止`,
    stopShort: "停止",
    stopFate: {
      queued: "停止は接続を待っています",
      sent: "停止を送信しました",
      accepted: "停止を受け付けました",
      running: "停止中",
      done: "停止しました",
      failed: "停止できませんでした",
      indeterminate: "停止したかどうか不明です",
    },
    tools: {
      command: "コマンド",
      edit: "編集",
      read: "読み取り",
      search: "検索",
      fetch: "取得",
      other: "ツール",
    },
    toolStatus: {
      completed: "完了",
      failed: "失敗",
      declined: "拒否",
      void: "未実行",
    },
    show: (count) => many(count, { other: "# 行を表示" }),
    showMore: (count) => many(count, { other: "さらに # 行を表示" }),
    missed: (count) => many(count, { other: "新着 # 件" }),
    hide: "隠す",
    cutHere: "この出力の冒頭はスマホには保存されていません。",
    cutThere: "この出力はマシン側で省略されました。",
    notice: { info: "メモ", warning: "警告", error: "エラー" },
  },

  composer: {
    label: (driver) => `${driver} へのメッセージ`,
    send: "送信",
    tooLong: "長すぎて送信できません。短くしてください。",
    fate: {
      queued: "待機中：接続後に送信します",
      sent: "送信済み",
      accepted: "受付済み",
      running: "対応中",
      done: "完了",
      failed: "受け付けられませんでした",
      indeterminate: "受け付けられたかどうか、マシンにもわかりません",
    },
    viewer: "このスマホは閲覧のみで、指示はできません。",
    update: "アプリを再読み込みしてください。このバージョンは閲覧のみで、指示はできません。",
  },

  newRun: {
    title: "新しいタスク",
    machine: "マシン",
    workspace: "ワークスペース",
    driver: "エージェント",
    prompt: "何をしますか？",
    start: "開始",
    pick: "マシンと同じく、許可されたフォルダと、利用できるコーディングエージェントを指定します。",
  },

  device: {
    machine: "ペアリング先",
    role: "権限",
    roles: {
      viewer: "閲覧",
      operator: "閲覧、指示、承認",
      owner: "閲覧、指示、承認、スマホの管理",
      approver: "閲覧、承認、拒否",
      denier: "閲覧、指示、拒否",
    },
    unknownRole: "接続するとわかります",
    unpair: "このマシンを忘れる",
    unpairWhy:
      "このスマホから鍵を削除します。アクセスを確実に止めるには、マシンでも取り消してください。",
    unpairSure: "今すぐ忘れる",
    label: "このスマホでの名前",
    labelWhy: "このスマホだけに表示されます。空欄にするとマシン自身の名前に戻ります。",
    log: "監査ログ",
    keep: "残す",
  },

  machines: {
    pairAnother: "別のマシンをペアリング",
    neverHeard: "まだ応答なし",
  },

  devices: {
    title: "スマホ",
    asking: "マシンに問い合わせ中",
    notShown: (why) => `スマホを表示できません：${why}`,
    thisPhone: "このスマホ",
    namesake: "同じ名前のスマホがほかにもあります",
    here: "接続中",
    seen: (when) => `最終接続 ${when}`,
    neverSeen: "ペアリング以降の接続なし",
    roles: { viewer: "閲覧者", operator: "操作者", owner: "所有者" },
    words: "鍵を表す言葉",
    wordsWhy: "マシンでも同じ言葉が表示されます。",
    paired: "ペアリング日時",
    name: "名前",
    rename: "名前を変更",
    role: "役割",
    asked: "変更を依頼済み",
    approves: "承認できる",
    ownersAtMachine: "スマホを所有者にする操作は、再度の場合も含めてマシンでのみ行えます。",
    own: "このスマホの役割は、別の所有者のスマホまたはマシンで変更します。",
    onlyOwners: "スマホを変更できるのは所有者のスマホだけです。",
    revoke: "アクセスを取り消す",
    revokeWhy: "アクセス権をただちに永久に失います。再び使うには、もう一度ペアリングが必要です。",
    holdToRevoke: "長押しで取り消す",
    sure: "間違いありません",
    underWay: "マシンへ送信中",
    failed: (why) => `実行されませんでした：${why}`,
    close: "閉じる",
  },

  sessions: {
    title: "マシンでのセッション",
    mark: "マシンから",
    none: "このワークスペースの記録はありません。",
    keepsNone: "このエージェントには、スマホから続けられるセッションがありません。",
    noWorkspace: "共有されたフォルダがまだありません。マシンで次を入力してください",
    notShown: (why) => `表示できません：${why}`,
    open: "マシンで開いています",
    closed: "過去",
    earlier: "これより前にも続きがあります。",
    ways: {
      run: "タスクを開く",
      join: "参加する",
      goOn: "続ける",
      copy: "コピーで続ける",
    },
    why: {
      run: "すでにこのスマホのタスクです。",
      join: "マシンで開いています。ここでの発言はマシンにも表示され、設定はマシン側のままです。",
      goOn: "確認できる限り、開かれていません。ここでの会話は、マシンで再び開いたときにも残っています。",
      copy: "マシンのウィンドウで開いていて、続けられるのは一方だけです。コピーなら元のセッションはそのままです。または先にウィンドウを閉じてください。",
    },
  },

  settings: {
    title: "設定",
    appearance: "外観",
    asPhone: "このスマホに合わせる",
    appearances: { light: "ライト", dark: "ダーク" },
    textSize: "文字の大きさ",
    textSizes: { small: "小さめ", large: "大きめ", largest: "最大" },
    relay: "リレーに見えるもの",
    relaySays: {
      sees: {
        title: "見えるもの",
        what: "どのマシンとスマホが、どのアドレスから、いつ、どれだけ通信したか。内容は一切見えません。",
      },
      hidden: {
        title: "見えないもの",
        what: "名前、ファイル、コマンド、エージェントの作業、あなたの入力と判断。すべてこのスマホとマシンの間で封印されています。",
      },
      keeps: { title: "保存するもの", what: "通過するものは何も保存しません。" },
      can: {
        title: "できること",
        what: "遅らせることと破棄すること。時間内に答えられなかったものは拒否とみなされます。",
      },
    },
    storage: "このスマホの保存データ",
    stored: (size) =>
      `${size}（アプリ本体を含む）。保存されるのは鍵、下書き、未送信のもので、タスクの内容は保存されません。`,
    keeping: {
      kept: "ブラウザはこれらを消さずに保存します。",
      clearable: "スマホの空き容量が足りなくなると、ブラウザがこれらを消去することがあります。",
      refused:
        "ブラウザは保存を約束しませんでした。ホーム画面のアプリや通知が許可されたアプリでは、約束されやすくなります。",
    },
    keepForGood: "消さないようブラウザに求める",
    wipe: "このスマホを消去",
    wipeWhy:
      "鍵、下書き、未送信のもの、すべての設定を消去します。マシンで取り消すまで、このスマホは一覧に残ります。",
    wipeType: (word) => `確認のため「${word}」と入力`,
    wipeWord: "消去",
    wipeNow: "今すぐ消去",
    wipeFailed:
      "消去できませんでした。別のタブで開いています。そのタブを閉じて、もう一度お試しください。",
    version: "バージョン",
  },

  elsewhere: {
    title: "別のタブで開いています",
    what: "二重に表示・送信されないよう、Longrein がこのスマホとして動くのは一度に 1 つのタブだけです。ここで続けると、もう一方のタブは手を離します。送信したものは失われません。",
    here: "ここで使う",
  },

  ended: {
    revoked: {
      title: "このスマホは取り消されました",
      what: "マシンで削除されたため、もう何も見たり操作したりできません。",
      todo: "再び使うには、もう一度ペアリングしてください。",
    },
    "update-required": {
      title: "アプリが古すぎます",
      what: "マシンのプログラムはより新しいバージョンを使っています。",
      todo: "アプリを再読み込みして新しいバージョンにしてください。",
    },
    storage: {
      title: "このブラウザは鍵を保存できません",
      what: "プライベートタブやロックダウンモードでは保存できないため、ここではペアリングできません。",
      todo: "通常のタブでこのページを開くか、ロックダウンモードで許可してください。",
    },
    pairAgain: "もう一度ペアリング",
  },
};
