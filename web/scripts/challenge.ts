// Proof of work in the ALTCHA format, version 1: what the server asks for, and what is sent back.

export interface Challenge {
  algorithm: string;
  challenge: string;
  maxnumber: number;
  salt: string;
  signature: string;
}

export interface Solved {
  payload: string;  // the field `work`
  until: number;    // milliseconds since 1970, by this device's clock: no good from then on
}

const minute = 60_000;
const leastTime = minute;
const usualTime = 45 * minute;
const mostTime = 24 * 60 * minute;

export function readChallenge(json: unknown): Challenge | null {
  const { algorithm, challenge, maxnumber, salt, signature } = (json ?? {}) as Record<string, unknown>;
  if (algorithm !== 'SHA-256' || typeof challenge !== 'string' || typeof salt !== 'string') return null;
  if (typeof signature !== 'string' || typeof maxnumber !== 'number') return null;
  return { algorithm, challenge, maxnumber, salt, signature };
}

// A minute before the server forgets it. The clocks of phones can be wrong: a time that makes no sense is not
// believed.
export function usableUntil(salt: string, now: number): number {
  const expires = Number(new URLSearchParams(salt.split('?')[1] ?? '').get('expires')) * 1000;
  const left = expires - minute - now;
  return now + (left > leastTime && left < mostTime ? left : usualTime);
}

export function solution({ algorithm, challenge, salt, signature }: Challenge, number: number): string {
  return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
}
