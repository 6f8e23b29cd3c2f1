// Plotly chooses what the last hover found, and a finger does not hover: tell it where the finger is first.
function hoverUnderFinger() {
  document.addEventListener("touchstart", event => {
    const drag = event.target.closest?.(".js-plotly-plot .nsewdrag")
    if (!drag || event.touches.length !== 1) return
    const { clientX, clientY } = event.touches[0]
    drag.dispatchEvent(new MouseEvent("mousemove", { clientX, clientY, bubbles: true }))
  }, { capture: true, passive: true })
}
