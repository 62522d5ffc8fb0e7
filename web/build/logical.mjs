// A PostCSS plugin that turns left and right into start and end, and whole-box shorthands with different sides into
// logical ones, so that a page written from right to left needs no style of its own.
const names = new Map(Object.entries({
  left: 'inset-inline-start',
  right: 'inset-inline-end',
  'margin-left': 'margin-inline-start',
  'margin-right': 'margin-inline-end',
  'padding-left': 'padding-inline-start',
  'padding-right': 'padding-inline-end',
  'border-left': 'border-inline-start',
  'border-right': 'border-inline-end',
  'border-left-width': 'border-inline-start-width',
  'border-right-width': 'border-inline-end-width',
  'border-left-style': 'border-inline-start-style',
  'border-right-style': 'border-inline-end-style',
  'border-left-color': 'border-inline-start-color',
  'border-right-color': 'border-inline-end-color',
  'border-top-left-radius': 'border-start-start-radius',
  'border-top-right-radius': 'border-start-end-radius',
  'border-bottom-left-radius': 'border-end-start-radius',
  'border-bottom-right-radius': 'border-end-end-radius',
}));
const values = new Map([['left', 'start'], ['right', 'end']]);

// "1px (2px + 3px) 0" is three parts.
function parts(value) {
  return value.match(/(?:[^\s(]|\((?:[^()]|\([^()]*\))*\))+/g) ?? [];
}

// Four sides of which the second and the fourth differ have a direction: `margin: top right bottom left`.
function splitBox(declaration) {
  const [top, right, bottom, left] = parts(declaration.value);
  if (left === undefined || left === right) return;
  const set = (prop, value) => declaration.cloneBefore({ prop: `${declaration.prop}-${prop}`, value });
  set('block', top === bottom ? top : `${top} ${bottom}`);
  set('inline', `${left} ${right}`);
  declaration.remove();
}

export const logical = {
  postcssPlugin: 'tellsafe-logical',
  Declaration(declaration) {
    const { prop, value } = declaration;
    if (names.has(prop)) declaration.prop = names.get(prop);
    else if (prop === 'text-align' && values.has(value)) declaration.value = values.get(value);
    else if (prop === 'margin' || prop === 'padding') splitBox(declaration);
  },
};
