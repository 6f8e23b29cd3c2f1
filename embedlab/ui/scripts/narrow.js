// Tell where the first figure of a page has less than 500 pixels: on a phone, and where two columns just begin to stand.
const NO_ROOM = "(max-width: 640px), (min-width: 1100px) and (max-width: 1240px)"

function reportNarrow(setStateValue) {
  window.embedlabNarrows = () => { // by the component that is mounted now
    const { matches } = matchMedia(NO_ROOM)
    if (matches !== (window.embedlabNarrow ?? false)) setStateValue("narrow", window.embedlabNarrow = matches)
  }
  window.embedlabNarrows()
}

function watchNarrow() {
  matchMedia(NO_ROOM).addEventListener("change", () => window.embedlabNarrows())
}
