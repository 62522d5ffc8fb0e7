// Bundles the pages' scripts: node scripts.mjs OUTPUT_FOLDER. Licences of what is bundled stay at the end of each file.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const source = (name) => fileURLToPath(new URL(`../scripts/${name}.ts`, import.meta.url));

await build({
  entryPoints: ['page', 'report', 'work'].map(source),
  outdir: process.argv[2],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2020',
  charset: 'utf8',
  legalComments: 'eof',
  logLevel: 'warning',
});
