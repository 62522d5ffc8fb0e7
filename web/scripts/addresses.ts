// Whether a text seems to hold a street address: a house number and a street, an apartment, a post code.

const start = '(?:^|[^\\p{L}\\p{M}\\p{N}])';
const end = '(?![\\p{L}\\p{M}\\p{N}])';
const house = '\\d{1,5}(?:[-/]\\d{1,4})?[A-Za-z]?';
// Before a number that stands after the street.
const mark = '(?:n[º°o]\\.?|n[úu]m\\.?|nr\\.?|#|№|д\\.?|дом|буд\\.?|будинок|نمبر|नंबर|नं\\.?|নং|নম্বর|رقم)';

// Words that no street's name begins with or holds: "2 men on the street", "10 people in this road".
const notNames = 'on|in|at|the|this|that|our|my|his|her|their|of|to|from|a|an|and|or|people|men|women|kids|boys|girls|guys|times|' +
  'years?|hours?|minutes?|days?|weeks?|months?|cars?|miles?|feet|blocks?|down|up|across|along|off|per|more';
const name = `(?:(?!(?:${notNames})${end})[\\p{L}\\p{N}'’.]+ )`;
const capitalName = "(?:\\p{Lu}[\\p{L}'’.]* |\\d{1,3}(?:st|nd|rd|th) )";

const clearStreet = 'street|str|avenue|ave|road|rd|boulevard|blvd|parkway|pkwy|highway|hwy';
// Words that mean other things as well.
const maybeStreet = 'St|Street|Drive|Dr|Lane|Ln|Court|Ct|Place|Pl|Terrace|Way|Circle|Cir|Square|Sq|Alley|Row|Trail|Loop';

const states = 'AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|IA|ID|IL|IN|KS|KY|LA|MA|MD|ME|MI|MN|MO|MS|MT|NC|ND|NE|NH|NJ|NM|NV|NY|' +
  'OH|OK|OR|PA|PR|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|WV|WY';

// Name and number after the street's own word, as in Spanish or Polish.
const before = (street: string, names: string, after = end): RegExp =>
  new RegExp(`${start}(?:${street})\\.? (?:${names}){1,4}?,? ?(?:${mark} ?)?${house}${after}`, 'u');
const romanceName = "(?:(?:de|del|da|do|dos|das|la|las|los|el|y) ){0,3}(?:\\p{Lu}|\\d)[\\p{L}\\p{N}'’.]*,? ?";
const capitalized = '\\p{Lu}[\\p{L}.-]+,? ';
// Arabic has no capitals: the number has to end the sentence or its part.
const anyName = '[\\p{L}\\p{M}-]+,? ';
const atEnd = '(?= ?(?:[,.،؛]|$))';

const patterns = [
  new RegExp(`${start}\\d{2,5}[A-Za-z]? ${name}{1,3}(?:${clearStreet})${end}`, 'iu'),
  new RegExp(`${start}${house} ${capitalName}{1,3}(?:${maybeStreet}|Road|Rd|Avenue|Ave)${end}`, 'u'),
  new RegExp(`${start}(?:apt|apartment|apto|appt|кв)\\.? ?#? ?\\d{1,4}[a-z]?${end}`, 'iu'),
  new RegExp(`${start}p\\.? ?o\\.? box ?\\d+`, 'iu'),
  new RegExp(`${start}(?:${states}),? \\d{5}${end}`, 'u'),
  new RegExp(`${start}(?:zip(?: code)?|c[óo]digo postal|code postal|cep):? ?\\d{5}`, 'iu'),
  before('[Cc]alle|[Aa]venida|[Aa]v|[Aa]vda|[Cc]arrera|[Pp]aseo|[Rr]ua|[Tt]ravessa|[Aa]lameda|[Ee]strada', romanceName),
  new RegExp(`${start}${house}(?: bis| ter)?,? (?:rue|avenue|boulevard|impasse|allée|chemin|ri) (?:(?:de|du|des|la|le|les) |[dl]['’])*\\p{Lu}`, 'u'),
  before('[Uu]l|[Uu]lic[aey]|[Aa]lej[ai]|[Oo]s', capitalized),
  before('[Уу]л|[Уу]лиц[аеуы]|[Пп]роспекте?|[Пп]росп|[Пп]ереулке?|[Вв]ул|[Вв]улиц[яіюі]|[Пп]ров', capitalized),
  new RegExp('[\\u4e00-\\u9fff](?:路|街|大道|巷|弄|胡同) ?\\d{1,5} ?[号號]', 'u'),
  new RegExp(`${start}(?:मकान|गली|प्लॉट|বাড়ি|বাসা|রোড|সড়ক|گلی|مکان|ہاؤس) ?${mark} ?-?${house}`, 'u'),
  before('شارع', anyName, atEnd),
  new RegExp(`${start}${house} شارع \\p{L}`, 'u'),
];

export function holdsAddress(text: string): boolean {
  const line = text.replace(/[\s\u00a0]+/g, ' ');
  return patterns.some((pattern) => pattern.test(line));
}
