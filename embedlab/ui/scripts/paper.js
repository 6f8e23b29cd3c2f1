// On paper a figure is narrower than on the screen, and Plotly is not asked again: let the drawing itself shrink.
function fitPaper() {
  const drawings = () => document.querySelectorAll(".js-plotly-plot .main-svg")
  addEventListener("beforeprint", () => drawings().forEach(svg => {
    const [width, height] = ["width", "height"].map(name => svg.getAttribute(name))
    if (width && height) svg.setAttribute("viewBox", `0 0 ${width} ${height}`)
  }))
  addEventListener("afterprint", () => drawings().forEach(svg => svg.removeAttribute("viewBox")))
}
