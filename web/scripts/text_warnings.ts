// What in a story might show who somebody is. Guesses, to be said gently: nothing is ever kept from being sent, and
// a warning that is wrong too often is not read any more.
import { holdsAddress } from './addresses';
import { plainDigits } from './digits';
import { holdsPhoneNumber } from './phone_numbers';
import { holdsPlate } from './plates';

export type Warning = 'phone' | 'email' | 'plate' | 'address';

const email = /[\p{L}\p{N}_%+-]{1,64}(?: ?@ ?|\s?[([](?:at|arroba)[)\]]\s?)(?:[\p{L}\p{N}-]{1,63}\.){1,4}\p{L}{2,}/u;

// In the order in which they are shown.
export function textWarnings(story: string): Warning[] {
  const text = plainDigits(story.normalize('NFKC'));
  const found: [Warning, boolean][] = [
    ['phone', holdsPhoneNumber(text)],
    ['email', email.test(text)],
    ['plate', holdsPlate(text)],
    ['address', holdsAddress(text)],
  ];
  return found.filter(([, holds]) => holds).map(([warning]) => warning);
}
