// Texts with something marked in them: a submission with its passages, and the bar that
// shows where in it they stand.
(() => {
  'use strict';
  const { data, t, el, svg } = cc;

  // Kinds in the order in which they hide one another where passages overlap: the
  // closest to the letter on top, template at the bottom.
  cc.kinds = ['verbatim', 'masked', 'spun', 'reordered', 'light', 'edited'];
  // tints are the kinds and what stands for them where a passage does not count.
  cc.tints = [...cc.kinds, 'own', 'accepted', 'template'];
  const rank = (passage) => cc.tints.indexOf(cc.tintOf(passage));

  // tint is the class and mark of a passage: its kind, or why it does not count.
  cc.tintOf = (passage) => (passage.template ? 'template' : cc.apart(passage) || passage.kind);

  // badge is the letter of a passage: of its kind, or of a template.
  cc.badge = (passage) => cc.kindMark(cc.tintOf(passage));

  // sweep cuts [lo, hi) at the bounds of spans and calls emit(lo, hi, covering) for every
  // piece in order, covering being the spans over it in the order given. Spans are
  // {lo, hi}; what of them lies outside is ignored, and so are empty ones.
  cc.sweep = (lo, hi, spans, emit) => {
    const inside = spans.filter((s) => s.lo < hi && s.hi > lo && s.lo < s.hi);
    if (inside.length === 0) {
      if (lo < hi) emit(lo, hi, []);
      return;
    }
    const cuts = [lo, hi];
    for (const s of inside) cuts.push(Math.max(lo, s.lo), Math.min(hi, s.hi));
    cuts.sort((x, y) => x - y);
    const waiting = inside.map((s, order) => ({ s, order })).sort((x, y) => x.s.lo - y.s.lo);
    let over = [];
    let next = 0;
    for (let at = 0; at + 1 < cuts.length; at++) {
      const [from, to] = [cuts[at], cuts[at + 1]];
      if (from === to) continue;
      over = over.filter(({ s }) => s.hi > from);
      while (next < waiting.length && waiting[next].s.lo <= from) {
        if (waiting[next].s.hi > from) over.push(waiting[next]);
        next++;
      }
      over.sort((x, y) => x.order - y.order);
      emit(
        from,
        to,
        over.map(({ s }) => s),
      );
    }
  };

  // union returns the length of the union of ranges [lo, hi).
  cc.union = (ranges) => {
    let length = 0;
    let end = -Infinity;
    for (const [lo, hi] of [...ranges].sort((x, y) => x[0] - y[0])) {
      if (hi <= end) continue;
      length += hi - Math.max(lo, end);
      end = hi;
    }
    return length;
  };

  // patterns are the fills of position bars: a tint and, on top of it, lines that can be
  // told apart in black and white.
  cc.patterns = () => {
    const line = (d) => svg('path', { d });
    const made = {
      verbatim: [],
      masked: [line('M0 2h6')],
      spun: [line('M0 6L6 0')],
      reordered: [line('M0 0L6 6')],
      light: [line('M3 0v6')],
      edited: [line('M1 3h1M4 0h1')],
      own: [line('M0 1h6M0 4h6')],
      accepted: [line('M0 3h3')],
      template: [],
    };
    return svg(
      'svg',
      { class: 'defs', width: 0, height: 0, 'aria-hidden': 'true', focusable: 'false' },
      svg(
        'defs',
        null,
        Object.entries(made).map(([kind, lines]) =>
          svg(
            'pattern',
            { id: 'fill-' + kind, class: 'fill fill-' + kind, width: 6, height: 6, patternUnits: 'userSpaceOnUse' },
            svg('rect', { width: 6, height: 6 }),
            lines,
          ),
        ),
      ),
    );
  };

  // bar draws where in submission i its passages stand, in letters from the first to the
  // last. What it shows is said in words to those who listen. jump(passage), where given,
  // is called with the passage that was clicked on.
  cc.bar = (i, passages = cc.passagesOf(i), height = 10, jump = null) => {
    const sub = data.submissions[i];
    const share = (letters) => (sub.letters > 0 ? ((100 * letters) / sub.letters).toFixed(2) : '0') + '%';
    const drawing = svg(
      'svg',
      { class: 'bar', height, role: 'img', 'aria-label': t('bar_label', cc.percent(sub.with_template)) },
      svg('rect', { class: 'bar-ground', width: '100%', height }),
    );
    const spans = passages
      .map(({ passage, here }) => ({
        lo: here.at[0],
        hi: here.at[1],
        passage,
        kind: cc.tintOf(passage),
        rank: rank(passage),
      }))
      .sort((x, y) => x.rank - y.rank);
    let last = null;
    cc.sweep(0, sub.letters, spans, (lo, hi, over) => {
      const kind = over.length > 0 ? over[0].kind : '';
      if (last && last.kind === kind && last.hi === lo && !jump) last.hi = hi;
      else {
        draw(last);
        last = { lo, hi, kind, passage: over.length > 0 ? over[0].passage : null };
      }
    });
    draw(last);
    function draw(piece) {
      if (!piece || piece.kind === '') return;
      drawing.append(
        svg('rect', {
          class: 'bar-' + piece.kind,
          x: share(piece.lo),
          width: share(piece.hi - piece.lo),
          height,
          onclick: jump ? () => jump(piece.passage) : null,
        }),
      );
    }
    return drawing;
  };

  // legend says what the letters and tints mean, of the kinds that occur.
  cc.legend = (passages) => {
    const there = new Set(passages.map(({ passage }) => cc.tintOf(passage)));
    const kinds = cc.tints.filter((kind) => there.has(kind));
    if (kinds.length === 0) return null;
    return el(
      'ul',
      { class: 'legend', 'aria-label': t('legend') },
      kinds.map((kind) =>
        el(
          'li',
          { title: t('why_' + kind) },
          el('span', { class: 'kind kind-' + kind, 'aria-hidden': 'true' }, t('letter_' + kind)),
          t('kind_' + kind),
        ),
      ),
    );
  };

  // The stretch of a submission that is not part of the page.
  const missing = () => el('span', { class: 'missing' }, t('text_left_out'));

  // known returns [[lo, hi, text|null], …]: the paragraph cut into what is there and what
  // is not.
  function known(i, lo, hi) {
    const pieces = [];
    let at = lo;
    for (const [start, text] of data.submissions[i].text) {
      const from = Math.max(at, start);
      const to = Math.min(hi, start + text.length);
      if (from >= to) continue;
      if (from > at) pieces.push([at, from, null]);
      pieces.push([from, to, text.slice(from - start, to - start)]);
      at = to;
    }
    if (at < hi) pieces.push([at, hi, null]);
    return pieces;
  }

  // paragraph renders one paragraph of submission i. spans are its passages as {lo, hi,
  // passage, here, there}, the topmost first, and behind them remarks as {lo, hi, remark};
  // open(span) is called where a passage is chosen; seen holds the passages that have their
  // stop; focus is the remark to bring into sight.
  function paragraph(i, [lo, hi], spans, number, open, seen, focus) {
    const body = el('p', { class: 'words', lang: 'zh' });
    const kinds = new Set();
    for (const [from, to, text] of known(i, lo, hi)) {
      if (text === null) {
        body.append(missing());
        continue;
      }
      cc.sweep(from, to, spans, (start, end, over) => {
        const part = text.slice(start - from, end - from);
        const hits = over.filter((span) => span.passage);
        if (hits.length > 0) kinds.add(cc.tintOf(hits[0].passage));
        const marked = hits.length > 0 ? piece(part, hits[0], hits, open, seen, start === lo) : part;
        const noted = over.filter((span) => span.remark);
        body.append(noted.length > 0 ? remarked(marked, noted[0].remark, focus, seen) : marked);
      });
    }
    const first = cc.tints.filter((kind) => kinds.has(kind));
    return el(
      'div',
      { class: 'para' },
      el('span', { class: 'no', 'aria-hidden': 'true' }, cc.number(number)),
      el(
        'span',
        { class: 'gutter' },
        first.slice(0, 3).map((kind) => cc.kindMark(kind)),
      ),
      body,
    );
  }

  // remarked marks what was noticed in a text.
  function remarked(node, o, focus, seen) {
    const reveal = o.id === focus && !seen.has(o);
    seen.add(o);
    return el('span', { class: 'remarked', title: cc.remarkTitle(o), 'data-reveal': reveal ? '' : null }, node);
  }

  // What lies over a marked piece: node → spans, the topmost first.
  const under = new WeakMap();

  // describe says in a line what the marked piece of text that holds node shares, and with
  // whom; '' where node is in none.
  cc.describe = (node) => {
    const over = node instanceof Element && under.get(node.closest('.hit'));
    if (!over) return '';
    const named = 3;
    const one = ({ passage, there }) =>
      t('kind_' + cc.tintOf(passage)) + ' · ' + t('from_source', cc.name(there.s), cc.percent(passage.similarity));
    return (
      over.slice(0, named).map(one).join(t('semicolon')) +
      (over.length > named ? t('and_others', over.length - named) : '')
    );
  };

  function piece(text, top, over, open, seen, first) {
    const node = el(
      'span',
      {
        class: 'hit tint-' + cc.tintOf(top.passage),
        dataset: { p: top.passage.index },
        onclick: () => {
          if (getSelection().isCollapsed) open(top);
        },
      },
      text,
    );
    under.set(node, over);
    if (!seen.has(top.passage)) {
      // one stop a passage: where it comes into sight
      seen.add(top.passage);
      if (!first)
        node.prepend(
          el(
            'span',
            { class: 'kind mini kind-' + cc.tintOf(top.passage), 'aria-hidden': 'true' },
            t('letter_' + cc.tintOf(top.passage)),
          ),
        );
      node.setAttribute('role', 'link');
      node.setAttribute('tabindex', '-1');
      node.dataset.stop = '';
      node.dataset.href = cc.pairHref(top.here.s, top.there.s, top.passage.id);
      node.setAttribute('aria-label', cc.describe(node));
    }
    return node;
  }

  // fullText renders submission i by paragraphs with the passages given marked in them, and
  // what was noticed. focus names the observation to bring into sight.
  cc.fullText = (i, passages, open, focus) => {
    const sub = data.submissions[i];
    const spans = passages
      .map((hit) => ({ lo: hit.here.r[0], hi: hit.here.r[1], rank: rank(hit.passage), ...hit }))
      .sort((x, y) => x.rank - y.rank || y.passage.letters - x.passage.letters)
      .concat(cc.remarks(i));
    const seen = new Set();
    let gap = false; // the paragraph before is not part of the page, and that was said
    return el(
      'div',
      { class: 'fulltext' },
      sub.paragraphs.map((range, at) => {
        const absent = known(i, ...range).every(([, , text]) => text === null);
        const said = gap && absent;
        gap = absent;
        if (said) return null;
        const near = spans.filter((s) => s.lo < range[1] && s.hi > range[0]);
        return paragraph(i, range, near, at + 1, open, seen, focus);
      }),
    );
  };
})();
