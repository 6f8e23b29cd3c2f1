// What was typed is never lost. Streamlit sends a text when its editor is left, and until then nobody else has it.

const EDITORS = "textarea, input:not([type=radio], [type=checkbox], [type=range])"

// Escape closes a popover before its editor has sent the text: leave the editor first.
function keepOnEscape() {
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && event.target.matches?.(EDITORS)) event.target.blur()
  }, true)
}

// A link that ends typing would be followed before the text is in the address, and Back would find a page without it:
// let the text arrive first.
function keepOnLeaving() {
  let left = 0
  let passed = null
  document.addEventListener("focusout", event => { if (event.target.matches?.(EDITORS)) left = Date.now() }, true)
  document.addEventListener("click", event => {
    const link = event.target.closest?.("[data-testid=stPageLink] a, a[data-testid=stPageLink-NavLink]")
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button
    if (!link || link === passed || elsewhere || Date.now() - left > 1500) return
    event.preventDefault()
    event.stopImmediatePropagation()
    const began = Date.now()
    const follow = () => {
      const app = document.querySelector("[data-testid=stApp]")
      const waited = Date.now() - began
      const quiet = app.dataset.testScriptState === "notRunning" && waited > 250
      if (!quiet && waited < 3000) return setTimeout(follow, 50)
      passed = link
      link.click()
      passed = null
    }
    follow()
  }, true)
}
