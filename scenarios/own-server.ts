// A server of one's own, as docs/self-hosting.md sets it up: the program as it is packaged, the relay by
// `longrein relay serve`, and before it a web server with the document's own configuration and a certificate
// that was made for this test.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { X509Certificate, createHash } from "node:crypto";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ThrowAwayFolder } from "../agent/src/platform/throw-away-folder.ts";
import { assemblePackage } from "../scripts/package/assemble.ts";

const root = join(import.meta.dirname, "..");

/** Loopback, too, but no name that a relay answers for of itself. */
export const ownAddress = "127.0.0.2";

/** Puts it together in this folder; what npm would install with it is what is installed here. */
export async function packagedDoor(folder: string): Promise<string> {
  await assemblePackage(folder);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return join(folder, "bin/longrein.js");
}

export interface Certificate {
  readonly file: string;
  readonly keyFile: string;
  /** The hash of its key, by which Chromium can be told to trust it. */
  readonly keyHash: string;
}

export function makeCertificate({ path }: ThrowAwayFolder): Certificate {
  const [file, keyFile] = [`${path}/certificate.pem`, `${path}/certificate.key`];
  const made = [
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
    "-keyout",
    keyFile,
  ];
  const said = ["-days", "2", "-subj", `/CN=${ownAddress}`];
  const name = ["-addext", `subjectAltName=IP:${ownAddress}`];
  execFileSync("openssl", ["req", "-x509", "-out", file, ...made, ...said, ...name], {
    stdio: "ignore",
  });
  const { publicKey } = new X509Certificate(readFileSync(file));
  const key = publicKey.export({ type: "spki", format: "der" });
  return { file, keyFile, keyHash: createHash("sha256").update(key).digest("base64") };
}

export interface Ways {
  /** Where the web server listens, and where the relay does. */
  readonly port: number;
  readonly relayPort: number;
}

export type WebServer = "nginx" | "caddy";

/** What the document has, with the names and ports of this test in it. */
function documented(file: string, { port, relayPort }: Ways): string {
  return readFileSync(join(root, "docs/self-hosting", file), "utf8")
    .replaceAll("127.0.0.1:8787", `127.0.0.1:${relayPort}`)
    .replaceAll("listen 443 ssl", `listen ${ownAddress}:${port} ssl`);
}

export function startWebServer(
  server: WebServer,
  { path }: ThrowAwayFolder,
  ways: Ways,
  { file, keyFile }: Certificate,
): ChildProcess {
  const config = `${path}/${server}.conf`;
  if (server === "caddy") {
    const options = "{\n\tadmin off\n\tauto_https disable_redirects\n}\n";
    const site = documented("Caddyfile", ways).replace(
      "relay.example.org {",
      `https://${ownAddress}:${ways.port} {\n\tbind ${ownAddress}\n\ttls ${file} ${keyFile}`,
    );
    writeFileSync(config, options + site);
    const env = { PATH: process.env["PATH"] ?? "", HOME: path };
    return spawn("caddy", ["run", "--adapter", "caddyfile", "--config", config], { env });
  }
  const site = documented("nginx.conf", ways)
    .replaceAll("relay.example.org;", `${ownAddress};`)
    .replace(/ssl_certificate .*;/, `ssl_certificate ${file};`)
    .replace(/ssl_certificate_key .*;/, `ssl_certificate_key ${keyFile};`);
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (place) => `${place}_temp_path ${path}/${place};`,
  );
  const main = `daemon off;\nmaster_process off;\npid ${path}/nginx.pid;\nerror_log stderr;\nevents {}\n`;
  writeFileSync(config, `${main}http {\n${places.join("\n")}\n${site}}\n`);
  return spawn("nginx", ["-p", path, "-c", config, "-e", "stderr"]);
}
