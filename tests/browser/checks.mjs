// What a page must be for everybody: each check answers with a list of what is wrong, empty when nothing is.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// WCAG 2.2 AA and best practice as axe judges them; `rules` instead of all.
export async function violations(page, rules) {
  await page.evaluate(() => window.scrollTo(0, 0));
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return page.evaluate(async ({ rules: only, tags }) => {
    const options = only
      ? { runOnly: { type: 'rule', values: only } }
      : { runOnly: { type: 'tag', values: tags }, rules: { 'target-size': { enabled: true } } };
    const { violations: found } = await window.axe.run(document, { ...options, resultTypes: ['violations'] });
    return found.flatMap(({ id, nodes }) => nodes.map(
      (node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary.split('\n').slice(1).join('; ').trim()}`));
  }, { rules, tags: standard });
}

// With forced colors axe takes a style sheet's colors for those that are shown. What has to hold: texts read well,
// nothing keeps its own colors, and what can be pressed or filled in has an edge.
export function forcedColorFaults(page) {
  return page.evaluate(() => {
    const parts = (color) => color.match(/[\d.]+/g).map(Number);
    const luminance = (color) => parts(color).slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
    const background = (element) => {
      const own = getComputedStyle(element).backgroundColor;
      return (parts(own)[3] ?? 1) === 0 && element.parentElement ? background(element.parentElement) : own;
    };
    const faults = [];
    for (const element of document.body.querySelectorAll('*')) {
      if (!element.checkVisibility()) continue;
      const style = getComputedStyle(element);
      const what = `${element.tagName.toLowerCase()} "${(element.textContent || element.name || '').trim().slice(0, 30)}"`;
      const [less, more] = [luminance(style.color), luminance(background(element))].sort((a, b) => a - b);
      if ((more + 0.05) / (less + 0.05) < 4.5) faults.push(`${what} is ${style.color} on ${background(element)}`);
      if (style.forcedColorAdjust !== 'auto' && element.namespaceURI.endsWith('xhtml')) faults.push(`${what} keeps its colors`);
      if (element.matches('button, .button, select, textarea, input') && style.borderTopStyle === 'none' && !['checkbox', 'radio'].includes(element.type)) {
        faults.push(`${what} has no edge`);
      }
    }
    return faults;
  });
}

// Wider than the screen, cut off, or one text on another.
export function layoutFaults(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    const faults = [];
    if (root.scrollWidth > root.clientWidth) faults.push(`${root.scrollWidth - root.clientWidth} px wider than the screen`);

    const says = (element) => Array.from(element.childNodes)
      .some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '');
    const name = (element) => `${element.tagName.toLowerCase()}${element.id && `#${element.id}`} "${element.textContent.trim().slice(0, 30)}"`;
    const floats = (element) => element.closest('.leave, .skip, svg, option, select') !== null;
    // The boxes that texts stand in.
    const blocks = Array.from(document.body.querySelectorAll('*')).filter((element) => says(element) && !floats(element)
      && getComputedStyle(element).display !== 'inline' && element.checkVisibility());
    const boxes = blocks.map((block) => block.getBoundingClientRect());
    blocks.forEach((block, i) => {
      if (block.tagName === 'TEXTAREA') return;
      const text = document.createRange();
      text.selectNodeContents(block);
      const sticksOut = Array.from(text.getClientRects()).some((line) => line.left < boxes[i].left - 1 || line.right > boxes[i].right + 1);
      const isCut = block.scrollHeight > block.clientHeight + 1 && ['hidden', 'clip'].includes(getComputedStyle(block).overflowY);
      if (sticksOut || isCut) faults.push(`${name(block)} ${sticksOut ? 'sticks out' : 'is cut off'}`);
    });
    for (let i = 0; i < blocks.length; ++i) {
      for (let j = i + 1; j < blocks.length; ++j) {
        const across = Math.min(boxes[i].right, boxes[j].right) - Math.max(boxes[i].left, boxes[j].left);
        const down = Math.min(boxes[i].bottom, boxes[j].bottom) - Math.max(boxes[i].top, boxes[j].top);
        if (across > 1 && down > 1 && !blocks[i].contains(blocks[j])) faults.push(`${name(blocks[i])} lies on ${name(blocks[j])}`);
      }
    }
    return faults;
  });
}

// The way out has to be in view wherever one reads, and leave room for the page.
export async function leaveFaults(page) {
  const look = () => page.evaluate(() => {
    const way = document.querySelector('a[data-leave]');
    const { top, bottom, left, right, height } = way.getBoundingClientRect();
    const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const faults = [];
    if (top < 0 || bottom > innerHeight || left < 0 || right > innerWidth) faults.push(`leave is out of view at ${scrollY}`);
    if (at !== way && !way.contains(at)) faults.push(`leave is covered at ${scrollY}`);
    if (height > innerHeight / 3) faults.push(`leave takes ${height} of ${innerHeight} px`);
    return faults;
  });
  const faults = await look();
  for (const part of [0.5, 1]) {
    await page.evaluate((down) => window.scrollTo(0, down * document.documentElement.scrollHeight), part);
    faults.push(...await look());
  }
  await page.evaluate(() => window.scrollTo(0, 0));
  return faults;
}

// Everything that a finger has to hit is 44 px high and wide, but for links within a sentence.
export function targetFaults(page) {
  return page.evaluate(() => {
    const least = 43.5;
    const inSentence = (link) => {
      let block = link.parentElement;
      while (getComputedStyle(block).display === 'inline') block = block.parentElement;
      return block.textContent.replace(link.textContent, '').trim().length > 2;
    };
    // A box is hit by its label.
    const target = (element) => (['checkbox', 'radio'].includes(element.type) ? element.labels[0] : element);
    const faults = [];
    for (const element of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
      if (!element.checkVisibility() || element.matches('.skip') || (element.tagName === 'A' && inSentence(element))) continue;
      const { width, height } = target(element).getBoundingClientRect();
      if (width < least || height < least) {
        const words = (element.textContent || element.name).trim().slice(0, 30);
        faults.push(`${element.tagName.toLowerCase()} "${words}" is ${Math.round(width)} by ${Math.round(height)} px`);
      }
    }
    return faults;
  });
}

// The spacing of text that WCAG 1.4.12 lets readers choose. Made where the content security policy does not forbid it.
export async function spaceText(page, spaced) {
  await page.evaluate((on) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(on ? `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
      p { margin-block-end: 2em !important }` : '');
    document.adoptedStyleSheets = [sheet];
  }, spaced);
}

// Motion, for people whom it makes sick.
export function motionFaults(page) {
  return page.evaluate(() => Array.from(document.querySelectorAll('*')).filter((element) => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
    return !/^0s(, 0s)*$/.test(transitionDuration) || animationName !== 'none' || scrollBehavior === 'smooth';
  }).map((element) => `${element.tagName} moves`));
}
