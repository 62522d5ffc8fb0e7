// The licenses of what the style and the scripts hold of others, as one text.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

// A package's own file, else ours of the same name in licenses/ where its makers left it out of the package.
function licenseFile(web, folder, name) {
  const own = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const file = own ? path.join(folder, own) : path.join(web, 'licenses', `${name}.txt`);
  if (!existsSync(file)) throw new Error(`${name} has no license file, and web/licenses/ has none for it`);
  return file;
}

// Of every package in `metafile`, which esbuild writes, and of those named.
export function licenses(web, metafile, names) {
  const packages = new Set(names);
  for (const input of Object.keys(metafile.inputs)) {
    const name = input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1];
    if (name) packages.add(name);
  }
  return [...packages].sort().map((name) => {
    const folder = path.join(web, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return `${name} ${version} (${license})\n\n${readFileSync(licenseFile(web, folder, name), 'utf8').trim()}\n`;
  }).join(`\n${'-'.repeat(80)}\n\n`);
}
