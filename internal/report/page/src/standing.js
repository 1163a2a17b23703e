// What each submission is to the reader: by what was found and by the marks, those that
// came with the report and those made here. The rules are those of the other reports.
(() => {
  'use strict';
  const { data } = cc;

  const spared = (key) => cc.marks.get(key).mark === 'not-a-copy';

  // cleared reports whether a passage, or the pair that it is of, is marked as no copy, is
  // an owner's own earlier work, or was accepted.
  function cleared(passage) {
    if (spared(passage.key) || cc.apart(passage) !== '') return true;
    const pair = cc.pairOf(passage.a.s, passage.b.s);
    return pair !== null && spared(pair.key);
  }

  // counts reports whether limits are about a near-duplicate pair.
  const counts = (pair) => cc.apart(pair) === '' && !spared(pair.key);
  cc.pairCounts = (pair) => pair.near && counts(pair);

  // left returns the ratios of submission i without what is marked as no copy, as measured
  // where nothing is.
  function left(i) {
    const sub = data.submissions[i];
    const all = cc.passagesOf(i);
    const hits = all.filter(({ passage }) => !cleared(passage));
    if (hits.length === all.length) {
      return { total: sub.total, with_template: sub.with_template, largest: sub.largest, source: sub.largest_source };
    }
    const share = (some) => (sub.letters > 0 ? cc.union(some.map(({ here }) => here.at)) / sub.letters : 0);
    const own = hits.filter(({ passage }) => !passage.template);
    const by = new Map();
    for (const hit of own) {
      if (!by.has(hit.there.s)) by.set(hit.there.s, []);
      by.get(hit.there.s).push(hit);
    }
    const most = { largest: 0, source: -1 };
    for (const s of [...by.keys()].sort((x, y) => x - y)) {
      const largest = share(by.get(s));
      if (largest > most.largest) Object.assign(most, { largest, source: s });
    }
    return { total: share(own), with_template: share(hits), ...most };
  }

  const ratios = { total: 'total', 'with-template': 'with_template', 'largest-source': 'largest' };

  // held returns the findings that the marks leave, of those that what was measured gives.
  function held() {
    const room = new Map(); // passages of a pair and of so many letters that count
    const out = [];
    for (const f of [...data.verdict.findings, ...data.verdict.cleared]) {
      if (f.rule === 'near-duplicate') {
        const pair = cc.pairOf(f.s, f.other);
        if (pair === null || counts(pair)) out.push(f);
      } else if (f.rule === 'passage') {
        const name = [f.s, f.other, f.value].join(' ');
        if (!room.has(name)) {
          const same = (p) => p.a.s === f.s && !p.template && p.letters === f.value && !cleared(p);
          room.set(name, cc.passagesBetween(f.s, f.other).filter(same).length);
        }
        if (room.get(name) > 0) out.push(f);
        room.set(name, room.get(name) - 1);
      } else {
        const now = left(f.s);
        const value = now[ratios[f.rule]];
        if (value >= f.limit) out.push({ ...f, value, other: f.rule === 'largest-source' ? now.source : f.other });
      }
    }
    return out;
  }

  function concernOf(i, over) {
    const sub = data.submissions[i];
    const near = cc.pairsOf(i).filter((pair) => pair.near);
    const gone = near.filter((pair) => !counts(pair)).length;
    if (near.length > gone || (sub.cluster > 0 && gone === 0)) return 'near';
    if (over.has(i)) return 'over';
    const now = left(i);
    const shares = ({ passage, there }) => !passage.template && there.s !== i && !cleared(passage);
    if (now.total > 0 || cc.passagesOf(i).some(shares)) return 'shared';
    const apart = ({ passage, there }) => !passage.template && there.s !== i && cc.apart(passage) !== '';
    if (cc.passagesOf(i).some(apart)) return 'apart';
    return now.with_template > 0 ? 'template' : 'clear';
  }

  // clearedClusters returns the clusters of whose near-duplicate pairs none counts.
  function clearedClusters() {
    const some = new Map(); // id → a pair that counts is in it
    for (const pair of data.pairs) {
      const [x, y] = [data.submissions[pair.a].cluster, data.submissions[pair.b].cluster];
      if (pair.near && x > 0 && x === y) some.set(x, some.get(x) || counts(pair));
    }
    return new Set([...some].filter(([, one]) => !one).map(([id]) => id));
  }

  // What was made of the marks, as long as they stay what they are.
  let made = { version: -1 };
  function standing() {
    const version = cc.marks.version();
    if (made.version !== version) {
      const findings = held();
      const over = new Set(findings.map((f) => f.s));
      const concerns = data.submissions.map((_, i) => concernOf(i, over));
      made = { version, findings, concerns, clusters: clearedClusters() };
    }
    return made;
  }

  // concern says what submission i is to the reader: near, over, shared, apart,
  // template, clear.
  cc.concern = (i) => standing().concerns[i];

  // findings returns what is over the limits: {rule, s, other, value, limit}.
  cc.findings = () => standing().findings;

  // clusterCleared reports whether no pair of a cluster counts.
  cc.clusterCleared = (id) => standing().clusters.has(id);

  // clusterCount is how many clusters have pairs that count.
  cc.clusterCount = () => data.clusters.filter(({ id }) => !cc.clusterCleared(id)).length;

  // census counts the new submissions by concern.
  cc.census = () => {
    const count = { near: 0, over: 0, shared: 0, apart: 0, template: 0, clear: 0 };
    for (const i of cc.fresh) count[standing().concerns[i]]++;
    return count;
  };
})();
