// The worker: is told a challenge, and answers with the number that solves it, or null.
import { solveChallenge } from 'altcha-lib/v1';
import type { Challenge } from './challenge';

const port = self as unknown as {
  onmessage: (event: MessageEvent<Challenge>) => void;
  postMessage(number: number | null): void;
};

port.onmessage = ({ data }) => {
  solveChallenge(data.challenge, data.salt, data.algorithm, data.maxnumber).promise.then(
    (solved) => port.postMessage(solved ? solved.number : null),
    () => port.postMessage(null),
  );
};
