// What only a browser can do, once for the life of a document: listeners here survive every rerun of a page.

const NARROW = 1100 // pixels; the sheet narrow.css says the same

const sidebar = () => document.querySelector("[data-testid=stSidebar]")

function closeMenu() {
  if (innerWidth >= NARROW || sidebar()?.dataset.collapsed !== "false") return
  sidebar().querySelector("[data-testid=stSidebarCollapseButton] button")?.click()
}

// A choice in the menu closes it where it covers the page or takes the room of the figure. So does a first visit, as
// soon as the menu is there, and a window that is made narrow.
function watchMenu() {
  const first = new MutationObserver(() => {
    if (!sidebar()?.querySelector("a")) return
    first.disconnect()
    closeMenu()
  })
  first.observe(document.body, { childList: true, subtree: true })
  matchMedia(`(min-width: ${NARROW}px)`).addEventListener("change", closeMenu)
  document.addEventListener("click", event => {
    if (event.target.closest?.("[data-testid=stSidebar] a")) setTimeout(closeMenu, 0)
  })
}

// Escape closes a popover before what was typed in it has left the editor: commit it first.
function keepOnEscape() {
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && event.target.matches?.("textarea, input")) event.target.blur()
  }, true)
}

// Plotly chooses what the last hover found, and a finger does not hover: tell it where the finger is first.
function hoverUnderFinger() {
  document.addEventListener("touchstart", event => {
    const drag = event.target.closest?.(".js-plotly-plot .nsewdrag")
    if (!drag || event.touches.length !== 1) return
    const { clientX, clientY } = event.touches[0]
    drag.dispatchEvent(new MouseEvent("mousemove", { clientX, clientY, bubbles: true }))
  }, { capture: true, passive: true })
}

// A light or dark page for the room, whatever the system says. Streamlit follows the system's wish and asks for it again
// after printing; here it is answered for the system, so nothing is loaded anew and no work is lost.
const SCHEME = "embedlab-scheme"
const DARK = "(prefers-color-scheme: dark)"

function followScheme() {
  const system = window.matchMedia.bind(window)
  const chosen = () => localStorage.getItem(SCHEME) ?? (system(DARK).matches ? "dark" : "light")
  window.matchMedia = query => {
    const asked = system(query)
    return query !== DARK ? asked : new Proxy(asked, {
      get: (list, name) => name === "matches" ? chosen() === "dark"
        : typeof list[name] === "function" ? list[name].bind(list) : list[name],
    })
  }
  const tell = () => dispatchEvent(new Event("afterprint"))
  if (localStorage.getItem(SCHEME)) tell()
  document.addEventListener("click", event => {
    if (!event.target.closest?.("[data-el-scheme]")) return
    localStorage.setItem(SCHEME, chosen() === "dark" ? "light" : "dark")
    tell()
  })
}

export default function ({ setStateValue }) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) setStateValue("reduced", true)
  if (window.embedlabPage) return
  window.embedlabPage = true
  watchMenu()
  keepOnEscape()
  hoverUnderFinger()
  followScheme()
}
