// Long lists: a portion at a time, so that the first of it stands at once however long it
// is, and parts that are made when they are unfolded.
(() => {
  'use strict';
  const { el, t } = cc;
  const portion = 200; // elements made at a time: some 20 ms
  const pending = new Map(); // node → what makes its next portion

  // feed fills node with make(item) of each item, in place of what it had.
  cc.feed = (node, items, make) => {
    let at = 0;
    const more = () => {
      if (pending.get(node) !== more) return; // it is full, or has another list
      node.append(...items.slice(at, at + portion).map(make));
      at += portion;
      if (at < items.length) setTimeout(more);
      else pending.delete(node);
    };
    node.replaceChildren();
    pending.set(node, more);
    more();
    return node;
  };

  // first fills node with the first so many items, and a button that brings the rest in;
  // word is its text. Paper has the text too where the style leaves the rest out of it.
  cc.first = (node, items, count, make, word) => {
    node.append(...items.slice(0, count).map(make));
    const rest = items.slice(count);
    if (rest.length === 0) return node;
    const part = el(node.localName, { class: [node.getAttribute('class') || '', 'rest'].join(' ').trim() });
    const button = el(
      'button',
      {
        type: 'button',
        class: 'plain more',
        onclick: () => {
          button.replaceWith(part, el('span', { class: 'rest-said' }, t(word, rest.length)));
          cc.feed(part, rest, make);
        },
      },
      t(word, rest.length),
    );
    return [node, button];
  };

  // Whoever prints wants all of it.
  addEventListener('beforeprint', () => {
    while (pending.size > 0) for (const more of [...pending.values()]) more();
  });

  // folded is a part of the page that is made by fill(node) when it is first unfolded.
  cc.folded = (summary, fill) => {
    const details = el('details', null, el('summary', null, summary));
    details.addEventListener('toggle', () => fill(details), { once: true });
    return details;
  };
})();
