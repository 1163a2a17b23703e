// The clusters: drawn, and listed with their members and what they share with others.
(() => {
  'use strict';
  const { data, t, el } = cc;

  const related = new Set(); // submissions that share more than template with another
  const inside = new Map(); // id of a cluster → its pairs, the most alike first
  const outside = new Map(); // id of a cluster → {pair, letters}: with others, most text first
  for (const { id, members } of data.clusters) {
    members.forEach((i) => related.add(i));
    inside.set(id, []);
    outside.set(id, []);
  }
  for (const pair of data.pairs) {
    const letters = cc.sharedLetters(pair);
    if (!pair.near && !pair.listed && letters === 0) continue;
    related.add(pair.a);
    related.add(pair.b);
    const [a, b] = [data.submissions[pair.a].cluster, data.submissions[pair.b].cluster];
    if (a === b) {
      if (inside.has(a)) inside.get(a).push(pair);
    } else if (letters > 0 || pair.near) {
      for (const id of [a, b]) if (outside.has(id)) outside.get(id).push({ pair, letters });
    }
  }
  for (const list of inside.values()) list.sort((x, y) => y.resemblance - x.resemblance || x.index - y.index);
  for (const list of outside.values()) list.sort((x, y) => y.letters - x.letters || x.pair.index - y.pair.index);

  // notDrawn says how many submissions the graph leaves out.
  function notDrawn(few) {
    const count = cc.fresh.filter((i) => (few ? data.submissions[i].cluster === 0 : !related.has(i))).length;
    return count > 0 ? t(few ? 'graph_singles' : 'graph_others', count) : null;
  }

  const pairLine = (pair, ...facts) =>
    el(
      'li',
      null,
      cc.pairLink(pair.a, pair.b, undefined, cc.label(pair.a), ' ⟷ ', cc.label(pair.b)),
      el('span', { class: 'quiet' }, facts),
    );

  const most = 12; // lines that a cluster lists of its pairs at once

  // listed is a list of lines, made by line of each item, those behind the first most
  // folded away.
  function listed(items, line) {
    const part = (some) => cc.feed(el('ul', { class: 'lines' }), some, line);
    if (items.length <= most) return part(items);
    return [
      part(items.slice(0, most)),
      cc.folded(t('more_lines', items.length - most), (node) => node.append(part(items.slice(most)))),
    ];
  }

  const insideLine = (pair) =>
    pairLine(
      pair,
      t('alike', cc.percent(pair.resemblance)),
      pair.near ? null : t('aside', t('not_near')),
      ' ',
      cc.apartStamp(pair),
    );
  const outsideLine = ({ pair, letters }) => pairLine(pair, t('letter_count', letters), ' ', cc.apartStamp(pair));

  function memberRow(i, closest) {
    const sub = data.submissions[i];
    return el(
      'tr',
      { dataset: { stop: '', href: cc.href('s', i) }, tabindex: '-1', 'aria-label': sub.name },
      el('td', { class: 'name' }, cc.link(i), sub.title ? el('span', { class: 'title' }, sub.title) : null),
      el('td', { class: 'num' }, cc.held(i) ? '–' : cc.percent(sub.total)),
      el('td', { class: 'num' }, cc.number(sub.letters)),
      el('td', { class: 'name' }, closest ? besideClosest(i, closest) : '–'),
    );
  }

  function besideClosest(i, pair) {
    const other = pair.a === i ? pair.b : pair.a;
    const figure = el('span', { class: 'quiet' }, ' ', cc.percent(pair.resemblance));
    return cc.pairLink(i, other, undefined, cc.label(other), figure);
  }

  const shown = 30; // members that a cluster lists at once

  function members(cluster) {
    const closest = new Map();
    for (const pair of inside.get(cluster.id)) {
      for (const i of [pair.a, pair.b]) if (!closest.has(i)) closest.set(i, pair);
    }
    const table = (list) =>
      el(
        'div',
        { class: 'scroll', role: 'region', 'aria-label': t('members'), tabindex: '0' },
        el(
          'table',
          { class: 'grid' },
          el(
            'thead',
            null,
            el(
              'tr',
              null,
              el('th', { scope: 'col', class: 'name' }, t('submission')),
              el('th', { scope: 'col', class: 'num' }, t('total_reuse')),
              el('th', { scope: 'col', class: 'num' }, t('letters_column')),
              el('th', { scope: 'col', class: 'name' }, t('closest')),
            ),
          ),
          cc.feed(el('tbody'), list, (i) => memberRow(i, closest.get(i))),
        ),
      );
    const rest = cluster.members.slice(shown);
    return [
      table(cluster.members.slice(0, shown)),
      rest.length > 0 ? cc.folded(t('more_members', rest.length), (node) => node.append(table(rest))) : null,
    ];
  }

  function section(cluster, chosen) {
    const within = inside.get(cluster.id);
    const beyond = outside.get(cluster.id);
    return el(
      'section',
      {
        class: 'card cluster-card',
        dataset: chosen ? { reveal: '' } : {},
        tabindex: chosen ? '-1' : null,
      },
      el(
        'h3',
        null,
        cc.clusterSize(cluster),
        el('span', { class: 'quiet' }, ' ', t('lowest', cc.percent(cluster.lowest))),
        cc.clusterCleared(cluster.id)
          ? el(
              'span',
              { class: 'stamp stamp-not-a-copy' },
              t(within.some((pair) => pair.near && cc.apart(pair) !== '') ? 'cluster_own' : 'cluster_cleared'),
            )
          : null,
      ),
      members(cluster),
      within.length > 1
        ? cc.folded(t('pairs_inside', within.length), (node) => cc.put(node, listed(within, insideLine)))
        : null,
      beyond.length > 0 ? [el('h4', null, t('pairs_outside')), listed(beyond, outsideLine)] : null,
    );
  }

  // list shows each cluster, the one that was asked for first of all.
  function list(asked) {
    const chosen = data.clusters.filter(({ id }) => String(id) === asked);
    const all = [...chosen, ...data.clusters.filter((cluster) => !chosen.includes(cluster))];
    return cc.feed(el('div'), all, (cluster) => section(cluster, chosen.includes(cluster)));
  }

  cc.view('clusters', {
    title: 'clusters',
    tab: 3,
    count: () => data.clusters.length,
    hidden: () => data.mode === 'diff' || related.size === 0,
    render(root, params) {
      const graph = cc.graph();
      const matrix = cc.matrix();
      const few = graph !== null && graph.classList.contains('graph-clusters');
      cc.put(
        root,
        el('h1', null, t('clusters')),
        data.clusters.length === 0
          ? el('p', { class: 'hint' }, t(graph ? 'clusters_none' : 'clusters_none_drawn'))
          : null,
        graph
          ? el(
              'section',
              null,
              el('h2', null, t('graph')),
              el(
                'p',
                { class: 'hint' },
                t(few ? 'graph_clusters_hint' : 'graph_hint'),
                notDrawn(few),
                graph.dataset.left ? t('graph_edges_left', Number(graph.dataset.left)) : null,
              ),
              cc.graphLegend(graph),
              cc.drawn(t('graph'), graph),
            )
          : null,
        matrix
          ? el(
              'section',
              null,
              el('h2', null, t('matrix')),
              el(
                'p',
                { class: 'hint' },
                t(few ? 'matrix_clusters_hint' : 'matrix_hint'),
                matrix.querySelector('.matrix-held') ? t('matrix_held') : null,
              ),
              cc.matrixScale(),
              cc.drawn(t('matrix'), matrix),
            )
          : null,
        data.clusters.length > 0 ? el('section', null, el('h2', null, t('cluster_list')), list(params[0])) : null,
      );
    },
  });
})();
