// After a change of the window's width, ask for the page once more when a figure has not followed its place.
function watchFit(ask) {
  const misfits = () => [...document.querySelectorAll("[data-testid=stMain] .js-plotly-plot")].some(plot => {
    const drawing = plot.querySelector(".main-svg")
    return drawing && plot.offsetWidth > 0 && Math.abs(drawing.clientWidth - plot.offsetWidth) > 2
  })
  let later
  addEventListener("resize", () => {
    clearTimeout(later)
    later = setTimeout(() => { if (misfits()) ask() }, 500)
  })
}
