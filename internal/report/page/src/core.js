// The page's core: the data, the words of the chosen language, and the few functions
// that every view is built from. Texts and names come from strangers: they reach the
// page as text nodes and attribute values alone, never as markup.
const cc = (() => {
  'use strict';

  const data = JSON.parse(document.getElementById('data').textContent);

  // stored keeps a reader's choices and draft. Storage may be closed to files or be
  // full; the page works without, it forgets then.
  const stored = {
    get(key) {
      try {
        return localStorage.getItem('chachong.' + key);
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        if (value === null) localStorage.removeItem('chachong.' + key);
        else localStorage.setItem('chachong.' + key, value);
        return true;
      } catch {
        return false;
      }
    },
  };

  // has reports whether an object holds a key itself: keys that come from elsewhere may be
  // the names of what every object has.
  const has = (object, key) => Object.prototype.hasOwnProperty.call(object, key);

  const chosen = stored.get('lang');

  // t returns the text of key in the language of the page, its %s and %d filled from
  // args in order (%[2]s: the second). "one|many" is chosen by the first argument.
  // A key without a text is shown as it stands.
  function t(key, ...args) {
    const words = data.strings[cc.lang];
    let text = has(words, key) ? words[key] : key;
    if (args.length === 0) return text;
    const bar = text.indexOf('|');
    if (bar >= 0) text = Number(args[0]) === 1 ? text.slice(0, bar) : text.slice(bar + 1);
    let next = 0;
    return text.replace(/%(?:\[(\d+)\])?([sd%])/g, (_, at, verb) => {
      if (verb === '%') return '%';
      const value = args[at ? at - 1 : next++];
      return typeof value === 'number' ? number(value) : String(value);
    });
  }

  // number returns an integer with its thousands apart.
  function number(n) {
    return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
  }

  // percent returns a ratio with one decimal, as the text report prints it: what is not
  // all or nothing never looks like it, and a tie goes to the even digit.
  function percent(x) {
    if (x <= 0) return '0%';
    if (x >= 1) return '100%';
    if (x < 0.0005) return '<0.1%';
    if (x > 0.9994) return '99.9%';
    const tenths = 1000 * x;
    const low = Math.floor(tenths);
    if (100 * x * 10 === low + 0.5) return ((low + (low % 2)) / 10).toFixed(1) + '%';
    return (100 * x).toFixed(1) + '%';
  }

  function fill(node, attrs, children) {
    for (const [name, value] of Object.entries(attrs || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name === 'dataset') Object.assign(node.dataset, value);
      else if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value === true ? '' : String(value));
    }
    for (const child of children.flat(Infinity)) {
      if (child === null || child === undefined || child === false) continue;
      node.append(child instanceof Node ? child : String(child));
    }
    return node;
  }

  // el makes an element. attrs: attributes by name (null and false: none, true: empty),
  // dataset an object, on… a listener. Children are nodes or become text; null is none.
  const el = (tag, attrs, ...children) => fill(document.createElement(tag), attrs, children);

  // svg makes an element of a drawing, likewise.
  const svg = (tag, attrs, ...children) =>
    fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attrs, children);

  // put appends children to a node, as el does.
  const put = (node, ...children) => fill(node, null, children);

  // refill puts children in the place of those that a node has.
  function refill(node, ...children) {
    node.replaceChildren();
    return put(node, ...children);
  }

  // cssVars sets custom properties of a node and returns it.
  function cssVars(node, vars) {
    for (const [name, value] of Object.entries(vars)) node.style.setProperty('--' + name, value);
    return node;
  }

  // slice returns the text of submission i in [lo, hi), null where the page does not
  // hold all of it.
  function slice(i, lo, hi) {
    const segments = data.submissions[i].text;
    let low = 0;
    let high = segments.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (segments[mid][0] <= lo) low = mid + 1;
      else high = mid;
    }
    if (low === 0) return null;
    const [at, text] = segments[low - 1];
    return hi - at <= text.length ? text.slice(lo - at, hi - at) : null;
  }

  // Passages and pairs by submission, made once when they are first asked for.
  const passageLists = new Map();
  const pairIndex = new Map();
  const pairPassages = new Map();
  const key2 = (i, j) => Math.min(i, j) + '-' + Math.max(i, j);

  data.pairs.forEach((pair, at) => {
    pair.index = at;
    pairIndex.set(key2(pair.a, pair.b), pair);
  });
  data.passages.forEach((passage, at) => {
    passage.index = at;
    const add = (here, there) => {
      if (!passageLists.has(here.s)) passageLists.set(here.s, []);
      passageLists.get(here.s).push({ passage, here, there });
    };
    add(passage.a, passage.b);
    add(passage.b, passage.a);
    const key = key2(passage.a.s, passage.b.s);
    if (!pairPassages.has(key)) pairPassages.set(key, []);
    pairPassages.get(key).push(passage);
  });
  for (const list of passageLists.values()) {
    list.sort((x, y) => x.here.r[0] - y.here.r[0] || y.here.r[1] - x.here.r[1] || x.passage.index - y.passage.index);
  }

  // passagesOf returns the passages of submission i in the order of its text, each as
  // {passage, here: its side in i, there: the other side}. Not to be changed.
  const passagesOf = (i) => passageLists.get(i) || [];

  // pairOf returns the pair of two submissions in either order, or null.
  const pairOf = (i, j) => pairIndex.get(key2(i, j)) || null;

  // passagesBetween returns the passages of two submissions in the order of the result.
  const passagesBetween = (i, j) => pairPassages.get(key2(i, j)) || [];

  // kindMark is the letter that stands for the kind of a passage, in a badge that says
  // the word to those who point at it or listen.
  function kindMark(kind) {
    return el(
      'span',
      { class: 'kind kind-' + kind, title: t('kind_' + kind), role: 'img', 'aria-label': t('kind_' + kind) },
      t('letter_' + kind),
    );
  }

  // letters is "n/m 字" of a ratio, from what it is a share of.
  const letters = (ratio, whole) => t('letters_of', Math.round(ratio * whole), whole);

  // lines is where in its document something stands: [first, last] line, or paragraph where
  // [first, last] page follow, zeros where there are no pages; '' where that is not known.
  function lines([first, last, page, lastPage]) {
    if (first < 1) return '';
    if (page === undefined) return first === last ? t('line_at', first) : t('lines_at', first, last);
    if (page === 0) return first === last ? t('para_at', first) : t('paras_at', first, last);
    if (page !== lastPage) return t('pages_paras_at', page, lastPage, first, last);
    return first === last ? t('page_para_at', page, first) : t('page_paras_at', page, first, last);
  }

  // views by name, in the order of their registration: {title, render(root, params),
  // tab, count, keys}. title is a string key or a function of params; render fills root
  // from params, the parts of the address after the name; tab places the view among the
  // tabs (a number, none: not there), count() is what stands beside its title there,
  // hidden() says that it has nothing to show, under names the view whose tab is current, tabTitle
  // is the tab's own title; keys
  // are the view's own, {j: (event) => …}, and return false where they do not apply.
  const views = new Map();
  const view = (name, spec) => {
    views.set(name, spec);
  };

  return {
    data,
    has,
    t,
    el,
    svg,
    put,
    refill,
    number,
    percent,
    letters,
    lines,
    cssVars,
    slice,
    passagesOf,
    passagesBetween,
    pairOf,
    kindMark,
    view,
    views,
    stored,
    lang: chosen !== null && has(data.strings, chosen) ? chosen : data.lang,
  };
})();
