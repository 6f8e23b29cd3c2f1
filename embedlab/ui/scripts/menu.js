const NARROW = 1100 // pixels; the sheet narrow.css says the same

const PHONE = 768 // pixels, up to which Streamlit closes the menu by itself

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
    // On a phone Streamlit begins with it closed, and may fill it only when a visitor opens it.
    if (innerWidth > PHONE) closeMenu()
  })
  first.observe(document.body, { childList: true, subtree: true })
  matchMedia(`(min-width: ${NARROW}px)`).addEventListener("change", closeMenu)
  document.addEventListener("click", event => {
    if (event.target.closest?.("[data-testid=stSidebar] a")) setTimeout(closeMenu, 0)
  })
}
