// Writes the public age test vectors (npm cctv-age) as files: node extract-age.mjs FOLDER
// Each is the vector's own text header, an empty line, and the age file, decompressed where it was compressed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import * as vectors from '../node_modules/cctv-age/index.js';

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
for (const [name, bytes] of Object.entries(vectors)) {
  const vector = Buffer.from(bytes);
  const end = vector.indexOf('\n\n');
  const header = vector.subarray(0, end).toString('latin1').split('\n');
  const compressed = header.includes('compressed: zlib');
  const file = vector.subarray(end + 2);
  writeFileSync(
    join(folder, name),
    Buffer.concat([
      Buffer.from(header.filter((line) => !line.startsWith('compressed: ')).join('\n') + '\n\n', 'latin1'),
      compressed ? inflateSync(file) : file,
    ]),
  );
}
