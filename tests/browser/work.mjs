// The small piece of work that the server asks of browsers, for the tests' own requests.
import { createHash } from 'node:crypto';

// The field `work` for a challenge in ALTCHA's first format.
export function solve({ algorithm, challenge, maxnumber, salt, signature }) {
  for (let number = 0; number <= maxnumber; ++number) {
    if (createHash('sha256').update(`${salt}${number}`).digest('hex') !== challenge) continue;
    return Buffer.from(JSON.stringify({ algorithm, challenge, number, salt, signature })).toString('base64');
  }
  throw new Error('no number solves the challenge');
}
