// Made-up secrets of every kind that is known, for tests: each in the surroundings in which it is found.

export interface Sample {
  readonly kind: string;
  readonly about: string;
  readonly before: string;
  readonly secret: string;
  readonly after: string;
}

const mixed = (length: number) => "aB3dE5gH7jK9mN1pQ2sT4vW6xY8zC0".repeat(10).slice(0, length);
const upper = (length: number) => mixed(300).toUpperCase().slice(0, length);
const hex = (length: number) => "0a1b2c3d4e5f6789".repeat(20).slice(0, length);

const alone = (kind: string, secret: string): Sample => ({
  kind,
  about: `${secret.slice(0, 8)}…`,
  before: "it says ",
  secret,
  after: "\n",
});

const within = (kind: string, before: string, secret: string, after = "\n"): Sample => ({
  kind,
  about: before.trim().slice(-24),
  before,
  secret,
  after,
});

const keyLines = Array.from({ length: 12 }, (_, line) => mixed(300).slice(line, line + 64)).join(
  "\n",
);
const pem = (label: string, lines = keyLines) =>
  `-----BEGIN ${label}-----\n${lines}\nshort=\n-----END ${label}-----`;

const forms: readonly Sample[] = [
  alone("AWS key", `AKIA${upper(16)}`),
  ...["ghp_", "gho_", "ghu_", "ghs_", "ghr_"].map((begin) =>
    alone("GitHub token", begin + mixed(36)),
  ),
  alone("GitHub token", `github_pat_${mixed(22)}_${mixed(59)}`),
  alone("GitLab token", `glpat-${mixed(20)}`),
  alone("Slack token", `xoxb-${"123456789012-".repeat(2)}${mixed(24)}`),
  within("Slack webhook", "https://hooks.slack.com/services/", `T01234567/B01234567/${mixed(24)}`),
  within("Discord webhook", "https://discord.com/api/webhooks/", `123456789012345678/${mixed(68)}`),
  alone("Stripe key", `sk_live_${mixed(24)}`),
  alone("Stripe key", `rk_test_${mixed(24)}`),
  alone("webhook secret", `whsec_${mixed(32)}`),
  alone("Google key", `AIza${mixed(35)}`),
  alone("Google token", `ya29.${mixed(60)}`),
  alone("Google secret", `GOCSPX-${mixed(28)}`),
  alone("Anthropic key", `sk-ant-api03-${mixed(93)}-AA`),
  alone("OpenAI key", `sk-proj-${mixed(48)}`),
  alone("OpenAI key", `sk-${mixed(48)}`),
  alone("OpenRouter key", `sk-or-v1-${hex(64)}`),
  alone("npm token", `npm_${mixed(36)}`),
  alone("PyPI token", `pypi-AgEIcHlwaS5vcmc${mixed(80)}`),
  alone("RubyGems key", `rubygems_${hex(48)}`),
  alone("Hugging Face token", `hf_${mixed(34)}`),
  alone("Groq key", `gsk_${mixed(52)}`),
  alone("xAI key", `xai-${mixed(80)}`),
  alone("Perplexity key", `pplx-${hex(48)}`),
  alone("Replicate token", `r8_${mixed(37)}`),
  alone("SendGrid key", `SG.${mixed(22)}.${mixed(43)}`),
  alone("Twilio key", `SK${hex(32)}`),
  alone("Mailgun key", `key-${hex(32)}`),
  alone("DigitalOcean token", `dop_v1_${hex(64)}`),
  alone("Docker token", `dckr_pat_${mixed(27)}`),
  alone("Databricks token", `dapi${hex(32)}`),
  alone("Shopify token", `shpat_${hex(32)}`),
  alone("Linear key", `lin_api_${mixed(40)}`),
  alone("Notion token", `ntn_${mixed(46)}`),
  alone("Supabase token", `sbp_${hex(40)}`),
  alone("Vault token", `hvs.${mixed(90)}`),
  alone("age key", `AGE-SECRET-KEY-1${upper(58)}`),
  within("Telegram token", "bot 123456789:", `AA${mixed(33)}`),
  alone("JSON web token", `eyJ${mixed(33)}.eyJ${mixed(60)}.${mixed(43)}`),
  within("bearer token", "it sent Bearer ", mixed(40)),
];

const keys: readonly Sample[] = [
  ...["PRIVATE KEY", "RSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "PGP PRIVATE KEY BLOCK"].map(
    (label) => within("private key", `${label}:\n`, pem(label)),
  ),
  within("private key", "escaped ", pem("PRIVATE KEY").replaceAll("\n", "\\n"), '"'),
  within("private key", "in a diff\n", pem("EC PRIVATE KEY").replaceAll("\n", "\n+")),
  within(
    "private key",
    "with headers\n",
    pem(
      "RSA PRIVATE KEY",
      `Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,${hex(32).toUpperCase()}\n\n${keyLines}`,
    ),
  ),
];

const assignments: readonly Sample[] = [
  within("key", "export API_KEY=", mixed(32)),
  within("key", "AWS_SECRET_ACCESS_KEY=", `${mixed(20)}/${mixed(18)}+`),
  within("key", "STORAGE_KEY = '", `${mixed(62)}==`, "'"),
  within("key", "https://x.test/?api_key=", mixed(32), "&page=2"),
  within("key", "X-Api-Key: ", hex(32)),
  within("key", "apiKey: `", mixed(32), "`,"),
  within("token", '{"auth_token": "', hex(40), '"}'),
  within("token", 'headers["x-token"] = "', mixed(32), '"'),
  within("token", "GH_PAT=", hex(40)),
  within("secret", "client_secret := '", mixed(32), "'"),
  within("credential", "Authorization: Bearer ", mixed(40)),
  within("credential", "Authorization: Basic ", `${mixed(30)}==`),
  within("password", '"password": "', "hunter2!", '",'),
  within("password", "DB_PASSWORD=", "s3cr3t"),
  within("password", "password: ", "Tr0ub4dor-3"),
  within("password", "PASSWORD_PROD=", "c0rrect-horse"),
  within("password", "postgres://admin:", "pa55word", "@db.test:5432/x"),
];

export const samples: readonly Sample[] = [...forms, ...keys, ...assignments];
