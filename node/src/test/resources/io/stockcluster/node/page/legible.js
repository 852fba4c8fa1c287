/* What on a page can hardly be read, by the contrasts that WCAG 2.2 asks for (AA): 4.5 for text, 3 for large text and for
   what shows where a field or the focus is. */
window.legible = (() => {
  const TEXT = 4.5, LARGE_TEXT = 3, EDGE = 3;
  const WHITE = [255, 255, 255, 1];
  const ink = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const known = new Map();

  /* However CSS writes it, as red, green, blue and opacity. */
  function colour(css) {
    if (!known.has(css)) {
      ink.clearRect(0, 0, 1, 1);
      ink.fillStyle = css;
      ink.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = ink.getImageData(0, 0, 1, 1).data;
      known.set(css, [red, green, blue, alpha / 255]);
    }
    return known.get(css);
  }
  const over = ([red, green, blue, alpha], below) => [...[red, green, blue].map((value, at) => value * alpha + below[at] * (1 - alpha)), 1];
  const light = ([red, green, blue]) => [red, green, blue].map(value => value / 255)
    .map(value => value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4)
    .reduce((sum, value, at) => sum + value * [.2126, .7152, .0722][at], 0);
  function contrast(one, other) {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + .05) / (dark + .05);
  }

  /* The colours that lie behind an element's text, several if it is striped, and for each how opacity changes what is there. */
  function grounds(element) {
    if (!element) return [{ ground: WHITE, seen: shown => shown }];
    const style = getComputedStyle(element), opacity = Number(style.opacity), stripes = style.backgroundImage.match(/(rgba?|color)\([^)]*\)/g) || ['transparent'];
    return grounds(element.parentElement).flatMap(({ ground, seen }) => stripes.map(stripe => ({
      ground: over(colour(stripe), over(colour(style.backgroundColor), ground)),
      seen: shown => seen(over([...shown.slice(0, 3), opacity], ground)),
    })));
  }
  const worst = (css, element) => Math.min(...grounds(element).map(({ ground, seen }) => contrast(seen(over(colour(css), ground)), seen(ground))));

  function complaint(what, element, css, wanted) {
    const has = worst(css, element);
    return has < wanted ? `${has.toFixed(2)} instead of ${wanted} for ${css} of ${what} in ${element.tagName.toLowerCase()}.${element.className} of ${element.closest('section, body').id}` : [];
  }
  function visible(text) {
    const range = document.createRange();
    range.selectNodeContents(text);
    return text.data.trim() && text.parentElement.checkVisibility({ visibilityProperty: true }) && range.getBoundingClientRect().width > 0;
  }
  function wanted({ fontSize, fontWeight }) {
    const size = parseFloat(fontSize);
    return size >= 24 || size >= 18.66 && fontWeight >= 700 ? LARGE_TEXT : TEXT;
  }

  /* Texts that have no colour at all are not meant to be read. */
  function texts() {
    const found = [];
    for (let walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), text = walk.nextNode(); text; text = walk.nextNode()) {
      const style = getComputedStyle(text.parentElement);
      if (visible(text) && colour(style.color)[3] > 0) found.push([`'${text.data.trim()}'`, text.parentElement, style]);
    }
    for (const input of document.querySelectorAll('input')) {
      found.push([`'${input.value}'`, input, getComputedStyle(input)]);
      found.push([`'${input.placeholder}'`, input, getComputedStyle(input, '::placeholder')]);
    }
    return found;
  }

  return {
    count: () => texts().length,
    complaints: () => [...new Set([
      ...texts().flatMap(([what, element, style]) => complaint(what, element, style.color, wanted(style))),
      ...[...document.querySelectorAll('input')].flatMap(input => complaint(`the edge of #${input.id}`, input.parentElement, getComputedStyle(input).borderTopColor, EDGE)),
    ])],
    /* Whether it is to be seen where the focus is. */
    focus() {
      const at = document.activeElement, { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at);
      return at.matches(':focus-visible') && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
        ? [complaint('the focus', at.parentElement, outlineColor, EDGE)].flat() : [`no focus is to be seen at ${at.outerHTML.slice(0, 200)}`];
    },
  };
})();
