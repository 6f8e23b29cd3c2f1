// Back leads to the screen that was left. When a visitor goes to another page, Streamlit first writes the address of the
// page that is left without its settings: an entry of its own, and Back would lead there. Such an entry waits a moment,
// and is not written when the address of the other page follows.
function keepAddress() {
  const push = history.pushState.bind(history)
  let held
  history.pushState = (state, title, url) => {
    clearTimeout(held)
    const to = new URL(url, location.href)
    const bare = to.pathname === location.pathname && !to.search && location.search
    if (bare) held = setTimeout(() => push(state, title, url), 300)
    else push(state, title, url)
  }
}
