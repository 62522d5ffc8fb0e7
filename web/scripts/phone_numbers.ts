// Whether a text seems to hold a phone number. Digits are ASCII already.

// Dates, times and years are taken out first.
const day = '(?:0?[1-9]|[12]\\d|3[01])';
const dates = new RegExp(
  `\\b\\d{4}[-./]${day}[-./]${day}\\b|\\b${day}[-./]${day}[-./](?:\\d{4}|\\d{2})\\b|\\b\\d{1,2}:\\d{2}(?::\\d{2})?\\b`, 'g');
const yearRange = /(?:19|20)\d{2}(?:\s?[-–—/ ]\s?(?:19|20)\d{2})+/g;

// Digits with what people put between groups of them.
const run = /(?:\+ ?|\()?\d(?:(?: [-–] |[ \u00a0().–-]{0,2})\d)*/g;

const northAmerican = /^1?[2-9]\d{2}[2-9]\d{6}$/;

function isPhoneNumber(text: string): boolean {
  const groups = text.match(/\d+/g) ?? [];
  const digits = groups.join('');
  const first = groups[0] ?? '';
  if (digits.length > 15) return false;
  if (text.startsWith('+')) return digits.length >= 8;
  if (northAmerican.test(digits)) return true;
  // Local, "555-0134": without a mark between, or with a blank, it could be any number.
  if (digits.length === 7) return /^[2-9]\d{2}[-–.]\d{4}$/.test(text);
  if (digits.length < 9) return false;
  // 100 000 000 of anything.
  if (groups.length > 1 && groups.slice(1).every((group) => group === '000')) return false;
  // 06 12 34 56 78 is one, 10 20 30 40 50 is not.
  if (groups.every((group) => group.length <= 2)) return first.startsWith('0');
  // One long number: an account, a code, or a number as people of many countries write theirs.
  if (groups.length === 1) return /^(?:0\d{8,11}|1[3-9]\d{9}|[6-9]\d{9})$/.test(digits);
  return true;
}

export function holdsPhoneNumber(text: string): boolean {
  const rest = text.replace(dates, ' # ').replace(yearRange, ' # ');
  return (rest.match(run) ?? []).some(isPhoneNumber);
}
