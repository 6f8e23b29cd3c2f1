// Escape closes a popover before what was typed in it has left the editor: commit it first.
function keepOnEscape() {
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && event.target.matches?.("textarea, input")) event.target.blur()
  }, true)
}
