// What is left to do by hand once a release is made: it says so, and does none of it. Pure.

import { isCandidate } from "./product-version.ts";

export function closingWords(version: string, folder: string): readonly string[] {
  const tag = isCandidate(version) ? " --tag next" : "";
  return [
    `git commit --all --message "Longrein ${version}"`,
    `git tag --sign v${version} --message "Longrein ${version}"`,
    `git push --atomic origin main v${version}`,
    // Provenance comes from where it is published: npm takes it from a CI job that may ask for an identity token.
    `npm publish ${folder}/longrein-${version}.tgz --provenance --access public${tag}`,
    `gh release create v${version} ${folder}/* --verify-tag --notes-file CHANGELOG.md`,
  ];
}
