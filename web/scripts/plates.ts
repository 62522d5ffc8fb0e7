// Whether a text seems to hold a license plate. A shape alone is only believed where hardly anything else is written
// like that; a word for "plate" before it allows more.

const cyrillic = 'АВЕКМНОРСТУХІ';
const shapes = [
  /\d[A-Z]{3}\d{3}/,                                            // 7ABC123
  /[A-Z]{3}[- ]?(?!(?:19|20)\d\d)\d{4}/,                        // ABC-1234, and not "MAY 2024"
  /[A-Z]{2}-\d{3}-[A-Z]{2}/,                                    // AB-123-CD
  /[A-Z]{3}\d[A-Z]\d{2}/,                                       // ABC1D23
  new RegExp(`[${cyrillic}]\\d{3}[${cyrillic}]{2} ?\\d{2,3}`),  // А123ВС77
  new RegExp(`[${cyrillic}]{2} ?\\d{4} ?[${cyrillic}]{2}`),     // АА1234ВВ
];
const shaped = new RegExp(
  `(?:^|[^\\p{L}\\p{N}-])(?:${shapes.map((shape) => shape.source).join('|')})(?![\\p{L}\\p{N}]|-\\d)`, 'u');
// 京A·12345; Chinese is written without blanks.
const chinese = /[\u4e00-\u9fff][A-Z][·. -]?(?=[A-Z]*\d)[A-Z\d]{5,6}(?![A-Z\d])/;

// The languages of the form; endings follow.
const words = [
  'licen[cs]e plate', 'number plate', 'plate number', 'plates?', 'tag number', 'placas?', 'matr[ií]cula', 'chapa', 'plak',
  'plaque', 'immatriculation', 'rejestrac', 'tablic', 'госномер', 'номер', 'नंबर प्लेट', 'प्लेट', 'প্লেট', 'لوحة', 'پلیٹ', '车牌', '牌照',
].join('|');
const named = new RegExp(`(?:^|[^\\p{L}]|[\u4e00-\u9fff])(?:${words})\\p{L}{0,3}[^\\p{L}\\p{N}]([^\\n]{1,40})`, 'giu');
const shouted = (text: string): boolean => text === text.toUpperCase();

// Letters and at least two digits, short: "kx55 abc" is not seen, "KX55 ABC" and "kx55abc" are.
function looksIssued(token: string): boolean {
  const signs = token.replace(/[-·]/g, '');
  if (signs.length < 4 || signs.length > 9) return false;
  if (!/\p{L}/u.test(signs) || (signs.match(/\d/g) ?? []).length < 2) return false;
  return !/^\d+(?:st|nd|rd|th|[ap]m|h|km|mph)$/i.test(signs);
}

function holdsIssued(text: string): boolean {
  const tokens = text.match(/[\p{L}\p{M}\p{N}·-]+/gu) ?? [];
  return tokens.some((token, at) => {
    const next = tokens[at + 1] ?? '';
    const pair = shouted(token + next) && token.length <= 4 && next.length <= 5;
    return looksIssued(token) || (pair && looksIssued(token + next));
  });
}

export function holdsPlate(text: string): boolean {
  // Who writes everything in capitals writes "THE 1234" too.
  const letters = text.match(/\p{L}/gu) ?? [];
  const capitals = letters.filter((letter) => /\p{Lu}/u.test(letter)).length;
  const allShouted = letters.length > 20 && capitals > letters.length / 2;
  if (!allShouted && shaped.test(text)) return true;
  if (chinese.test(text)) return true;
  return Array.from(text.matchAll(named)).some((match) => holdsIssued(match[1] ?? ''));
}
