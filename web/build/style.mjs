// Compiles a sheet of style/: node style.mjs SHEET TEMPLATES_FOLDER OUTPUT_FILE. What follows the compiler makes one sheet do for every
// language, every light and every city: directions become logical and colors properties, what no template uses or
// needs goes, and the rest is minified.
import { readdirSync, readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import postcss from 'postcss';
import { compile, Logger } from 'sass';
import { colors } from './colors.mjs';
import { inherited } from './inherited.mjs';
import { logical } from './logical.mjs';
import { unused } from './unused.mjs';

const web = fileURLToPath(new URL('..', import.meta.url));
const [sheet, folder, output] = process.argv.slice(2);

function templates() {
  const all = path.join(web, folder);
  return readdirSync(all).filter((name) => name.endsWith('.html'))
    .map((name) => readFileSync(path.join(all, name), 'utf8')).join('\n');
}

const compiled = compile(path.join(web, `style/${sheet}.scss`), {
  loadPaths: [path.join(web, 'node_modules/govuk-frontend/dist')],
  quietDeps: true,
  logger: Logger.silent,
});
const fitted = postcss([inherited, logical]).use(unused(templates())).use(colors).process(compiled.css, { from: undefined });
// Browsers of about five years ago; what they lack is written in an older way where there is one.
const small = await transform(fitted.css, {
  loader: 'css', minify: true, target: ['chrome87', 'firefox78', 'safari14'], legalComments: 'none',
});
for (const { text } of small.warnings) console.error(`style.mjs: ${text}`);

mkdirSync(path.dirname(output), { recursive: true });
writeFileSync(output, small.code.trimEnd());
