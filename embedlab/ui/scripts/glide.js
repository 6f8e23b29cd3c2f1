// A chart is mounted anew for every change of its figure, so Plotly has no marks to move. Here the marks of a chart that
// says so (layout.meta.glide, in milliseconds) set out from where those of the chart before it were; until the new one
// is drawn, the picture of the old one stays.
function glideMarks() {
  const PLOT = ".js-plotly-plot"
  const left = new Map() // by the chart's class: where its marks were, and its picture

  const nameOf = node => [...(node?.closest("[class*=st-key-]")?.classList ?? [])].find(name => name.startsWith("st-key-"))

  const placeOf = (plot, point) => {
    const { xaxis, yaxis } = plot._fullLayout
    return [xaxis._offset + xaxis.c2p(point.x), yaxis._offset + yaxis.c2p(point.y)]
  }

  function leave(name, plot) {
    left.get(name)?.picture.remove()
    const picture = plot.cloneNode(true)
    picture.className = "el-left-picture"
    picture.ariaHidden = "true"
    const old = { plot, picture, places: plot.calcdata.map(points => points.map(point => placeOf(plot, point))) }
    left.set(name, old)
    const container = document.querySelector(`.${CSS.escape(name)}`)
    container?.append(picture)
    setTimeout(() => { picture.remove(); if (left.get(name) === old) left.delete(name) }, 1000)
  }

  function arrive(name, old) {
    const plot = document.querySelector(`.${CSS.escape(name)} ${PLOT}`)
    if (!plot || plot === old.plot || !plot.calcdata || !plot.querySelector(".scatterlayer .point")) return
    left.delete(name)
    old.picture.remove()
    const duration = plot._fullLayout.meta?.glide
    if (!duration) return
    for (const mark of plot.querySelectorAll(".scatterlayer :is(.point, .textpoint)")) {
      const point = mark.__data__
      const points = plot.calcdata.findIndex(all => all.includes(point))
      const from = old.places[points]?.[plot.calcdata[points].indexOf(point)]
      if (!from) continue
      const to = placeOf(plot, point)
      const away = `${from[0] - to[0]}px ${from[1] - to[1]}px`
      mark.animate({ translate: [away, "0px 0px"] }, { duration, easing: "cubic-bezier(0.65, 0, 0.35, 1)" })
    }
  }

  new MutationObserver(records => {
    for (const { removedNodes, target } of records) {
      for (const node of removedNodes) {
        const plot = node.nodeType === 1 && (node.matches(PLOT) ? node : node.querySelector(PLOT))
        if (plot?.calcdata && "glide" in (plot._fullLayout.meta ?? {})) leave(nameOf(plot) ?? nameOf(target), plot)
      }
    }
    for (const [name, old] of left) arrive(name, old)
  }).observe(document.body, { childList: true, subtree: true })
}
