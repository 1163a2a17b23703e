// Marking: the buttons beside a pair or passage, and the view of all marks with their
// export and import.
(() => {
  'use strict';
  const { data, t, el } = cc;
  const controls = new WeakMap(); // node of a control → how it is brought up to date

  const markKeys = ['c', 'x', 't']; // of cc.marks.words

  // marking is the control of a mark: three words of which one may be chosen, and a note.
  cc.marking = (key, label) => {
    const node = el('div', { class: 'marking', role: 'group', 'aria-label': t('mark_of', label), dataset: { key } });
    const buttons = cc.marks.words.map((word, at) =>
      el(
        'button',
        {
          type: 'button',
          class: 'mark-' + word,
          title: t('by_key', markKeys[at]),
          onclick: () => cc.mark(key, word),
        },
        t('mark_' + word),
      ),
    );
    const area = el('textarea', {
      rows: 2,
      maxlength: cc.marks.longestNote, // in UTF-16 units, of which a character has one or two
      'aria-label': t('note_of', label),
      placeholder: t('note_hint'),
      onchange: () => {
        cc.marks.set(key, { ...cc.marks.get(key), note: area.value.trim() });
        changed(key);
      },
    });
    const note = el(
      'button',
      { type: 'button', class: 'note-button', title: t('by_key', 'm'), onclick: () => openNote() },
      t('note'),
    );
    const box = el('div', { class: 'note-box', hidden: true }, area);
    function openNote() {
      box.hidden = !box.hidden;
      note.setAttribute('aria-expanded', String(!box.hidden));
      if (!box.hidden) setTimeout(() => area.focus()); // not yet: the key that asked for it is still on its way
    }
    function update() {
      const mark = cc.marks.get(key);
      buttons.forEach((button, at) => button.setAttribute('aria-pressed', String(mark.mark === cc.marks.words[at])));
      if (document.activeElement !== area) area.value = mark.note;
      box.hidden = mark.note === '' && document.activeElement !== area;
      note.setAttribute('aria-expanded', String(!box.hidden));
    }
    node.append(...buttons, note, box);
    controls.set(node, { update, openNote });
    update();
    return node;
  };

  function changed(key) {
    for (const node of document.querySelectorAll('.marking')) {
      if (node.dataset.key === key) controls.get(node).update();
    }
    cc.refreshHead();
  }

  // mark sets the mark of key to word, or takes it away where it is that already.
  cc.mark = (key, word) => {
    const was = cc.marks.get(key);
    const mark = was.mark === word ? '' : word;
    cc.marks.set(key, { ...was, mark });
    changed(key);
    const row = document.querySelector('tr.current[data-key]');
    if (row && row.dataset.key === key) cc.refill(row.lastElementChild, cc.stampOf(key));
    cc.announce(mark === '' ? t('mark_taken') : t('mark_' + mark));
  };

  // note opens the note of key where the view has a control for it.
  cc.note = (key) => {
    const node = [...document.querySelectorAll('.marking')].find((control) => control.dataset.key === key);
    if (!node) return false;
    const box = node.querySelector('.note-box');
    if (box.hidden) controls.get(node).openNote();
    else setTimeout(() => box.firstElementChild.focus());
    return true;
  };

  function download() {
    const url = URL.createObjectURL(new Blob([cc.marks.exported()], { type: 'application/json' }));
    const link = el('a', { href: url, download: 'review.json' });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    cc.announce(t('exported', cc.marks.list().length));
  }

  function read(file, say) {
    if (file.size > cc.marks.largestFile) {
      say(t('import_large', cc.marks.largestFile >> 20));
      return;
    }
    const reader = new FileReader();
    reader.onload = () => {
      try {
        const { count, unfit } = cc.marks.imported(String(reader.result));
        cc.refresh();
        const said = t('imported', count) + (unfit > 0 ? t('imported_unfit', unfit) : '');
        cc.announce(cc.marks.kept() ? said : said + t('stop') + t('draft_refused'));
      } catch (error) {
        say(error.message);
      }
    };
    reader.onerror = () => say(t('import_unread'));
    reader.readAsText(file);
  }

  function tools() {
    const say = (text) => {
      problem.textContent = text;
      problem.hidden = text === '';
    };
    const problem = el('p', { class: 'problem', role: 'alert', hidden: true });
    const input = el('input', {
      type: 'file',
      class: 'sr',
      tabindex: '-1',
      'aria-hidden': 'true',
      accept: '.json,application/json',
      onchange: () => {
        if (input.files.length > 0) read(input.files[0], say);
      },
    });
    return el(
      'div',
      { class: 'review-tools' },
      el('button', { type: 'button', class: 'button', onclick: download }, t('export')),
      el('button', { type: 'button', class: 'button second', onclick: () => input.click() }, t('import')),
      input,
      el(
        'p',
        { class: 'hint' },
        t(cc.marks.kept() ? 'draft_kept' : 'draft_lost'),
        ' ',
        el('code', null, 'chachong check --review review.json …'),
      ),
      problem,
    );
  }

  const passages = new Map(data.passages.map((p) => [p.key, p]).reverse()); // the first of each key

  function entry(m) {
    const at = m.kind === 'passage' ? passages.get(m.key) : null;
    const href = cc.pairHref(m.a, m.b, at ? at.id : undefined);
    return el(
      'li',
      { dataset: { stop: '', href, key: m.key }, tabindex: '-1' },
      el(
        'div',
        { class: 'entry' },
        at ? [cc.badge(at), ' ', at.id, ' · '] : null,
        el('a', { href }, t('pair_of', cc.name(m.a), cc.name(m.b))),
      ),
      cc.marking(m.key, at ? t('passage_no', at.id) : t('whole_pair')),
    );
  }

  const entriesShown = 200; // marks that are listed at once

  cc.view('review', {
    title: 'review',
    tab: 7,
    count: () => cc.marks.list().length,
    render(root) {
      const list = cc.marks.list();
      const group = (kind, title) => {
        const of = list.filter((m) => m.kind === kind);
        return of.length === 0
          ? null
          : el(
              'section',
              null,
              el('h2', null, t(title), el('span', { class: 'count' }, cc.number(of.length))),
              cc.first(el('ul', { class: 'entries' }), of, entriesShown, entry, 'more_marks'),
            );
      };
      cc.put(
        root,
        el('h1', null, t('review')),
        el('p', { class: 'lede' }, t('review_progress', cc.marks.reviewed(), cc.marks.toReview())),
        tools(),
        group('pair', 'marked_pairs'),
        group('passage', 'marked_passages'),
        list.length === 0 ? el('p', { class: 'empty' }, t('no_marks')) : null,
      );
    },
  });
})();
