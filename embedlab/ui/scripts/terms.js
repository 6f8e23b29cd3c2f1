// Escape puts away what a word means and leaves the keyboard where it is; whoever comes back to the word sees it again.
function hideTermsOnEscape() {
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return
    for (const term of document.querySelectorAll(".el-term:is(:hover, :focus)")) term.dataset.elQuiet = ""
  })
  for (const kind of ["focusout", "mouseout"]) {
    document.addEventListener(kind, event => event.target.closest?.(".el-term")?.removeAttribute("data-el-quiet"))
  }
}
