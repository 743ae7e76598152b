// The store's schema, one step for each version. A step is never changed once it was released.

export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL);

  -- Without its salt nothing of a run can be opened.
  CREATE TABLE salts (name TEXT PRIMARY KEY, salt BLOB NOT NULL);

  CREATE TABLE devices (
    id BLOB PRIMARY KEY,
    slot BLOB NOT NULL UNIQUE,
    identity_key BLOB NOT NULL,
    noise_key BLOB NOT NULL,
    psk BLOB NOT NULL,                -- sealed
    capability_hash BLOB NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    paired_at INTEGER NOT NULL,
    seen_at INTEGER,
    revoked_at INTEGER
  );

  CREATE TABLE runs (
    id BLOB PRIMARY KEY,
    driver TEXT NOT NULL,
    workspace TEXT NOT NULL,
    state TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
  );

  CREATE TABLE events (
    feed TEXT NOT NULL,
    seq INTEGER NOT NULL,
    chain BLOB NOT NULL,
    salt TEXT NOT NULL,               -- under which the body is sealed
    body BLOB NOT NULL,               -- sealed
    at INTEGER NOT NULL,
    PRIMARY KEY (feed, seq)
  );

  CREATE TABLE approvals (
    id BLOB PRIMARY KEY,
    run BLOB NOT NULL REFERENCES runs (id),
    action BLOB NOT NULL,             -- sealed: the frozen bytes
    nonce BLOB NOT NULL UNIQUE,
    tier INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    not_after INTEGER NOT NULL,
    status TEXT NOT NULL,
    device BLOB,
    signature BLOB,
    resolved_at INTEGER
  );

  CREATE TABLE requests (
    device BLOB NOT NULL,
    id BLOB NOT NULL,
    body_hash BLOB NOT NULL,
    state TEXT NOT NULL,
    code TEXT,
    run BLOB,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (device, id)
  );

  CREATE TABLE audit (
    n INTEGER PRIMARY KEY,
    entry_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    entry TEXT,
    at INTEGER NOT NULL
  );
  CREATE TRIGGER audit_keeps_its_rows BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  -- REPLACE deletes without asking the trigger above.
  CREATE TRIGGER audit_only_grows BEFORE INSERT ON audit
    WHEN NEW.n <> (SELECT coalesce(max(n), 0) + 1 FROM audit)
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  -- Not "UPDATE OF n": n has the second name rowid.
  CREATE TRIGGER audit_only_forgets BEFORE UPDATE ON audit
    WHEN NEW.entry IS NOT NULL OR (NEW.n, NEW.entry_hash, NEW.hash, NEW.at)
      IS NOT (OLD.n, OLD.entry_hash, OLD.hash, OLD.at)
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  `,
  `
  ALTER TABLE runs ADD COLUMN items INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE runs ADD COLUMN model TEXT;
  ALTER TABLE runs ADD COLUMN mode TEXT;
  ALTER TABLE runs ADD COLUMN session BLOB;   -- sealed: as the coding agent calls it

  -- What was asked stands in the feed alone, and what was answered nowhere.
  CREATE TABLE questions (
    id BLOB PRIMARY KEY,
    run BLOB NOT NULL REFERENCES runs (id),
    asked_at INTEGER NOT NULL,
    not_after INTEGER NOT NULL,
    status TEXT NOT NULL,
    device BLOB,
    resolved_at INTEGER
  );
  `,
  `
  -- What stands behind the masks in a run's texts.
  CREATE TABLE secrets (
    run TEXT NOT NULL,                -- as its feed is called
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    print BLOB NOT NULL,              -- to know it again
    original BLOB NOT NULL,           -- sealed
    PRIMARY KEY (run, number),
    UNIQUE (run, print)
  );

  -- Up to where feeds were pruned; what comes after stands in events.
  CREATE TABLE pruned (feed TEXT PRIMARY KEY, seq INTEGER NOT NULL, chain BLOB NOT NULL);
  CREATE INDEX inbox_of_a_salt ON events (salt) WHERE feed = 'inbox';
  CREATE INDEX approvals_of_a_run ON approvals (run);

  -- Signed statements of how far the audit log had come.
  CREATE TABLE checkpoints (n INTEGER PRIMARY KEY, note TEXT NOT NULL, at INTEGER NOT NULL);

  -- Refused attempts that the audit log counts instead of telling each.
  CREATE TABLE refusals (
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    since INTEGER NOT NULL,
    told INTEGER NOT NULL,
    untold INTEGER NOT NULL,
    PRIMARY KEY (who, what)
  );
  `,
  `
  ALTER TABLE runs ADD COLUMN profile TEXT;   -- null: whatever the ceiling is
  ALTER TABLE runs ADD COLUMN in_place INTEGER NOT NULL DEFAULT 0;

  CREATE TABLE attempts (
    run BLOB NOT NULL REFERENCES runs (id),
    number INTEGER NOT NULL,
    place TEXT NOT NULL,
    base TEXT,
    begun_at INTEGER NOT NULL,
    PRIMARY KEY (run, number)
  );
  `,
  `
  CREATE TABLE usage (
    n INTEGER PRIMARY KEY,
    run BLOB NOT NULL,
    device BLOB,
    model TEXT,
    input INTEGER NOT NULL,
    output INTEGER NOT NULL,
    cached INTEGER NOT NULL,
    cost INTEGER NOT NULL,            -- in millionths of a dollar
    estimated INTEGER NOT NULL,
    at INTEGER NOT NULL
  );
  CREATE INDEX usage_by_time ON usage (at);
  `,
  `
  -- Evidence of runs. Named by a print of its digest, which without the run's salt tells nothing of it.
  CREATE TABLE artifacts (
    n INTEGER PRIMARY KEY,            -- the one that was kept last has the highest
    run BLOB NOT NULL REFERENCES runs (id),
    print BLOB NOT NULL,
    kind TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    UNIQUE (run, print)
  );
  CREATE TABLE artifact_pieces (
    run BLOB NOT NULL,
    print BLOB NOT NULL,
    number INTEGER NOT NULL,
    piece BLOB NOT NULL,              -- sealed
    PRIMARY KEY (run, print, number)
  );
  -- It holds edits that policy let go ahead and nobody approved.
  ALTER TABLE runs ADD COLUMN unasked INTEGER NOT NULL DEFAULT 0;
  -- What lay in the folder when the attempt began.
  ALTER TABLE attempts ADD COLUMN bytes INTEGER;
  ALTER TABLE attempts ADD COLUMN files INTEGER;
  `,
  `
  -- It was offered to be approved for the whole run.
  ALTER TABLE approvals ADD COLUMN for_run INTEGER NOT NULL DEFAULT 0;
  -- What was, and until when it holds.
  CREATE TABLE grants (
    approval BLOB PRIMARY KEY,
    run BLOB NOT NULL REFERENCES runs (id),
    device BLOB NOT NULL,
    not_after INTEGER NOT NULL,
    uses INTEGER NOT NULL DEFAULT 0,
    ended_at INTEGER
  );
  CREATE INDEX grants_that_hold ON grants (run) WHERE ended_at IS NULL;
  `,
  `
  -- What was shown is what the coding agent shows, and need not be what it runs.
  ALTER TABLE approvals ADD COLUMN displayed INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- The first of its items that belongs to the turn it is in.
  ALTER TABLE runs ADD COLUMN turn_from INTEGER NOT NULL DEFAULT 0;
  -- It did nothing but wait for an answer when the program ended, and has not gone on since.
  ALTER TABLE runs ADD COLUMN interrupted INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- Where phones are told something while their app is closed: sealed, with all that it takes.
  CREATE TABLE push_subscriptions (
    device BLOB PRIMARY KEY REFERENCES devices (id),
    subscription BLOB NOT NULL
  );
  `,
  `
  -- Whether it may approve, where that was said of it; null: as its role has it.
  ALTER TABLE devices ADD COLUMN approver INTEGER;
  `,
];
