// The words of a run's page, of the sheets over it, and of beginning a run, in Japanese.

import { artifact, plan } from "./review.ts";
import { counting } from "../counting.ts";
import type { RunWords } from "../en/run.ts";

const many = counting("ja");

export const japanese: RunWords = {
  sheet: { close: "閉じる" },

  goOn: "続けさせる",

  deny: {
    label: "エージェントに伝える内容",
    hint: "拒否とともにエージェントが読みます。タスクに残り、署名はされません。",
    quick: {
      later: "今はやめてください。",
      why: "まず、なぜ必要か説明してください。",
      smaller: "もっと小さな変更にしてください。",
      tests: "先にテストを実行してください。",
    },
    tooLong: "長すぎて送信できません。短くしてください。",
    send: "拒否",
    all: "すべて拒否してタスクを停止",
    allWhy: "このタスクの要求をすべて拒否し、進行中の作業を終わらせます。",
  },

  tool: {
    input: "この入力で",
    server: "ツールの提供元",
  },

  plan,
  notices: {
    changed: "このマシンの履歴は、以前このスマホで見たものと異なります。",
    otherApp: (origin, version, path, count) =>
      `${origin} が配信しているアプリは、マシンで動いている Longrein ${version} のものと異なります：${many(
        count,
        {
          other: "相違 # 件",
        },
      )}、最初は ${path} です。どちらかを更新した直後でなければ、マシンで回答してください。`,
  },

  grants: {
    approve: "このタスクの間は承認",
    command:
      "このフォルダーでのまったく同じコマンドは、タスクが終わるまで（最長 8 時間）確認なしで実行されます。動作はその時のファイルによって変わることがあります。",
    edit: "このファイルの編集は、内容にかかわらず、タスクが終わるまで（最長 8 時間）確認なしで行われます。",
    title: "確認なしで実行",
    unasked: "確認なし：このタスクの間は承認済みです。",
    uses: (count) => many(count, { other: "これまで # 回" }),
    withdraw: "再び確認する",
  },

  masks: {
    hidden: (kind, number) => `非表示：${kind} ${number}`,
    showWhich: (kind, number) => `${kind} ${number} を表示`,
    hideWhich: (kind, number) => `${kind} ${number} を隠す`,
    show: "表示",
    hide: "隠す",
    logged: "30 秒間表示します。見たことは監査ログに残ります。",
  },

  receipt: {
    outcome: {
      approved: (by, machine, time) => `${by}承認、${machine} が受理 ${time}`,
      denied: (by, machine, time) => `${by}拒否、${machine} が受理 ${time}`,
      expired: (_by, _machine, time) => `回答がないまま期限切れ ${time}`,
      withdrawn: (_by, _machine, time) => `エージェントが取り下げ ${time}`,
      void: (_by, machine, time) =>
        `無効：状況が変わったため、${machine} は何も行いませんでした ${time}`,
    },
    execution: {
      running: "実行中",
      completed: "実行しました",
      failed: "実行しましたが失敗しました",
      declined: "実行しませんでした",
      void: "実行しませんでした：その間に状況が変わりました",
    },
  },

  images: {
    count: (count) => many(count, { other: "画像 # 枚付き" }),
    choose: "画像",
    remove: (number) => `画像 ${number} を外す`,
    sending: "画像を送信中",
    unreadable:
      "このスマホのブラウザーでは読めない画像があります。スクリーンショットを撮るか、JPEG または PNG を選んでください。",
    tooMany: "一度に送れる画像は 4 枚までです。",
    lost: "画像が届く前に接続が切れました。もう一度送信してください。",
    refused: (why) => `画像は受け付けられませんでした：${why}`,
    notTaken:
      "このエージェントは画像を受け取れません。画像を外すか、別のエージェントを選んでください。",
  },

  composer: {
    commands: "このエージェントのコマンド",
    withdraw: "取り下げる",
    save: "保存",
    leave: "このままにする",
    notChanged: "変更できませんでした",
    notWithdrawn: "取り下げられませんでした",
    tooLate: "エージェントがすでに開始していました。",
    later: "このターンの後",
    now: "このターンの中",
    when: "エージェントに渡すタイミング",
    edit: "編集",
    remove: "削除",
    sending: "送信中",
    waits: "接続待ち",
    maybeSent: "送信しましたが、届いたか確認できていません。接続後に確かめます。",
    queued: "受付済み。ターンの終了を待っています。",
    steered: "受付済み。このターンに入ります。",
    turnFailed: "受け付けられませんでした：前のターンが停止または失敗しました。",
    tooMany: "受け付けられませんでした：待ちが多すぎるか、今は受け取れません。",
    fromMachine: "マシンで入力",
    fromOther: "別のスマホから",
  },

  settings: {
    title: "このタスクの進め方",
    change: "このタスクの進め方を変更",
    model: "モデル",
    mode: "モード",
    profile: "確認する範囲",
    next: "選んだ内容は、エージェントが確認すると次のターンから有効になります。",
    ceiling: "ここでは許可を減らすことしかできません。増やすのはマシンで行います。",
    profiles: { strict: "厳格", balanced: "標準", trusted: "信頼" },
    profileSays: {
      strict: "すべて確認します。リスクの高いものはマシンでのみ承認できます。",
      balanced: "すべて確認します。",
      trusted: "専用ワークツリー内の小さな編集以外を確認します。",
    },
    asked: "要求済み",
    failed: (why) => `変更されませんでした：${why}`,
  },

  newRun: {
    ownChoice: "エージェントに任せる",
    profiles: {
      strict: "厳格：高リスクはマシンで",
      balanced: "標準：すべて確認",
      trusted: "信頼：小さな編集は確認なし",
    },
    inPlace: "ワークツリーではなく、ワークスペースで直接作業する",
    unusable: "このエージェントは今使えません：",
  },

  question: {
    title: (driver) => `${driver} からの質問`,
    from: (server) => `${server} に代わって`,
    own: "自分の言葉で",
    secret: "表示も保存もされません",
    many: "複数選べます。",
    answer: "回答",
    decline: "回答しない",
    viewer: "このスマホは閲覧のみで、回答はできません。",
    update: "回答するにはアプリを再読み込みしてください。",
    overdue: "時間切れです。エージェントは回答なしで続けます。",
    unclear: "この回答がどうなったか、マシンにもわかりません。",
    stage: {
      queued: "回答は接続を待っています",
      sent: "回答を送信済み",
      accepted: "回答を受信済み",
    },
    refused: (why) => `回答は受け付けられませんでした：${why}`,
    outcome: {
      answered: (by, time) => `${by}回答 ${time}`,
      declined: (by, time) => `${by}回答せず ${time}`,
      expired: (_by, time) => `時間内に回答がありませんでした ${time}`,
      withdrawn: (_by, time) => `エージェントが取り下げ ${time}`,
    },
  },

  evidence: {
    title: "証拠",
    why: "エージェントの発言とは別に、マシン自身が記録したものです。",
    passed: (count) => many(count, { other: "検査 # 件合格" }),
    failed: (count) => many(count, { other: "# 件失敗" }),
    attention: (count) => many(count, { other: "要確認 # 件" }),
    files: (count) => many(count, { other: "ファイル # 件" }),
    check: "検査",
    status: { passed: "合格", failed: "失敗", skipped: "省略" },
    rulesPass: (count) => many(count, { other: "ルール # 件を満たす" }),
    verdict: { pass: "満たす", attention: "要確認", stop: "停止" },
    kinds: { diff: "差分", log: "ログ", file: "ファイル", image: "画像" },
    open: "開く",
    cut: "マシンに保存しきれない分がありました。",
  },

  artifact,

  usage: {
    turn: "ターン",
    tokens: (input, output) => `入力 ${input}、出力 ${output}`,
    estimated: "推定",
    context: (share) => `コンテキスト ${share}`,
  },

  event: {
    said: "あなたの言葉",
    attempt: (number, place) => `${number} 回目の試み、場所：${place}`,
    worktree: "専用のワークツリー",
    worktreeOf: (commit) => `${commit} のワークツリー`,
    folder: "ワークスペース",
    holds: "ここから",
    compacted: "エージェントが記憶を短くまとめました。",
    unknown: (count) => many(count, { other: "このバージョンでは表示できない出来事が # 件" }),
    next: "対処",
  },

  notHere: {
    malformed: "ここでは承認できません。このスマホでは内容をすべて表示できません。",
    "too-long": "ここでは承認できません。スマホで読むには長すぎます。マシンで回答してください。",
    "other-run": "承認できません。示されたものとは別のタスクに属しています。",
    tier2: "ここではまだ承認できません。パスキーが必要です。マシンで回答してください。",
    tier3: "マシンでのみ承認できます。",
    viewer: "このスマホは閲覧のみで、承認はできません。",
    denier: "このスマホは拒否のみで、承認はできません。",
    update:
      "回答するにはアプリを再読み込みしてください。このバージョンはこのマシンには古すぎます。",
  },

  decidedBy: {
    "this-phone": "このスマホで",
    "other-device": "別のスマホで",
    machine: "マシンで",
    byDevice: (name) => `${name}で`,
  },

  refused: (why) => `回答は受け付けられませんでした：${why}`,
  exit: (code) => `終了コード ${code}`,
  newVersion: "新しいバージョンがあります。",

  outcomes: {
    FORBIDDEN: "このスマホには許可されていません。",
    NOT_FOUND: "マシンにはもう存在しません。",
    EXPIRED: "期限を過ぎていました。",
    ALREADY_RESOLVED: "すでに回答されています。",
    IDEMPOTENCY_CONFLICT: "異なる内容で二度送信されました。もう一度お試しください。",
    SIGNATURE: "署名が認められませんでした。このスマホをペアリングし直してください。",
    VOID: "その間に状況が変わりました。",
    BUSY: "マシンが混み合っています。もう一度お試しください。",
    UPDATE_REQUIRED: "アプリが古すぎます。再読み込みしてください。",
    UNSUPPORTED: "マシンが対応していません。",
    INVALID: "マシンが理解できませんでした。",
    CEILING: "マシンで設定されたルールでは許可されていません。",
    BUDGET: "今日の予算を使い切りました。",
    unknown: "マシンは理由を示しませんでした。",
  },

  tooFast: {
    what: "一度に届いた指示が多すぎました。",
    soon: "少し待って、もう一度お試しください。",
    again: (seconds) => `${seconds} 秒後にもう一度お試しください。`,
    now: "今もう一度お試しください。",
  },

  held: {
    approve: "1 分以上前に承認しました。もう一度確認すると送信します。",
    deny: "1 分以上前に拒否しました。もう一度確認すると送信します。",
    command: "1 分以上前のものです。もう一度確認すると送信します。",
    device: "1 分以上前に依頼され、まだ送信されていません。",
    maybe: "すでに届いている可能性があります。",
    send: "今すぐ送信",
    drop: "送信しない",
  },

  requested: {
    queued: "接続を待っています",
    sent: "マシンに送信しました",
    accepted: "受け付けました、開始します",
    running: "開始中",
    done: "開始しました",
    failed: "開始できませんでした",
    indeterminate: "開始したかどうか、マシンにもわかりません",
  },
};
