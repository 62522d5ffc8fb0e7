// Three presses of Shift, and of nothing else, say that somebody wants to leave at once.
const within = 3000;

export interface Press {
  key: string;
  repeat: boolean;  // the key is being held down
  time: number;     // milliseconds
}

// A function that is told every key that goes down and answers whether this one completes the sign.
export function tripleShift(): (press: Press) => boolean {
  let times: number[] = [];
  return ({ key, repeat, time }) => {
    if (key !== 'Shift') {
      times = [];
      return false;
    }
    if (repeat) return false;
    times = [...times, time].slice(-3);
    const first = times[0];
    if (times.length < 3 || first === undefined || time - first > within) return false;
    times = [];
    return true;
  };
}
