// The style of the explanation page: it must be in the page, which needs nothing else.
#pragma once

#include <string_view>

namespace tellsafe::release {

// What a cell is, is said by a word, a symbol, the edge and the color, in this order of what remains when
// colors are forced, or gone on paper.
inline constexpr std::string_view explain_style = R"css(
:root {
  color-scheme: light dark;
  --text: #0b0c0c; --soft: #484b50; --page: #fff; --edge: #6b7078; --head: #f1f4f8;
  --shown: #dcefdf; --primary: #fbdcd8; --complementary: #fdebc8; --zero: #e6e8ec; --alarm: #a81208;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #eef0f3; --soft: #bcc1ca; --page: #15181d; --edge: #8a919d; --head: #23282f;
    --shown: #17402a; --primary: #5a211c; --complementary: #55400f; --zero: #333a44; --alarm: #ffa39a;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 90rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif;
  color: var(--text); background: var(--page); }
p, li, dl { max-width: 45rem; }
h1, h2, h3, h4 { line-height: 1.25; }
h2 { margin-top: 3rem; border-bottom: 2px solid; }
h3 code { font-size: .875rem; font-weight: 400; color: var(--soft); margin-inline-start: .5rem; }
a { color: inherit; }
code { overflow-wrap: anywhere; }
.warning { border: 4px solid var(--alarm); padding: 0 1rem; }
.warning strong { color: var(--alarm); }
.scroll { overflow-x: auto; max-width: 100%; }
.scroll:focus-visible { outline: 3px solid; outline-offset: 2px; }
table { border-collapse: collapse; margin: .5rem 0 1rem; }
caption { text-align: start; color: var(--soft); }
th, td { border: 1px solid var(--edge); padding: .3rem .5rem; vertical-align: top; text-align: start; }
th { background: var(--head); font-weight: 600; min-width: 6.5rem; max-width: 14rem; }
thead th { vertical-align: bottom; }
.grid tbody th { position: sticky; inset-inline-start: 0; }
.under { padding-inline-start: 1.5rem; font-weight: 400; }
td b { font-variant-numeric: tabular-nums; }
td span { display: block; white-space: nowrap; font-size: .875rem; }
.legend { display: grid; gap: .5rem; padding: 0; list-style: none; }
.legend li { padding: .3rem .5rem; }
.shown { background: var(--shown); border: 2px solid var(--edge); }
.primary { background: var(--primary); border: 3px double var(--edge); }
.complementary { background: var(--complementary); border: 2px dashed var(--edge); }
.zero { background: var(--zero); border: 2px dotted var(--edge); }
.notes { font-size: .9375rem; }
@media (max-width: 40rem) {
  .grid tbody th { min-width: 5rem; max-width: 8rem; font-size: .875rem; overflow-wrap: anywhere; hyphens: auto; }
}
@media (forced-colors: active) {
  .shown, .primary, .complementary, .zero { border-color: CanvasText; }
}
@media print {
  :root { --text: #000; --page: #fff; --soft: #333; --edge: #555; --alarm: #000; color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 9pt; }
  .scroll { overflow: visible; }
  .grid tbody th { position: static; }
  tr, h2, h3, h4 { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
  @page { size: landscape; margin: 1.5cm; }
}
)css";

}  // namespace tellsafe::release
