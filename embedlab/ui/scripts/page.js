// Mounted on every page: reports what only a browser knows, and starts once, for the life of a document, the
// listeners of the other files. They survive every rerun of a page.
export default function ({ setStateValue, setTriggerValue }) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) setStateValue("reduced", true)
  reportScheme(setStateValue)
  window.embedlabAsk = () => setTriggerValue("refit", true) // of the component that is mounted now
  reportNarrow(setStateValue)
  if (window.embedlabPage) return
  window.embedlabPage = true
  watchFit(() => window.embedlabAsk())
  watchMenu()
  watchNarrow()
  keepAddress()
  keepOnEscape()
  keepOnLeaving()
  leaveTouchToBrowser()
  followScheme()
  savePictures()
  fitPaper()
}
