// A urlencoded body whose length tells nothing.
import type { Field } from './fields';

const padding = 'padding';

// `size` bytes exactly, or where the fields don't fit, the next that is larger by whole `step`s.
export function paddedBody(fields: readonly Field[], size: number, step: number): string {
  const body = new URLSearchParams([...fields, [padding, '']]).toString();
  const missing = body.length <= size ? size - body.length : (step - ((body.length - size) % step)) % step;
  return body + 'x'.repeat(missing);
}
