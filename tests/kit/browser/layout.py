"""Where everything on a page stands: boxes that a test compares with those kept, and what no screen may have."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import Page

Box = tuple[str, int, int, int, int]
"""What it is, then left, top, width and height in pixels of the page."""

TOLERANCE, SHARE = 12, 0.04
"""Pixels, and a share of the value, by which a box may differ: browsers round text and lines in their own way."""

# ruff: noqa: E501 - lines of JavaScript

_BOXES = r"""() => {
    const main = document.querySelector('[data-testid=stMain]');
    const found = [];
    const add = (name, element) => {
        if (!element.checkVisibility({visibilityProperty: true})) return;
        const box = element.getBoundingClientRect();
        if (box.width && box.height)
            found.push([name, box.left, box.top + main.scrollTop, box.width, box.height].map(
                value => typeof value === 'number' ? Math.round(value) : value));
    };
    const text = element => element.textContent.trim().replace(/\s+/g, ' ').slice(0, 60);
    const each = (selector, name) => main.querySelectorAll(selector).forEach(e => add(name(e), e));
    each('.el-head h1', e => 'title ' + text(e));
    each('.el-question', () => 'question');
    each('.el-lead', () => 'lead');
    each('.el-sub', e => 'heading ' + text(e));
    each('[data-testid=stWidgetLabel] p', e => 'label ' + text(e));
    each('[data-testid=stMain] button:not(.modebar-btn, .el-term, [data-testid=stTooltipHoverTarget] *)', e => 'button ' + text(e));
    each('[data-testid=stPlotlyChart]', e => 'figure ' + e.closest('[class*=st-key-]').className.match(/st-key-(\S+)/)[1]);
    each('.el-finding', () => 'finding');
    each('summary', e => 'part ' + text(e));
    return found;
}"""

_FAULTS = r"""finger => {
    const faults = [];
    const shown = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true});
    const width = innerWidth;
    const main = document.querySelector('[data-testid=stMain]');
    for (const e of [document.documentElement, main])
        if (e.scrollWidth > width) faults.push(`${e.tagName} is ${e.scrollWidth} pixels wide`);
    // A word that is drawn on two lines is broken inside.
    const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        if (!node.parentElement.closest('button, label, summary, h1, h2, th') || !shown(node.parentElement)) continue;
        if (node.parentElement.closest('[data-testid=stIconMaterial]')) continue;
        for (const word of node.data.matchAll(/\p{L}+/gu)) {
            const range = document.createRange();
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            const tops = new Set([...range.getClientRects()].filter(r => r.width > 1).map(r => Math.round(r.top)));
            if (tops.size > 1) faults.push(`“${word[0]}” is broken inside`);
        }
    }
    for (const plot of main.querySelectorAll('.js-plotly-plot')) {
        const drawing = plot.querySelector('.main-svg');
        if (!shown(plot) || !drawing) continue;
        const name = plot.closest('[class*=st-key-]').className.match(/st-key-(\S+)/)[1];
        if (Math.abs(drawing.clientWidth - plot.offsetWidth) > 2)
            faults.push(`${name} is drawn ${drawing.clientWidth} wide in ${plot.offsetWidth} pixels`);
    }
    if (finger) for (const e of main.querySelectorAll('button, a[href], summary, [role=slider], input')) {
        if (!shown(e) || e.closest('.modebar, p, li, td, th') || e.matches('input:is([type=radio], [type=checkbox], [type=range])')) continue;
        const box = e.getBoundingClientRect();
        if (box.width > 1 && Math.min(box.width, box.height) < 24 && !e.closest('label'))
            faults.push(`${e.tagName} “${(e.textContent || e.ariaLabel || '').trim().slice(0, 30)}” is ${Math.round(box.width)} x ${Math.round(box.height)}`);
    }
    return faults;
}"""

_SMALLEST = r"""() => Math.min(...[...document.querySelectorAll('[data-testid=stMain] .js-plotly-plot text')]
    .filter(e => e.textContent.trim() && e.checkVisibility({visibilityProperty: true}))
    .map(e => parseFloat(getComputedStyle(e.querySelector('tspan') ?? e).fontSize) * Math.hypot(e.getScreenCTM().a, e.getScreenCTM().b)))"""


def boxes(page: Page) -> list[Box]:
    """The boxes of headings, labels, buttons, figures, findings and parts, from top to bottom."""
    found: list[Sequence[Any]] = page.evaluate(_BOXES)
    return sorted((tuple(box) for box in found), key=lambda box: (box[2], box[1], box[0]))  # type: ignore[misc]


def faults(page: Page, *, finger: bool = False) -> list[str]:
    """What no screen may have: sideways scrolling, a word broken inside, a figure that does not fit its place.

    With ``finger`` also targets of less than 24 pixels (WCAG 2.2, 2.5.8).
    """
    found: list[str] = page.evaluate(_FAULTS, finger)
    return found


def smallest_text(page: Page) -> float:
    """The smallest text in a figure that is shown, in pixels of the screen: Plotly scales the numbers of thin bars."""
    return float(page.evaluate(_SMALLEST))


def differences(seen: Sequence[Box], kept: Sequence[Sequence[Any]]) -> list[str]:
    """Which boxes have come, gone, or moved beyond the tolerance; a box is told by what it is and its turn."""
    before, after = _numbered(kept), _numbered(seen)
    gone = [f"{name} has gone" for name in before if name not in after]
    come = [f"{name} has come" for name in after if name not in before]
    moved = [
        f"{name} was at {before[name]} and is at {after[name]}"
        for name in before
        if name in after and not all(map(_near, before[name], after[name]))
    ]
    return gone + come + moved


def written(records: Mapping[str, Sequence[Box]]) -> str:
    """The records as JSON, a box a line, so that a change of a screen can be read as a change of lines."""
    parts = [
        f" {json.dumps(name)}: [\n" + ",\n".join(f"  {json.dumps(box, ensure_ascii=False)}" for box in each) + "\n ]"
        for name, each in records.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _near(one: int, other: int) -> bool:
    return abs(one - other) <= max(TOLERANCE, SHARE * abs(one))


def _numbered(found: Sequence[Sequence[Any]]) -> dict[str, list[int]]:
    counted: dict[str, int] = {}
    named = {}
    for name, *box in found:
        counted[name] = counted.get(name, 0) + 1
        named[f"{name} #{counted[name]}"] = list(box)
    return named
