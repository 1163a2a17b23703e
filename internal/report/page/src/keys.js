// The keyboard. Elements with data-stop are the stops of j and k, one of them current;
// data-href says where Enter leads from one, data-key what c, x, t and m mark.
(() => {
  'use strict';
  const { t, el } = cc;

  const stops = () => [...document.querySelectorAll('#view [data-stop]')];
  const current = () => document.querySelector('#view .current[data-stop]');

  // makeCurrent moves the one tab stop among the stops.
  function makeCurrent(node) {
    const was = current();
    if (was && was !== node) {
      was.classList.remove('current');
      was.setAttribute('tabindex', '-1');
    }
    node.classList.add('current');
    node.setAttribute('tabindex', '0');
  }

  function step(by) {
    const list = stops();
    if (list.length === 0) return false;
    const now = current();
    const at = now ? list.indexOf(now) + by : by > 0 ? firstBelow(list) : list.length - 1;
    const node = list[at];
    if (!node) return cc.announce(t(by > 0 ? 'last_one' : 'first_one'));
    makeCurrent(node);
    node.scrollIntoView({ block: 'center' });
    node.focus({ preventScroll: true });
    return true;
  }

  // returnTo makes the stop that leads to hash current again, where the view has it.
  cc.returnTo = (hash) => {
    const node = stops().find(
      (stop) =>
        stop.dataset.href !== undefined && (hash === stop.dataset.href || hash.startsWith(stop.dataset.href + '/')),
    );
    if (!node) return false;
    makeCurrent(node);
    node.scrollIntoView({ block: 'center' });
    node.focus({ preventScroll: true });
    return true;
  };

  // firstBelow is the first stop that is in sight, the first of all where none is.
  function firstBelow(list) {
    return Math.max(
      0,
      list.findIndex((node) => node.getBoundingClientRect().top >= 0),
    );
  }

  // marked is the key that c, x, t and m are about: of the current stop, or of the pair.
  function marked() {
    const now = current();
    if (now && now.dataset.key) return now.dataset.key;
    const whole = document.querySelector('#view .deciding .marking');
    return whole ? whole.dataset.key : null;
  }

  const mark = (word) => () => {
    const key = marked();
    if (key === null) return false;
    return cc.mark(key, word);
  };

  const common = {
    j: () => step(1),
    k: () => step(-1),
    Enter(event) {
      const now = current();
      if (!now || event.target !== now || !now.dataset.href) return false;
      return cc.go(now.dataset.href);
    },
    u: () => (history.length > 1 ? history.back() : cc.go(cc.href('overview'))),
    '/'() {
      if (cc.focusFilter()) return true;
      addEventListener('hashchange', () => cc.focusFilter(), { once: true });
      return cc.go(cc.href('overview'));
    },
    '?': () => cc.showKeys(),
    c: mark('confirmed'),
    x: mark('not-a-copy'),
    t: mark('talk'),
    m() {
      const key = marked();
      return key === null ? false : cc.note(key);
    },
  };
  for (let n = 1; n <= 7; n++) {
    common[n] = () => {
      const tab = document.querySelectorAll('.tabs a')[n - 1];
      return tab ? tab.click() : false;
    };
  }

  const typing = (node) =>
    node instanceof Element && node.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null;

  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === 'Escape') {
      const menu = document.querySelector('details.menu[open]');
      if (menu) {
        menu.open = false;
        menu.firstElementChild.focus();
      } else if (typing(event.target)) {
        event.target.blur();
        const now = current();
        if (now) now.focus({ preventScroll: true });
      }
      return;
    }
    if (typing(event.target) || document.querySelector('dialog[open]')) return;
    const own = cc.current().keys;
    const does = cc.has(own, event.key) ? own[event.key] : cc.has(common, event.key) && common[event.key];
    if (does && does(event) !== false) event.preventDefault();
  });

  // What is pointed at or tabbed to becomes the current stop.
  addEventListener('focusin', (event) => {
    const stop = event.target instanceof Element && event.target.closest('#view [data-stop]');
    if (stop) makeCurrent(stop);
  });

  // A row is as good to click as its name; its links and buttons are what they are.
  addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || event.target.closest('a, button, input, label, textarea, summary'))
      return;
    const row = event.target.closest('tr[data-href]');
    if (row && getSelection().isCollapsed) cc.go(row.dataset.href);
  });

  const table = [
    ['j k', 'key_passages'],
    ['n p', 'key_next'],
    ['Enter', 'key_open'],
    ['u', 'key_up'],
    ['/', 'key_filter'],
    ['1 … 7', 'key_tabs'],
    ['c', 'mark_confirmed'],
    ['x', 'mark_not-a-copy'],
    ['t', 'mark_talk'],
    ['m', 'key_note'],
    ['?', 'key_help'],
    ['Esc', 'key_close'],
  ];

  // keyTable lists the keys.
  cc.keyTable = () =>
    el(
      'dl',
      { class: 'keys' },
      table.map(([keys, word]) =>
        el(
          'div',
          null,
          el(
            'dt',
            null,
            keys.split(' ').map((key) => (key === '…' ? ' … ' : el('kbd', null, key))),
          ),
          el('dd', null, t(word)),
        ),
      ),
    );

  // showKeys opens the list of keys over the view.
  cc.showKeys = () => {
    const dialog = el(
      'dialog',
      { class: 'keys-dialog', 'aria-labelledby': 'keys-title' },
      el('h2', { id: 'keys-title' }, t('keys')),
      cc.keyTable(),
      el('p', null, el('a', { href: cc.href('help'), onclick: () => dialog.close() }, t('more_help'))),
      el('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, t('close')),
    );
    const before = document.activeElement;
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (before instanceof HTMLElement) before.focus();
    });
    document.getElementById('app').append(dialog);
    dialog.showModal();
  };
})();
