// Sealing the story to the review recipients, as crypto/FORMAT.md says under "Story".
import { Encrypter } from 'age-encryption';

const intro = 'age-encryption.org/v1\n-> X25519 ';
const recipientForm = /^age1[02-9ac-hj-np-z]{58}$/;

// 63 random bits: what the server takes as the number of a report.
export function newReportId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// Null when it does not fit the largest bucket.
export function storyPlaintext(
  report: string, language: string, story: string, buckets: readonly number[],
): Uint8Array | null {
  const text = new TextEncoder().encode(
    `Tellsafe-Story: 1\nReport: ${report}\nLanguage: ${language}\n\n${story}\n`);
  const bucket = buckets.find((size) => text.length <= size);
  if (bucket === undefined) return null;
  const plaintext = new Uint8Array(bucket).fill(0x20);
  plaintext.set(text);
  return plaintext;
}

// An age file: binary, one X25519 stanza for each recipient, in their order. Throws when this browser can't.
export async function seal(recipients: readonly string[], plaintext: Uint8Array): Promise<Uint8Array> {
  if (recipients.length === 0) throw new Error('no recipient');
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    // The library knows other kinds of recipients that the reader of stories does not.
    if (!recipientForm.test(recipient)) throw new Error('not an X25519 recipient');
    encrypter.addRecipient(recipient);
  }
  const file = await encrypter.encrypt(plaintext);
  const begin = new TextDecoder().decode(file.subarray(0, intro.length));
  if (begin !== intro || file.length <= plaintext.length) throw new Error('not sealed');
  return file;
}

// Without padding (RFC 4648, section 5).
export function base64url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
