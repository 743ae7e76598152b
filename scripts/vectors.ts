// `npm run --silent vectors -- FILE...`: passes files of Noise test vectors through the handshake engine
// on all three backends. Prints one line, `N passed, N failed`; what failed and what was left out goes
// to stderr. Ends with 1 if a vector failed or none was found.

import { checkVectorFiles } from "./noise-vector-files.ts";

const { passed, failed, remarks } = await checkVectorFiles(process.argv.slice(2));
for (const remark of remarks) console.error(remark);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
