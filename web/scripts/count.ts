// The story as the server takes it, and its characters as the server counts them (schema/text.h).

const lineBreaks = /\r\n?|\n/g;

// With line breaks as a browser sends them, and without blanks, tabs and line breaks around it.
export function storyOf(typed: string): string {
  return typed.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '').replace(lineBreaks, '\r\n');
}

// Code points; a line break (CR LF, CR or LF) is one.
export function countCharacters(text: string): number {
  return Array.from(text.replace(lineBreaks, '\n')).length;
}

// No control characters other than tab and line breaks.
export function isText(text: string): boolean {
  return !/[\0-\x08\v\f\x0e-\x1f\x7f-\x9f]/.test(text);
}
