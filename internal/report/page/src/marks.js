// The reviewer's marks: on pairs and on passages, by content key, so that they hold in
// the next run whatever the order of the files. Marks that came with the report are the
// ground; what is changed here is a draft, kept in this browser until it is exported.
// Marks on what this report does not hold are passed on untouched.
(() => {
  'use strict';
  const { data, t, stored, has } = cc;
  const schema = 'chachong/review/v1';
  const slot = 'review.' + data.no;
  const words = ['confirmed', 'not-a-copy', 'talk', ''];
  const keyForm = /^[0-9a-f]{32}\+[0-9a-f]{32}$/;
  const longestNote = 4000; // characters, as the program has it; a note, not a document
  const largestFile = 32 << 20; // bytes, likewise

  const draft = new Map(); // key → {mark, note}: what differs from data.review
  const others = new Map(); // kind and key → {kind, key, mark, note, a, b}: of what is not here
  const idOf = ({ kind, key }) => kind + ' ' + key;

  const none = { mark: '', note: '' };
  const clean = ({ mark, note }) => ({ mark, note });
  const empty = ({ mark, note }) => mark === '' && note === '';
  const ground = (key) => (has(data.review, key) ? data.review[key] : none);
  const short = (text) => text.length <= longestNote || [...text].length <= longestNote;

  // whole returns a mark of a file with the members it may leave out, null where it is
  // none.
  function whole(x) {
    if (x === null || typeof x !== 'object') return null;
    const { kind, key, mark = '', note = '', a = '', b = '' } = x;
    const told = [key, note, a, b].every((text) => typeof text === 'string');
    if (!told || !['pair', 'passage'].includes(kind) || !words.includes(mark)) return null;
    return keyForm.test(key) && key.slice(0, 32) <= key.slice(33) && short(note)
      ? { kind, key, mark, note, a, b }
      : null;
  }

  // What the report shows can be marked; a key may belong to several things alike.
  const subjects = new Map(); // key → {kind, a, b: indexes of submissions}
  for (const pair of data.pairs) {
    if (!subjects.has(pair.key)) subjects.set(pair.key, { kind: 'pair', a: pair.a, b: pair.b });
  }
  for (const p of data.passages) {
    if (!subjects.has(p.key)) subjects.set(p.key, { kind: 'passage', a: p.a.s, b: p.b.s });
  }
  const fits = ({ kind, key }) => subjects.has(key) && subjects.get(key).kind === kind;

  let version = 0; // grows with every change

  function place(key, mark) {
    version++;
    const was = ground(key);
    if (was.mark === mark.mark && was.note === mark.note) draft.delete(key);
    else draft.set(key, clean(mark));
  }

  // take puts a mark of a file where it belongs.
  function take(mark) {
    version++;
    if (fits(mark)) place(mark.key, mark);
    else if (empty(mark)) others.delete(idOf(mark));
    else others.set(idOf(mark), mark);
  }

  const rest = data.review_rest.map(whole).filter((mark) => mark !== null);
  rest.forEach(take);

  const asIs = JSON.stringify([...others.values()]); // what the report brought along
  let kept = true; // the draft reached the browser's storage
  let late = 0; // the timer of a draft that is not written yet
  const many = 1000; // marks from which writing them at every change is felt

  function write() {
    clearTimeout(late);
    late = 0;
    const list = [...others.values()];
    const same = JSON.stringify(list) === asIs;
    for (const [key, mark] of draft) {
      const kind = subjects.has(key) ? subjects.get(key).kind : 'pair';
      list.push({ kind, key, ...mark });
    }
    const was = kept;
    kept = stored.set(slot, same && draft.size === 0 ? null : JSON.stringify(list));
    if (was && !kept) cc.announce(t('draft_refused'));
  }

  function save() {
    if (draft.size + others.size < many) write();
    else if (late === 0) late = setTimeout(write, 500);
  }
  addEventListener('pagehide', () => {
    if (late !== 0) write();
  });

  function load() {
    const text = stored.get(slot);
    if (text === null) return;
    try {
      const list = JSON.parse(text).map(whole);
      others.clear();
      for (const mark of list) if (mark !== null) take(mark);
    } catch {
      stored.set(slot, null);
    }
  }

  const get = (key) => draft.get(key) || ground(key);

  function set(key, mark) {
    place(key, mark);
    save();
  }

  const counted = data.pairs.filter(
    (pair) =>
      cc.apart(pair) === '' &&
      (pair.near || cc.passagesBetween(pair.a, pair.b).some((p) => !p.template && cc.apart(p) === '')),
  );

  // list returns every mark on what is here, of pairs first: {kind, key, mark, note, a, b}.
  function list() {
    const all = [];
    for (const [key, subject] of subjects) {
      const mark = get(key);
      if (!empty(mark)) all.push({ kind: subject.kind, key, ...clean(mark), a: subject.a, b: subject.b });
    }
    return all.sort((x, y) => (x.kind === y.kind ? 0 : x.kind === 'pair' ? -1 : 1));
  }

  // exported returns the text of review.json.
  function exported() {
    const marks = list().map((m) => ({ ...m, a: data.submissions[m.a].id, b: data.submissions[m.b].id }));
    return JSON.stringify({ schema, marks: marks.concat([...others.values()]) }, null, 1) + '\n';
  }

  // imported merges the text of a review.json into the draft and returns how many marks
  // it holds and how many of them fit nothing here. It throws an Error with a message for
  // the reader, and changes nothing then, where the text is not what exported writes.
  function imported(text) {
    let file;
    try {
      file = JSON.parse(text.replace(/^\uFEFF/, ''));
    } catch {
      throw new Error(t('import_not_json'));
    }
    if (file === null || typeof file !== 'object' || file.schema !== schema || !Array.isArray(file.marks)) {
      throw new Error(t('import_not_review'));
    }
    const marks = file.marks.map((mark, at) => {
      const read = whole(mark);
      if (read === null) throw new Error(t('import_bad_mark', at + 1));
      return read;
    });
    marks.forEach(take);
    write();
    return { count: marks.length, unfit: marks.filter((mark) => !fits(mark)).length };
  }

  // done reports whether a pair has a mark, on itself or on all its passages that count.
  function done(pair) {
    if (get(pair.key).mark !== '') return true;
    const passages = cc.passagesBetween(pair.a, pair.b).filter((p) => !p.template);
    return passages.length > 0 && passages.every((p) => get(p.key).mark !== '');
  }

  load();
  cc.marks = {
    get,
    set,
    list,
    exported,
    imported,
    done,
    longestNote,
    largestFile,
    words: words.slice(0, -1),
    toReview: () => counted.length,
    reviewed: () => counted.filter(done).length,
    version: () => version,
    kept: () => kept,
    // ofSubmission counts the marks on pairs and passages of submission i by word.
    ofSubmission(i) {
      const count = { confirmed: 0, 'not-a-copy': 0, talk: 0, notes: 0 };
      const add = (key) => {
        const { mark, note } = get(key);
        if (mark !== '') count[mark]++;
        if (note !== '') count.notes++;
      };
      for (const pair of pairsOf(i)) add(pair.key);
      for (const key of new Set(cc.passagesOf(i).map(({ passage }) => passage.key))) add(key);
      return count;
    },
  };

  const pairLists = new Map();
  for (const pair of data.pairs) {
    for (const i of [pair.a, pair.b]) {
      if (!pairLists.has(i)) pairLists.set(i, []);
      pairLists.get(i).push(pair);
    }
  }
  function pairsOf(i) {
    return pairLists.get(i) || [];
  }
  // pairsOf returns the pairs of submission i in the order of the result.
  cc.pairsOf = pairsOf;
})();
