"""The small sheet of rules that the theme in ``.streamlit/config.toml`` cannot say.

Five sizes of type, a grid of 8 pixels, and the classes of the parts that the panels draw themselves. Colours that
must differ between light and dark use ``light-dark()``: Streamlit sets ``color-scheme`` to the theme in force.
"""

from typing import Final

import streamlit as st

from embedlab import palette
from embedlab.ui.theme_assets import MONO_FAMILY, font_css

TEACHING_ROOT_PIXELS: Final = 20
"""Root size in teacher mode (16 otherwise); all sizes are relative to it, so everything grows together."""

TOKENS: Final = {
    "--el-quiet": palette.QUIET,
    "--el-accent": palette.PRIMARY,
    "--el-on-accent": palette.ON_PRIMARY,
    "--el-line": palette.LINE,
    "--el-panel": palette.PANEL,
    "--el-problem": palette.PROBLEM,
    "--el-good": palette.GOOD,
}
"""Own colours as (light, dark); contrast is measured by the tests."""

_SCALE: Final = (
    f"--el-s:0.875rem;--el-m:1rem;--el-l:1.25rem;--el-xl:1.5rem;--el-xxl:2rem;--el-mono:'{MONO_FAMILY}',monospace;"
)

_PAGE: Final = """
:root{color-scheme:light dark}
:root :is(a,button,summary,label:has(input),.el-parts):focus-visible,:root label:has(input:focus-visible),
:root [data-testid=stSlider] div:has(>div>input:focus-visible){
  outline:2px solid var(--el-accent)!important;outline-offset:2px;border-radius:4px}
.stApp [data-testid=stMainBlockContainer]{max-width:88rem;padding-left:3rem;padding-right:3rem}
.stApp [data-testid=stMainBlockContainer]>div>[data-testid=stVerticalBlock]{gap:1rem}
.stApp [data-testid=stMarkdownContainer] p,.stApp [data-testid=stMarkdownContainer] li{max-width:42rem}
[data-testid=stCaptionContainer][data-testid]{opacity:1;color:var(--el-quiet)}
.js-plotly-plot .xtick text,.js-plotly-plot .ytick text{fill:var(--el-quiet)!important}
.stApp .katex-display{overflow:visible;padding-block:0.25rem;line-height:2.25;max-width:42rem}
.stApp .katex-display>.katex{text-align:left}
.stApp .katex-display>.katex{white-space:normal} /* a long formula breaks at its relations instead of scrolling */
[data-testid=stCode] .token.token{color:inherit}
[data-testid=stCode] .token.token.comment{color:var(--el-quiet)}
[data-testid=stCode] .token.token.string,[data-testid=stCode] .token.string .token.token{color:var(--el-good)}
[data-testid=stCode] .token.token:is(.keyword,.builtin,.boolean){color:var(--el-accent)}
[data-testid=stRadioOption]:not(:has(input:checked))>div>div:first-child{border-color:var(--el-quiet)}
[data-testid=stButtonGroup] button{min-height:2.5rem}
.stApp [data-testid=stRadio]>[data-testid=stWidgetLabel] p{font-size:var(--el-m)}
.stApp [data-testid=stBaseButton-primary]:not(:disabled){color:var(--el-on-accent)}
.stApp .st-key-el-actions{flex:none;min-height:2.5rem;flex-wrap:nowrap}
.stApp .st-key-el-actions>*{flex:none;width:auto;min-width:0}
.stApp .st-key-el-export{min-width:5.75rem}
.stApp .st-key-el-actions button{color:var(--el-quiet)}
.stApp .st-key-el-actions button:hover{color:var(--el-accent)}
.st-key-el-motion{position:absolute}
"""

_HEADING: Final = """
:root .el-head{display:flex;align-items:baseline;gap:0.75rem;margin:0}
:root .el-head h1{font-size:var(--el-xxl);line-height:1.2;font-weight:650;letter-spacing:-0.01em;margin:0;padding:0}
:root .el-number{font:500 var(--el-xl)/1.2 var(--el-mono);color:var(--el-quiet)}
:root .el-sub{font-size:var(--el-m);line-height:1.5;font-weight:650;margin:0;padding:0.25rem 0}
:root .el-question{font-size:var(--el-l);line-height:1.4;margin:0.25rem 0 0}
:root .el-lead{font-size:var(--el-m);line-height:1.5;color:var(--el-quiet);margin:0.25rem 0 0;max-width:64rem}
"""

_SIDEBAR: Final = """
.stApp [data-testid=stSidebarHeader]{position:absolute;top:0;right:0;width:auto;height:3.5rem;z-index:1}
.stApp [data-testid=stSidebarUserContent]{padding-top:1.75rem}
:root .el-brand{font-size:var(--el-l);font-weight:700;letter-spacing:-0.01em;margin:0 0 0.5rem;padding:0 0.5rem}
:root .el-group{font-size:var(--el-s);color:var(--el-quiet);margin:1rem 0 0.25rem;padding:0 0.5rem}
:root .el-coming{display:flex;justify-content:space-between;gap:0.5rem;align-items:baseline;
  font-size:var(--el-m);line-height:1.5;color:var(--el-quiet);margin:0;padding:0.25rem 0.5rem}
:root .el-coming small{font-size:var(--el-s);font-style:italic;flex:none}
.stApp [data-testid=stSidebar] [data-testid=stVerticalBlock]{gap:0}
.stApp [data-testid=stPageLink-NavLink]{padding:0.25rem 0.5rem;margin:0;border-radius:6px;line-height:1.5}
.stApp [data-testid=stSidebar] [data-testid=stPageLink-NavLink] p{font-size:var(--el-m)}
.stApp [data-testid=stPageLink-NavLink] :is(span,div,p){white-space:normal;overflow:visible}
.stApp [data-testid=stSidebar] :is([data-testid=stPageLink],[data-testid=stPageLink]>div,[data-testid=stPageLink] a,
  [data-testid=stPageLink] span){height:auto;min-height:0}
.stApp [data-testid=stSidebar] [data-testid=stElementContainer]:has([data-testid=stPageLink]){margin:0}
"""

_PANELS: Final = """
:root .el-finding{font-size:var(--el-l);line-height:1.45;margin:0;max-width:48rem}
:root .el-finding.el-veiled{font-size:var(--el-m);color:var(--el-quiet);min-height:3.625rem;padding:0.5rem 0.75rem;
  background:repeating-linear-gradient(135deg,var(--el-panel) 0 6px,transparent 6px 12px);border-radius:6px}
[class*=st-key-el-guess-box]{border-left:3px solid var(--el-accent);padding-left:1rem}
.stApp [class*=st-key-el-guess-box] [data-testid=stMarkdownContainer] p{max-width:64rem}
.stApp .st-key-el-below [data-testid=stExpander] details{
  border:0;border-radius:0;background:none}
.stApp .st-key-el-below [data-testid=stExpander] summary{padding-inline:0}
.stApp .st-key-el-below [data-testid=stExpander] summary p{font-size:var(--el-l);font-weight:650}
.stApp .st-key-el-below [data-testid=stExpander] [data-testid=stExpander] summary p{font-size:var(--el-m);
  font-weight:400}
[class*=st-key-el-live] .el-finding{min-height:5.5rem} /* sentences that change while a training runs move nothing */
[class*=st-key-el-live] [data-testid=stCaptionContainer]{min-height:5.25rem}
:root :is(.el-problem,.el-note){font-size:var(--el-s);line-height:1.5;
  margin:0;padding:0.5rem 0.75rem;border-left:3px solid;
  white-space:pre-line;overflow-wrap:anywhere;background:var(--el-panel);border-radius:0 6px 6px 0}
:root .el-problem{border-color:var(--el-problem);color:var(--el-problem)}
:root .el-note{border-color:var(--el-line);color:var(--el-quiet)}
:root .el-result{font-size:var(--el-m);line-height:1.5;margin:0}
:root .el-result b{color:var(--el-good)} :root .el-result.el-wrong b{color:var(--el-problem)}
:root .el-parts{overflow-x:auto}
:root .el-parts table{border-collapse:collapse;font-size:var(--el-m)}
:root .el-parts th,:root .el-parts td{padding:0.25rem 1.5rem 0.25rem 0;text-align:left;font-weight:400;border:0;
  border-bottom:1px solid var(--el-line)}
:root .el-parts th{overflow-wrap:anywhere} :root .el-parts thead th{font-size:var(--el-s);color:var(--el-quiet)}
:root .el-parts td{font-family:var(--el-mono);text-align:right;padding-right:0;font-variant-numeric:tabular-nums}
:root .el-parts tfoot th,:root .el-parts tfoot td{font-weight:650;border-bottom:0;border-top:2px solid currentColor}
:root .el-identity{font:var(--el-s)/1.6 var(--el-mono);color:var(--el-quiet);margin:0.5rem 0 0;overflow-wrap:anywhere}
:root ul.el-reading{margin:0;padding:0;list-style:none;max-width:48rem}
:root .el-reading li{margin:0 0 0.75rem;line-height:1.5} :root .el-reading span{color:var(--el-quiet)}
:root .el-reading a{color:var(--el-accent)}
.st-key-el-teacher{border-left:3px solid var(--el-accent);padding-left:1rem}
"""

_TABLES: Final = """
:root :is(.el-near,.el-matrix){overflow-x:auto}
:root :is(.el-near,.el-matrix) table{border-collapse:collapse;font-size:var(--el-m);width:100%}
:root :is(.el-near,.el-matrix) :is(th,td){padding:0.25rem 1rem 0.25rem 0;text-align:left;font-weight:400;border:0;
  border-bottom:1px solid var(--el-line);vertical-align:baseline}
:root :is(.el-near,.el-matrix) thead th{font-size:var(--el-s);color:var(--el-quiet)}
:root .el-near td:first-child{font-family:var(--el-mono);width:4.5rem}
:root .el-near td:nth-child(2){white-space:nowrap}
:root .el-near .el-other{color:var(--el-problem)} :root .el-near .el-other::after{content:" (another)"}
:root .el-matrix :is(th,td){padding-right:0.75rem} :root .el-matrix tbody th{min-width:11rem}
:root .el-matrix small{font-size:var(--el-s);color:var(--el-quiet)}
:root .el-matrix td{font-size:var(--el-s)} :root .el-matrix a{color:var(--el-accent)}
:root .el-epochs table{border-collapse:collapse;width:100%}
:root .el-epochs :is(th,td){padding:0.375rem 0.75rem 0.375rem 0;text-align:left;font-weight:400;border:0;
  border-bottom:1px solid var(--el-line);vertical-align:baseline}
:root .el-epochs th{white-space:nowrap;font-size:var(--el-s);color:var(--el-quiet)}
:root .el-epochs b{color:var(--el-accent)}
:root .el-family{display:inline-block;width:0.625rem;height:0.625rem;border-radius:2px;margin-right:0.5rem}
:root .el-compare th{white-space:nowrap} :root .el-compare td.el-range{font:var(--el-s)/1.5 inherit;font-family:inherit;
  color:var(--el-quiet);text-align:left;padding-left:1.5rem}
:root :is(.el-origin,.el-marks) table{width:100%} :root :is(.el-origin,.el-marks) tr>*{padding-right:0.5rem}
:root :is(.el-origin,.el-marks) thead th:not(:first-child){text-align:right}
:root .el-origin tr>:last-child{padding-right:0} :root :is(.el-origin,.el-marks) tbody>tr>*{white-space:nowrap}
:root :is(.el-origin,.el-marks) thead th{overflow-wrap:normal}
:root .el-parts.el-origin :is(td,th).el-from{font:var(--el-s)/1.5 inherit;font-family:inherit;text-align:left;
  color:var(--el-quiet)}
"""

_CHIPS: Final = """
:root ol.el-chips{display:flex;flex-wrap:wrap;gap:0.5rem 0.25rem;list-style:none;margin:0;padding:0;
  font:var(--el-s)/1.5 var(--el-mono)}
:root .el-chip{position:relative;margin:0;padding:0.125rem 0.5rem;border:1px solid var(--el-line);border-radius:6px;
  background:var(--el-panel);white-space:pre-wrap;overflow-wrap:anywhere;max-width:100%}
:root .el-chip.el-joint{margin-left:-0.25rem;border-left:1px dashed var(--el-quiet);border-radius:0 6px 6px 0}
:root .el-chip:has(+ .el-joint){border-top-right-radius:0;border-bottom-right-radius:0;border-right:0}
:root .el-chip.el-special{color:var(--el-quiet);background:none;border-style:dotted}
:root .el-chip i{display:block;height:3px;margin-top:0.125rem;border-radius:2px;background:var(--el-accent);
  width:calc(100% * var(--w))}
:root .el-chip small{font-size:var(--el-s);color:var(--el-quiet);padding-left:0.5rem}
"""

_SMALL_AND_STILL: Final = """
@media (max-width:640px){
  .stApp .katex-display>.katex{font-size:var(--el-m)}
  .stApp [data-testid=stMainBlockContainer]{padding-left:1rem;padding-right:1rem}
  :root .el-head h1{font-size:var(--el-xl)} :root .el-number{font-size:var(--el-l)}
  :root .el-question{font-size:var(--el-m)}
}
@media (prefers-reduced-motion:reduce){
  *,*::before,*::after{animation-duration:0.01ms!important;animation-iteration-count:1!important;
    transition-duration:0.01ms!important;scroll-behavior:auto!important}
}
"""


def page_css(*, teaching: bool = False, hidden: frozenset[str] = frozenset()) -> str:
    """Return the sheet of one page; ``hidden`` names the controls that a teacher has put away."""
    colours = "".join(f"{name}:light-dark({light},{dark});" for name, (light, dark) in TOKENS.items())
    families = "".join(f":root .el-f-{name}{{background:{colour}}}" for name, colour in palette.FAMILY_COLOURS.items())
    rules = [
        f":root{{{_SCALE}{colours}}}",
        _PAGE,
        _HEADING,
        _SIDEBAR,
        _PANELS,
        _TABLES,
        families,
        _CHIPS,
        _SMALL_AND_STILL,
    ]
    if teaching:
        rules.append(f"html{{font-size:{TEACHING_ROOT_PIXELS}px!important}}")
    rules += [f".st-key-{control_key(name)}{{display:none}}" for name in sorted(hidden)]
    return "\n".join(rules)


def control_key(name: str) -> str:
    """Return the container key of a control: letters, digits and hyphens only, so that it is safe in a rule."""
    return "el-control-" + "".join(c if c.isascii() and c.isalnum() else "-" for c in name)


def apply_style(*, teaching: bool = False, hidden: frozenset[str] = frozenset()) -> None:
    """Send the typeface and the sheet to the page; they take no room on it."""
    st.html(f"<style>{font_css()}\n{page_css(teaching=teaching, hidden=hidden)}</style>")
