// The drawings of the page, a graph and a matrix that are part of it: what they say in words
// is said here, in the language of the page.
(() => {
  'use strict';
  const { data, t, el, svg } = cc;

  // shared returns how many letters of the first of a pair stand in the second, template
  // aside.
  cc.sharedLetters = (pair) =>
    cc.union(
      cc
        .passagesBetween(pair.a, pair.b)
        .filter((p) => !p.template)
        .map((p) => (p.a.s === pair.a ? p.a.at : p.b.at)),
    );

  const clusterOf = new Map(data.clusters.map((c) => [c.id, c]));

  // drawing is a copy of a drawing of the page, null where there is nothing to draw.
  function drawing(id) {
    const source = document.getElementById(id).content.firstElementChild;
    if (!source || source.nodeName !== 'svg') return null;
    const copy = document.importNode(source, true);
    copy.setAttribute('aria-label', t('drawing_' + id));
    for (const node of copy.querySelectorAll('text[data-cluster], tspan[data-cluster]')) {
      node.textContent = node.dataset.n
        ? cc.clusterSize(clusterOf.get(Number(node.dataset.cluster)))
        : t('cluster_no', node.dataset.cluster);
    }
    return copy;
  }

  // say gives a node of a drawing its words, for those who point at it or listen.
  function say(node, words) {
    node.querySelector('title')?.remove();
    node.prepend(svg('title', null, words));
    node.setAttribute('aria-label', words);
  }

  // graph draws who shares text with whom, null where nobody does.
  cc.graph = () => {
    const copy = drawing('graph');
    if (!copy) return null;
    for (const node of copy.querySelectorAll('.edge')) {
      const { a, b, c, d, n } = node.dataset;
      if (c) {
        say(node, t('edge_clusters', c, d, Number(n)));
        continue;
      }
      const pair = cc.pairOf(Number(a), Number(b));
      say(
        node,
        t(
          pair.near ? 'edge_near' : 'edge_passage',
          cc.name(pair.a),
          cc.name(pair.b),
          pair.near ? cc.percent(pair.resemblance) : cc.number(cc.sharedLetters(pair)),
        ),
      );
    }
    for (const node of copy.querySelectorAll('.node')) {
      const { s, cluster } = node.dataset;
      if (cluster) say(node, cc.clusterSize(clusterOf.get(Number(cluster))));
      else {
        const sub = data.submissions[s];
        const name = cc.name(Number(s)) + (sub.title ? ' ' + sub.title : '');
        say(node, cc.held(Number(s)) ? name : t('node_label', name, cc.percent(sub.total), sub.letters));
      }
    }
    // touches reports whether an edge ends at a node, which is a submission or a cluster.
    const touches = (edge, node) => {
      const { a, b, c, d } = edge.dataset;
      if (node.dataset.s) return [a, b].includes(node.dataset.s);
      const ends = c ? [c, d] : [a, b].map((i) => String(data.submissions[i].cluster));
      return ends.includes(node.dataset.cluster);
    };
    const light = (event) => {
      const node = event.target instanceof Element ? event.target.closest('.node') : null;
      copy.classList.toggle('asking', node !== null);
      for (const edge of copy.querySelectorAll('.edge')) {
        edge.classList.toggle('asked', node !== null && touches(edge, node));
      }
    };
    for (const kind of ['pointerover', 'pointerleave', 'focusin', 'focusout']) copy.addEventListener(kind, light);
    return copy;
  };

  // matrix draws how much of each the others cover, likewise.
  cc.matrix = () => {
    const copy = drawing('matrix');
    if (!copy) return null;
    const clusters = copy.classList.contains('matrix-clusters');
    const name = (id) => (clusters ? t('cluster_no', id) : cc.name(id));
    for (const node of copy.querySelectorAll('.matrix-name')) {
      if (!clusters) {
        say(node, name(node.dataset.id));
        continue;
      }
      node.querySelector('.matrix-label').textContent = name(node.dataset.id);
      say(node, cc.clusterSize(clusterOf.get(Number(node.dataset.id))));
    }
    for (const node of copy.querySelectorAll('.cell')) {
      const { a, b, share } = node.dataset;
      say(node, t(clusters ? 'cell_clusters' : 'cell_label', name(a), name(b), cc.percent(Number(share))));
    }
    const cross = (event) => {
      const cell = event.target instanceof Element && event.target.closest('.cell');
      for (const node of copy.querySelectorAll('.matrix-name')) {
        node.classList.toggle('asked', Boolean(cell) && [cell.dataset.a, cell.dataset.b].includes(node.dataset.id));
      }
    };
    for (const kind of ['pointerover', 'pointerleave', 'focusin', 'focusout']) copy.addEventListener(kind, cross);
    return copy;
  };

  // drawn holds a drawing that may be wider than the screen.
  cc.drawn = (label, node) =>
    el('div', { class: 'scroll drawing', role: 'region', 'aria-label': label, tabindex: '0' }, node);

  // graphLegend says what the signs of a graph mean, of those that it has.
  cc.graphLegend = (graph) => {
    const has = (selector) => graph.querySelector(selector) !== null;
    const line = (kind, width) =>
      svg(
        'svg',
        { class: 'graph key', width: 34, height: 12, 'aria-hidden': 'true' },
        svg(
          'g',
          { class: 'edge edge-' + kind },
          svg('path', { class: 'edge-line', d: 'M1 6H33', 'stroke-width': width }),
        ),
      );
    const square = (kind) =>
      svg(
        'svg',
        { class: 'graph key', width: 16, height: 16, 'aria-hidden': 'true' },
        svg('g', { class: 'node node-held' + kind }, svg('rect', { x: 2, y: 2, width: 12, height: 12 })),
      );
    const dot = (kind) =>
      svg(
        'svg',
        { class: 'graph key', width: 16, height: 16, 'aria-hidden': 'true' },
        svg('g', { class: 'node' + kind }, svg('circle', { cx: 8, cy: 8, r: 6 })),
      );
    const signs = [
      ['.graph-count', dot(' node-near'), 'legend_cluster'],
      ['.node-near[data-s]:not(.node-held)', dot(' node-near'), 'legend_member'],
      ['.node:not(.node-near):not(.node-over):not(.node-held)', dot(''), 'legend_single'],
      ['.node-over', dot(' node-over'), 'legend_over'],
      ['.node-held', square(''), 'legend_held'],
      ['.edge-near', line('near', 4), 'legend_near'],
      ['.edge-passage', line('passage', 2), 'legend_passage'],
      ['.edge-apart', line('near edge-apart', 3), 'legend_apart'],
    ];
    return el(
      'ul',
      { class: 'legend' },
      signs.filter(([selector]) => has(selector)).map(([, sign, words]) => el('li', null, sign, t(words))),
    );
  };

  // matrixScale says what the tints of the matrix mean.
  cc.matrixScale = () => {
    return el(
      'ul',
      { class: 'legend scale' },
      [1, 2, 3, 4, 5].map((tint) =>
        el(
          'li',
          null,
          el('span', { class: 'swatch swatch-' + tint, 'aria-hidden': 'true' }),
          t('scale_from_to', (tint - 1) * 20, tint * 20),
        ),
      ),
    );
  };
})();
