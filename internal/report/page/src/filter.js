// The filter language of the table of submissions: words and tests, all of which have to
// hold. 周至 >30 组:2 类:换词 -附件
(() => {
  'use strict';
  const { data } = cc;

  // Names of tests in both languages.
  const names = {
    cluster: ['cluster', 'c', '组'],
    kind: ['kind', '类', '类型'],
    owner: ['owner', '单位'],
    near: ['near', '雷同', '疑似雷同'],
    mark: ['mark', '标记', '复核'],
    source: ['source', '来源'],
    archive: ['archive', '库', '档案库'],
    year: ['year', '年度'],
    own: ['own', '本单位', '旧稿'],
    accepted: ['accepted', '已接受'],
  };
  const marks = {
    confirmed: ['confirmed', '确认', '确认雷同'],
    'not-a-copy': ['not-a-copy', 'not', '不属', '不属雷同', '不算'],
    talk: ['talk', '待谈'],
    notes: ['note', 'notes', '备注'],
  };
  const kinds = {
    verbatim: ['verbatim', '逐字', '同'],
    masked: ['masked', '遮字', '掩'],
    spun: ['spun', '换词', '换'],
    reordered: ['reordered', '调序', '序'],
    light: ['light', '微调', '略'],
    edited: ['edited', '改写', '改'],
    own: ['own', '旧稿', '旧'],
    accepted: ['accepted', '已接受', '受'],
    template: ['template', '模板', '模'],
  };
  const no = ['no', 'false', '0', '否', '无'];

  const find = (table, word) => Object.keys(table).find((key) => table[key].includes(word));

  // text is what words are sought in.
  const texts = new Map();
  function text(i) {
    if (!texts.has(i)) {
      const { name, path, title, owner } = data.submissions[i];
      texts.set(i, [name, path, title, owner].join('\n').toLowerCase());
    }
    return texts.get(i);
  }

  const operators = {
    '>': (x, y) => x > y,
    '<': (x, y) => x < y,
    '=': (x, y) => Math.round(x) === Math.round(y),
    '>=': (x, y) => x >= y,
    '<=': (x, y) => x <= y,
  };

  const tests = {
    cluster: (i, value) =>
      no.includes(value) ? data.submissions[i].cluster === 0 : String(data.submissions[i].cluster) === value,
    kind(i, value) {
      const kind = find(kinds, value) || value;
      return cc.passagesOf(i).some(({ passage }) => cc.tintOf(passage) === kind);
    },
    owner: (i, value) => data.submissions[i].owner.toLowerCase().includes(value),
    near: (i, value) => (cc.concern(i) === 'near') !== no.includes(value),
    source(i, value) {
      const source = data.submissions[i].largest_source;
      return source >= 0 && text(source).includes(value);
    },
    mark(i, value) {
      const count = cc.marks.ofSubmission(i);
      const marked = count.confirmed + count['not-a-copy'] + count.talk + count.notes > 0;
      if (no.includes(value)) return !marked;
      const mark = find(marks, value);
      return mark ? count[mark] > 0 : marked;
    },
  };

  // shares reports whether a passage of submission i, template aside, is as holds says.
  const shares = (i, holds) => cc.passagesOf(i).some((hit) => !hit.passage.template && holds(hit));
  Object.assign(tests, {
    archive: (i, value) => shares(i, ({ there }) => cc.held(there.s)) !== no.includes(value),
    year: (i, value) => shares(i, ({ there }) => String(data.submissions[there.s].year || '') === value),
    own: (i, value) => shares(i, ({ passage }) => passage.own) !== no.includes(value),
    accepted: (i, value) => shares(i, ({ passage }) => passage.accepted) !== no.includes(value),
  });

  // term returns what one word of a query asks: a function of the index of a submission.
  function term(word) {
    if (word.length > 1 && word.startsWith('-')) {
      const rest = term(word.slice(1));
      return (i) => !rest(i);
    }
    const share = /^([<>]=?|=)(\d+(?:\.\d+)?)%?$/.exec(word);
    if (share) return (i) => operators[share[1]](100 * data.submissions[i].total, Number(share[2]));
    const colon = /^([^:：]+)[:：](.*)$/.exec(word);
    const name = colon && find(names, colon[1]);
    if (name)
      return colon[2] === '' && name !== 'near' && name !== 'mark' ? () => true : (i) => tests[name](i, colon[2]);
    return (i) => text(i).includes(word);
  }

  // filter returns a test of a submission's index for a query; an empty one holds always.
  // Full-width signs and spaces are read as the plain ones.
  cc.filter = (query) => {
    const plain = query.normalize('NFKC').toLowerCase();
    const terms = plain
      .split(/\s+/)
      .filter((word) => word !== '')
      .map(term);
    return (i) => terms.every((holds) => holds(i));
  };
})();
