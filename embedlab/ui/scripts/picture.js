// A figure as a picture that can go on a slide as it is: opaque, in the theme on the screen, with title, finding,
// settings and source in it, and with the page's own typeface.

const GAP = 16
const LINE = 1.35

const pageStyle = () => getComputedStyle(document.querySelector(".stApp"))

// What stands over a figure and under it: its place on the page says it, whatever lesson the page belongs to.
function told(plot) {
  const place = plot.closest(".st-key-el-hero, .st-key-el-aside, [data-testid=stExpander]") ?? document.body
  const before = list => [...list].filter(e => e.compareDocumentPosition(plot) & Node.DOCUMENT_POSITION_FOLLOWING).at(-1)
  const after = list => [...list].find(e => plot.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)
  const text = element => element?.textContent.trim() ?? ""
  const local = ["localhost", "127.0.0.1"].includes(location.hostname)
  const part = place.matches("[data-testid=stExpander]") ? text(place.querySelector("summary p")) : ""
  return {
    page: text(document.querySelector(".el-head h1")),
    title: text(before(place.querySelectorAll(".el-sub"))) || part,
    finding: text(after(place.querySelectorAll(".el-finding:not(.el-veiled)"))),
    settings: document.querySelector("[data-el-settings]")?.dataset.elSettings ?? "",
    source: local ? "EmbedLab" : `EmbedLab, ${location.origin}${location.pathname}`,
  }
}

function wrapped(text, font, width) {
  const pen = document.createElement("canvas").getContext("2d")
  pen.font = font
  const lines = []
  for (const word of text.split(/[ \n\t]+/)) {  // not at a space that must not break, as in 17 %
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word
    if (lines.length && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines.slice(0, 8)
}

function written(block, x, y, width, colour, family) {
  const font = `${block.weight} ${block.size}px ${family}`
  return wrapped(block.text, font, width).map((line, row) => {
    const text = document.createElementNS("http://www.w3.org/2000/svg", "text")
    text.setAttribute("x", x)
    text.setAttribute("y", y + block.size * (1 + row * LINE))
    text.setAttribute("style", `font:${font};fill:${colour};white-space:pre`)
    text.textContent = line
    return text
  })
}

// The drawing as it is seen: rules of the page's sheet colour some of its text, and a file has no sheet.
function copied(svg) {
  const copy = svg.cloneNode(true)
  const pairs = [[...svg.querySelectorAll("text, tspan")], [...copy.querySelectorAll("text, tspan")]]
  pairs[0].forEach((element, place) => {
    const seen = getComputedStyle(element)
    for (const name of ["fill", "font-family", "font-size", "font-weight"])
      pairs[1][place].style.setProperty(name, seen.getPropertyValue(name))
  })
  copy.querySelectorAll(".hoverlayer > *, .infolayer .rangeslider-mask-min").forEach(element => element.remove())
  return copy
}

async function typeface() {
  const rules = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
    .filter(rule => rule instanceof CSSFontFaceRule && rule.cssText.includes("Atkinson"))
  const faces = await Promise.all(rules.map(async rule => {
    const address = rule.cssText.match(/url\("?([^")]+)"?\)/)[1]
    const blob = await (await fetch(new URL(address, document.baseURI))).blob()
    const data = await new Promise(done => {
      const reader = new FileReader()
      reader.onload = () => done(reader.result)
      reader.readAsDataURL(blob)
    })
    return rule.cssText.replace(/url\("?[^")]+"?\)/, `url(${data})`)
  }))
  return faces.join("\n")
}

async function pictureOf(plot) {
  const layers = [...plot.querySelectorAll(".main-svg")].filter(svg => svg.getBoundingClientRect().width > 0)
  const { width, height } = layers[0].getBoundingClientRect()
  const page = pageStyle()
  const quiet = getComputedStyle(document.querySelector(".el-lead") ?? document.body).color
  const words = told(plot)
  const large = parseFloat(getComputedStyle(document.documentElement).fontSize)
  const over = [
    { text: [words.page, words.title].filter(Boolean).join(" · "), size: large * 1.125, weight: 650, colour: page.color },
    { text: words.finding, size: large, weight: 400, colour: page.color },
  ].filter(block => block.text)
  const under = [
    { text: words.settings, size: large * 0.8125, weight: 400, colour: quiet },
    { text: words.source, size: large * 0.8125, weight: 400, colour: quiet },
  ].filter(block => block.text)
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg")
  const style = document.createElementNS(svg.namespaceURI, "style")
  style.textContent = await typeface()
  const ground = document.createElementNS(svg.namespaceURI, "rect")
  svg.append(style, ground)
  let y = GAP
  const write = blocks => {
    for (const block of blocks) {
      const lines = written(block, GAP, y, width, block.colour, page.fontFamily)
      svg.append(...lines)
      y += lines.length * block.size * LINE + GAP / 4
    }
  }
  write(over)
  y += GAP / 2
  for (const layer of layers) {
    const copy = copied(layer)
    copy.setAttribute("x", GAP)
    copy.setAttribute("y", y)
    svg.append(copy)
  }
  y += height + GAP / 2
  write(under)
  const size = [width + 2 * GAP, Math.ceil(y + GAP)]
  svg.setAttribute("width", size[0])
  svg.setAttribute("height", size[1])
  svg.setAttribute("viewBox", `0 0 ${size[0]} ${size[1]}`)
  ground.setAttribute("width", size[0])
  ground.setAttribute("height", size[1])
  ground.setAttribute("fill", page.backgroundColor)
  return { text: new XMLSerializer().serializeToString(svg), size }
}

async function painted({ text, size }) {
  const image = new Image()
  image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }))
  await image.decode()
  const canvas = document.createElement("canvas")
  canvas.width = size[0] * 2
  canvas.height = size[1] * 2
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height)
  URL.revokeObjectURL(image.src)
  return new Promise(done => canvas.toBlob(done, "image/png"))
}

async function savePicture(plot, format) {
  const drawn = await pictureOf(plot)
  const blob = format === "svg" ? new Blob([drawn.text], { type: "image/svg+xml" }) : await painted(drawn)
  const key = [...plot.closest("[class*=st-key-]").classList].find(name => name.startsWith("st-key-"))
  const link = document.createElement("a")
  link.href = URL.createObjectURL(blob)
  link.download = `embedlab-${key.slice("st-key-".length)}.${format}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

const shownPlots = () => [...document.querySelectorAll("[data-testid=stMain] .js-plotly-plot")]
  .filter(plot => plot.checkVisibility({ visibilityProperty: true }))

// The export panel has an empty place for the figures that are on the screen when it is opened.
function listPictures(place) {
  if (place.dataset.listed) return
  place.dataset.listed = "1"
  for (const plot of shownPlots()) {
    const words = told(plot)
    const row = document.createElement("div")
    const name = document.createElement("span")
    name.textContent = words.title || words.page
    row.append(name)
    for (const format of ["png", "svg"]) {
      const button = document.createElement("button")
      button.type = "button"
      button.textContent = format.toUpperCase()
      button.setAttribute("aria-label", `${name.textContent} as ${button.textContent}`)
      button.addEventListener("click", () => savePicture(plot, format))
      row.append(button)
    }
    place.append(row)
  }
}

function savePictures() {
  new MutationObserver(() => document.querySelectorAll("[data-el-pictures]").forEach(listPictures))
    .observe(document.body, { childList: true, subtree: true })
  document.addEventListener("click", event => {
    const camera = event.target.closest?.(".modebar-btn[data-title^='Download plot'], [aria-label^='Download plot']")
    const plot = camera?.closest(".js-plotly-plot") ??
      camera?.closest("[data-testid=stFullScreenFrame]")?.querySelector(".js-plotly-plot")
    if (!plot) return
    event.stopImmediatePropagation()
    event.preventDefault()
    savePicture(plot, "png")
  }, true)
}
