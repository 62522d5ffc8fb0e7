// A PostCSS plugin that drops what GOV.UK Frontend says once more for each of its parts and what here the page says
// once: its parts are made to stand on pages that say nothing, ours inherit.
const said = new Set([
  'font-family: inherit', '-webkit-font-smoothing: antialiased', '-moz-osx-font-smoothing: grayscale',
  'color: var(--govuk-text-colour, #0b0c0c)',
]);

export const inherited = {
  postcssPlugin: 'tellsafe-inherited',
  Declaration(declaration) {
    if (said.has(`${declaration.prop}: ${declaration.value}`)) declaration.remove();
  },
};
