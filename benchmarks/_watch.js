// Clocks inside the page: when the first figure was drawn, and how long after a key a figure began to change.
(() => {
  // What a first figure is made of.
  const ANY_MARK = ['.scatterlayer .point', '.scatterlayer .js-line', '.scatterlayer .textpoint', '.barlayer .point',
    '.heatmaplayer image'].map(mark => `.js-plotly-plot ${mark}`).join();
  // A promise of what look() gives once it gives something, looked for after each change of the page.
  const first = look => new Promise(done => {
    const check = () => {
      const found = look();
      if (!found) return;
      observer.disconnect();
      // What has changed is on the screen at the next frame, so the clock is read there.
      requestAnimationFrame(() => done(performance.now()));
    };
    const observer = new MutationObserver(check);
    observer.observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: ['transform']});
    check();
  });

  const places = key => [...document.querySelectorAll(`.st-key-${key} .js-plotly-plot .scatterlayer .point`)]
    .map(mark => mark.getAttribute('transform')).join();
  // Milliseconds since 1970, to be compared with the clock that started the server.
  window.firstFigure = first(() => document.querySelector(ANY_MARK)).then(at => performance.timeOrigin + at);
  // Call before pressing a key; then await window.redraw for the milliseconds from key to figure.
  window.watchKey = key => {
    const before = places(key);
    window.redraw = new Promise(done => addEventListener('keydown', () => {
      const start = performance.now();
      first(() => places(key) !== before && places(key)).then(end => done(end - start));
    }, {capture: true, once: true}));
  };
  // Call before Enter; then await window.answered for the milliseconds until what stands at the place has changed.
  const standing = sign => [...document.querySelectorAll(sign)].map(each => each.getAttribute('transform') || each.textContent).join();
  window.watchAnswer = sign => {
    const before = standing(sign);
    window.answered = new Promise(done => addEventListener('keydown', () => {
      const start = performance.now();
      first(() => standing(sign) !== before && standing(sign)).then(end => done(end - start));
    }, {capture: true, once: true}));
  };
  // Call before moving something; then framesWatched gives the milliseconds between frames since.
  let gaps = [], watching = false;
  window.watchFrames = () => {
    gaps = [], watching = true;
    let last = null;
    const frame = now => {
      if (last !== null) gaps.push(now - last);
      last = now;
      if (watching) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  };
  window.framesWatched = () => { watching = false; return gaps; };
})();
