// A PostCSS plugin that drops selectors whose classes no template has, then rules and at-rules that are left empty.
// A class that a mustache section switches on stands in the template as text, so it is found too.
function classesOf(html) {
  const classes = new Set();
  for (const [, list] of html.matchAll(/\sclass="([^"]*)"/g)) {
    for (const name of list.replace(/\{\{[^}]*\}\}/g, ' ').split(/\s+/)) classes.add(name);
  }
  return classes;
}

function removeIfEmpty(container) {
  if (container.nodes?.length === 0) container.remove();
}

export function unused(html) {
  const known = classesOf(html);
  const used = (selector) => [...selector.matchAll(/\.([A-Za-z_-][\w-]*)/g)].every(([, name]) => known.has(name));
  return {
    postcssPlugin: 'tellsafe-unused',
    OnceExit(root) {
      root.walkRules((rule) => {
        const selectors = rule.selectors.filter(used);
        if (selectors.length === 0) rule.remove();
        else rule.selectors = selectors;
      });
      root.walkRules(removeIfEmpty);
      root.walkAtRules(removeIfEmpty);
    },
  };
}
