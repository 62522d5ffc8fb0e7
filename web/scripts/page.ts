// On every page: leaving at once, and nothing to be seen after Back.
import { tripleShift } from './leave';

// Nothing shows while the next page loads, and nothing is left for the browser to keep.
function wipe(): void {
  document.title = '…';
  document.body.textContent = '';
}

function leave(way: HTMLAnchorElement): void {
  const address = way.href;
  wipe();
  location.replace(address);
}

// Listeners stand on the document and the window: `report.ts` exchanges the body.
document.addEventListener('click', (event) => {
  const way = (event.target as Element).closest<HTMLAnchorElement>('a[data-leave]');
  if (!way) return;
  event.preventDefault();
  leave(way);
});

const completes = tripleShift();
const noted = (key: string, repeat: boolean): void => {
  if (!completes({ key, repeat, time: Date.now() })) return;
  const way = document.querySelector<HTMLAnchorElement>('a[data-leave]');
  if (way) leave(way);
};
document.addEventListener('keydown', (event) => noted(event.key, event.repeat), true);
// Marking text with Shift and the mouse is something else.
document.addEventListener('pointerdown', () => noted('', false), true);

addEventListener('pagehide', wipe);
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
