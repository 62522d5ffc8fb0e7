// A PostCSS plugin that leaves no color fixed: GOV.UK Frontend's own custom properties get our shorter names, and the
// shades that it computes while it is compiled become properties too. A color that it does not know is an error, for
// it would stay as it is in the dark and under a city's own colors.
const shades = new Map(Object.entries({
  '#0b5c3e': 'var(--button)', // under the mouse
  '#083d29': 'var(--shade)',
  '#f3f3f3': 'var(--surface-background)', // the secondary button
  '#858686': 'var(--shade)',
  '#cecece': 'var(--border)',
  '#0b0c0c': 'var(--text)',
  '#ca3535': 'var(--error)', // the warning button
  '#982828': 'var(--error)',
  '#651b1b': 'var(--error)',
  '#ffffff': 'var(--body-background)',
}));

export const colors = {
  postcssPlugin: 'tellsafe-colors',
  OnceExit(root) {
    root.walkDecls((declaration) => {
      if (declaration.prop.startsWith('--govuk-')) return declaration.remove();
      if (declaration.prop.startsWith('--')) return;
      declaration.value = declaration.value
        .replace(/var\(--govuk-([a-z-]+)-colour, #[0-9a-f]+\)/g, 'var(--$1)')
        .replace(/#[0-9a-f]{3,8}\b/gi, (color) => {
          if (!shades.has(color)) throw declaration.error(`${declaration.prop}: ${declaration.value} is a fixed color`);
          return shades.get(color);
        });
    });
  },
};
