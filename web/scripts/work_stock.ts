// One piece of work, ready before it is needed: a challenge can be used once, and not for ever.
import type { Solved } from './challenge';

const afterFailure = 30_000;

export interface WorkStock {
  prepare(): void;    // starts, unless there is or will be a usable one, or it failed just now
  ready(): boolean;   // take() would not wait
  // The field `work`; null when there is none within `longest` milliseconds.
  take(longest: number): Promise<string | null>;
}

// `make` gets and solves a challenge; null, or throwing, when that can't be done.
export function workStock(make: () => Promise<Solved | null>, now: () => number = Date.now): WorkStock {
  let made: Solved | null = null;
  let making: Promise<void> | null = null;
  let notBefore = 0;

  const usable = (): boolean => made !== null && now() < made.until;
  const makeOne = async (): Promise<void> => {
    made = await make().catch(() => null);
    if (!made) notBefore = now() + afterFailure;
    making = null;
  };
  const prepare = (): void => {
    if (!usable() && !making && now() >= notBefore) making = makeOne();
  };
  const atMost = async (wait: Promise<void>, longest: number): Promise<void> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const enough = new Promise<void>((resolve) => { timer = setTimeout(resolve, longest); });
    await Promise.race([wait, enough]);
    clearTimeout(timer);
  };

  return {
    prepare,
    ready: () => usable() || (!making && now() < notBefore),
    async take(longest) {
      prepare();
      if (making) await atMost(making, longest);
      if (!usable()) return null;
      const taken = made;
      made = null;
      return taken?.payload ?? null;
    },
  };
}
