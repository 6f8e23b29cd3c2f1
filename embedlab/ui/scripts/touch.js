// A finger on a chart. Plotly answers touches itself: it swallows a swipe, and chooses what the last hover found, which
// for a finger is the mark tapped before. Kept from touches, it gets what a browser makes of a tap: a mouse that moves
// there, then clicks; and a swipe scrolls the page. A chart in full screen has Plotly's own gestures.
function leaveTouchToBrowser() {
  for (const kind of ["touchstart", "touchmove", "touchend"]) {
    document.addEventListener(kind, event => {
      if (event.target.closest?.(".js-plotly-plot .draglayer") && !fullScreen()) event.stopImmediatePropagation()
    }, { capture: true, passive: true })
  }
}

const fullScreen = () => document.querySelector("[data-testid=stFullScreenFrame] [aria-label='Close fullscreen']")
