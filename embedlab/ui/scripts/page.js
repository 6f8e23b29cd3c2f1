// Mounted on every page: reports what only a browser knows, and starts once, for the life of a document, the
// listeners of the other files. They survive every rerun of a page.
export default function ({ setStateValue }) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) setStateValue("reduced", true)
  reportScheme(setStateValue)
  reportNarrow(setStateValue)
  if (window.embedlabPage) return
  window.embedlabPage = true
  glideMarks()
  watchMenu()
  watchNarrow()
  keepAddress()
  hideTermsOnEscape()
  keepOnEscape()
  keepOnLeaving()
  leaveTouchToBrowser()
  followScheme()
  savePictures()
  fitPaper()
}
