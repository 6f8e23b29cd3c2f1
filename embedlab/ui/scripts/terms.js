// Escape puts away what a word means and leaves the keyboard where it is; whoever comes back to the word sees it again.
function hideTermsOnEscape() {
  const termOf = seen => seen.matches(".el-tip") ? seen.previousElementSibling : seen
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return
    const seen = document.querySelectorAll(".el-term:is(:hover, :focus), .el-tip:hover")
    for (const each of seen) termOf(each).dataset.elQuiet = ""
  })
  for (const kind of ["focusout", "mouseout"]) {
    document.addEventListener(kind, event => {
      const left = event.target.closest?.(".el-term, .el-tip")
      if (left) termOf(left).removeAttribute("data-el-quiet")
    })
  }
}
