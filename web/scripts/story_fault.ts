// What the server says about a story that it reads, said here about one that it will never see.
import { countCharacters, isText } from './count';
import type { Facts } from './facts';
import { wording } from './words';

// The message, or null when the story can be taken.
export function storyFault(
  story: string, facts: Pick<Facts, 'language' | 'numerals' | 'limit' | 'not_text' | 'too_long'>,
): string | null {
  if (!isText(story)) return facts.not_text;
  const count = countCharacters(story);
  if (count <= facts.limit) return null;
  return wording(facts.language, facts.numerals).counted(facts.too_long, count, facts.limit);
}
