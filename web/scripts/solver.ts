// Gets a challenge and has the worker solve it.
import { solution, usableUntil, type Challenge, type Solved } from './challenge';
import { getChallenge } from './requests';

function inWorker(script: string, challenge: Challenge): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script);
    const end = (number: number | null): void => {
      worker.terminate();
      resolve(number);
    };
    worker.onmessage = ({ data }: MessageEvent<unknown>) => end(typeof data === 'number' ? data : null);
    worker.onerror = () => {
      worker.terminate();
      reject(new Error('no worker'));
    };
    worker.postMessage(challenge);
  });
}

// `script` is the address of work.js.
export async function solveOne(script: string): Promise<Solved | null> {
  const challenge = await getChallenge();
  const until = usableUntil(challenge.salt, Date.now());
  const number = await inWorker(script, challenge);
  return number === null ? null : { payload: solution(challenge, number), until };
}
