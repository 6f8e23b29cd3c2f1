// Clocks inside the page: when the first figure was drawn, and how long after a key a figure began to change.
(() => {
  const drawn = key => [...document.querySelectorAll(`${key ? `.st-key-${key} ` : ''}.js-plotly-plot .scatterlayer .point`)]
    .map(mark => mark.getAttribute('transform')).join();
  // What has changed is on the screen at the next frame, so the clock is read there.
  const changed = (key, before) => new Promise(done => {
    const look = () => {
      const now = drawn(key);
      if (!now || now === before) return;
      observer.disconnect();
      requestAnimationFrame(() => done(performance.now()));
    };
    const observer = new MutationObserver(look);
    observer.observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: ['transform']});
    look();
  });

  // Milliseconds since 1970, to be compared with the clock that started the server.
  window.firstFigure = changed('', '').then(at => performance.timeOrigin + at);
  // Call before pressing a key; then await window.redraw for the milliseconds from key to figure.
  window.watchKey = key => {
    const before = drawn(key);
    window.redraw = new Promise(done => addEventListener('keydown', () => {
      const start = performance.now();
      changed(key, before).then(end => done(end - start));
    }, {capture: true, once: true}));
  };
})();
