// The scripts' modules and bundles, made on the fly with the packages of web/.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const web = path.resolve(import.meta.dirname, '../../web');
export const require = createRequire(path.join(web, 'package.json'));
const { build } = require('esbuild');

// A module of web/scripts with all that it imports, by its name without ".ts".
export async function load(name) {
  const made = await build({
    entryPoints: [path.join(web, `scripts/${name}.ts`)],
    bundle: true, minify: true, write: false, format: 'esm', target: 'es2020', charset: 'utf8',
  });
  return import(`data:text/javascript;base64,${Buffer.from(made.outputFiles[0].contents).toString('base64')}`);
}

// A folder with all bundles as they are served; `t` removes it.
export function bundles(t) {
  const folder = mkdtempSync(path.join(tmpdir(), 'tellsafe-scripts-'));
  t.after(() => rmSync(folder, { recursive: true }));
  execFileSync(process.execPath, [path.join(web, 'build/scripts.mjs'), folder]);
  return folder;
}
