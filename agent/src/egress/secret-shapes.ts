// What keys and tokens of well-known providers look like: how each begins, of what it goes on, and how long
// that is at least. A table only; find-secrets.ts reads it.

import { type CharacterClass, classes } from "./character-classes.ts";

export interface SecretShape {
  /** As a person is told: "hidden: GitHub token 1". */
  readonly kind: string;
  readonly prefixes: readonly string[];
  readonly body: CharacterClass;
  readonly bodyMin: number;
  /** What begins like an ordinary word counts only if there is a digit in it. */
  readonly needsDigit?: boolean;
  /** The beginning is no secret and stays visible. */
  readonly showsPrefix?: boolean;
}

const { word, wordOrDash, dotted, token68, hex, upperOrDigit, path } = classes;

export const secretShapes: readonly SecretShape[] = [
  {
    kind: "AWS key",
    prefixes: ["AKIA", "ASIA", "ABIA", "ACCA"],
    body: upperOrDigit,
    bodyMin: 16,
  },
  {
    kind: "GitHub token",
    prefixes: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"],
    body: word,
    bodyMin: 30,
  },
  { kind: "GitHub token", prefixes: ["github_pat_"], body: word, bodyMin: 22 },
  {
    kind: "GitLab token",
    prefixes: ["glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glft-", "glsoat-"],
    body: dotted,
    bodyMin: 20,
  },
  {
    kind: "Slack token",
    prefixes: ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xoxe.", "xapp-"],
    body: dotted,
    bodyMin: 10,
  },
  {
    kind: "Slack webhook",
    prefixes: ["hooks.slack.com/services/"],
    body: path,
    bodyMin: 20,
    showsPrefix: true,
  },
  {
    kind: "Discord webhook",
    prefixes: ["discord.com/api/webhooks/", "discordapp.com/api/webhooks/"],
    body: path,
    bodyMin: 40,
    showsPrefix: true,
  },
  {
    kind: "Stripe key",
    prefixes: ["sk_live_", "sk_test_", "rk_live_", "rk_test_"],
    body: word,
    bodyMin: 16,
  },
  { kind: "webhook secret", prefixes: ["whsec_"], body: token68, bodyMin: 20 },
  { kind: "Google key", prefixes: ["AIza"], body: wordOrDash, bodyMin: 35 },
  { kind: "Google token", prefixes: ["ya29."], body: dotted, bodyMin: 20 },
  { kind: "Google secret", prefixes: ["GOCSPX-"], body: wordOrDash, bodyMin: 20 },
  { kind: "Anthropic key", prefixes: ["sk-ant-"], body: wordOrDash, bodyMin: 16 },
  {
    kind: "OpenAI key",
    prefixes: ["sk-proj-", "sk-svcacct-", "sk-admin-"],
    body: wordOrDash,
    bodyMin: 20,
  },
  { kind: "OpenRouter key", prefixes: ["sk-or-v1-"], body: hex, bodyMin: 32 },
  { kind: "OpenAI key", prefixes: ["sk-"], body: word, bodyMin: 20, needsDigit: true },
  { kind: "npm token", prefixes: ["npm_"], body: word, bodyMin: 36 },
  { kind: "PyPI token", prefixes: ["pypi-"], body: wordOrDash, bodyMin: 50 },
  { kind: "RubyGems key", prefixes: ["rubygems_"], body: hex, bodyMin: 40 },
  { kind: "Hugging Face token", prefixes: ["hf_"], body: word, bodyMin: 30 },
  { kind: "Groq key", prefixes: ["gsk_"], body: word, bodyMin: 40 },
  { kind: "xAI key", prefixes: ["xai-"], body: word, bodyMin: 40 },
  { kind: "Perplexity key", prefixes: ["pplx-"], body: word, bodyMin: 32 },
  { kind: "Replicate token", prefixes: ["r8_"], body: word, bodyMin: 30 },
  { kind: "SendGrid key", prefixes: ["SG."], body: dotted, bodyMin: 50 },
  { kind: "Twilio key", prefixes: ["SK"], body: hex, bodyMin: 32 },
  { kind: "Mailgun key", prefixes: ["key-"], body: hex, bodyMin: 32 },
  {
    kind: "DigitalOcean token",
    prefixes: ["dop_v1_", "doo_v1_", "dor_v1_"],
    body: hex,
    bodyMin: 40,
  },
  { kind: "Docker token", prefixes: ["dckr_pat_", "dckr_oat_"], body: wordOrDash, bodyMin: 20 },
  { kind: "Databricks token", prefixes: ["dapi"], body: hex, bodyMin: 32 },
  {
    kind: "Shopify token",
    prefixes: ["shpat_", "shpca_", "shppa_", "shpss_"],
    body: hex,
    bodyMin: 32,
  },
  { kind: "Linear key", prefixes: ["lin_api_", "lin_oauth_"], body: word, bodyMin: 30 },
  {
    kind: "Notion token",
    prefixes: ["ntn_", "secret_"],
    body: word,
    bodyMin: 40,
    needsDigit: true,
  },
  { kind: "Supabase token", prefixes: ["sbp_"], body: hex, bodyMin: 40 },
  { kind: "Vault token", prefixes: ["hvs.", "hvb."], body: wordOrDash, bodyMin: 24 },
  { kind: "age key", prefixes: ["AGE-SECRET-KEY-1"], body: upperOrDigit, bodyMin: 50 },
  {
    kind: "bearer token",
    prefixes: ["Bearer ", "bearer ", "BEARER "],
    body: token68,
    bodyMin: 16,
    needsDigit: true,
    showsPrefix: true,
  },
];
