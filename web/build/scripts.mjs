// Bundles the pages' scripts: node scripts.mjs OUTPUT_FOLDER. Beside them it writes LICENSES.txt, for what they and the
// style hold of others; short notes of whose it is stay at the end of each script.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licenses } from './licenses.mjs';

const web = fileURLToPath(new URL('..', import.meta.url));
const output = path.resolve(process.argv[2]);

const { metafile } = await build({
  absWorkingDir: web,
  entryPoints: ['group', 'page', 'passkey', 'report', 'work'].map((name) => path.join(web, `scripts/${name}.ts`)),
  outdir: output,
  bundle: true,
  minify: true,
  metafile: true,
  format: 'iife',
  target: 'es2020',
  charset: 'utf8',
  legalComments: 'eof',
  logLevel: 'warning',
});
writeFileSync(path.join(output, 'LICENSES.txt'),
  licenses(web, metafile, ['govuk-frontend']));
