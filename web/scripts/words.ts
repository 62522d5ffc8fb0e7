// Numbers and texts that depend on them, in a language's own way.

// A text with {count} for each plural category that the language has.
export interface Forms {
  other: string;
  [category: string]: string;
}

export interface Wording {
  number(value: number): string;
  // The form for `count`, with {count} and {limit} put in.
  counted(forms: Forms, count: number, limit?: number): string;
}

function known(language: string, supported: readonly string[]): boolean {
  return supported.includes(language);
}

// `numerals` is a CLDR numbering system. A browser that doesn't know the language would take its own instead: then
// the form for "other" is used, and English grouping of digits.
export function wording(language: string, numerals: string): Wording {
  const rules = known(language, Intl.PluralRules.supportedLocalesOf(language)) ? new Intl.PluralRules(language) : null;
  const locale = known(language, Intl.NumberFormat.supportedLocalesOf(language)) ? language : 'en';
  const format = new Intl.NumberFormat(`${locale}-u-nu-${numerals}`);
  const number = (value: number): string => format.format(value);
  return {
    number,
    counted(forms, count, limit = 0) {
      const form = (rules && forms[rules.select(count)]) ?? forms.other;
      return form.split('{count}').join(number(count)).split('{limit}').join(number(limit));
    },
  };
}
