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

// Streamlit gives a figure the colours of the theme once, when it appears: say when the page turns light or dark, so
// that its figures are sent anew.
function reportScheme(setStateValue) {
  const app = document.querySelector("[data-testid=stApp]")
  const scheme = () => getComputedStyle(app).colorScheme
  window.embedlabScheme?.watch.disconnect()
  const now = window.embedlabScheme = { seen: window.embedlabScheme?.seen ?? scheme() }
  now.watch = new MutationObserver(() => {
    if (now.seen === scheme()) return
    now.seen = scheme()
    setStateValue("scheme", now.seen)
  })
  now.watch.observe(app, { attributes: true })
}
