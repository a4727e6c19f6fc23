// Our own part of the editor's page. It does three things: it leaves out what is empty before an entry is saved; beside
// the form it shows the real page, with the text as it is typed; and in the strip above it says where the text is and
// what the change-set holds. On a Git host only the first is there.
(function () {
  'use strict';

  var CMS = window.CMS;
  var h = window.h;
  var tab = document.body.getAttribute('data-tab');

  // What is empty is left out: a form knows no difference, and a field that says nothing is a mistake in a file.
  function pruned(value) {
    if (value === null || value === undefined) return undefined;
    if (typeof value === 'string') return value.trim() === '' ? undefined : value;
    if (typeof value === 'object' && typeof value.filter === 'function' && typeof value.map === 'function') {
      var kept = value.map(pruned).filter(function (one) { return one !== undefined; });
      return (kept.size === undefined ? kept.length : kept.size) ? kept : undefined;
    }
    return value;
  }

  CMS.registerEventListener({
    name: 'preSave',
    handler: function (event) {
      var data = event.entry.get('data');
      return data
        .map(function (value, name) { return name === 'body' ? value : pruned(value); })
        .filter(function (value) { return value !== undefined; });
    },
  });

  if (!tab) return;

  // Without Git there is nothing to publish: what is saved is saved.
  if (document.body.getAttribute('data-git') !== 'true') {
    var words = CMS.getLocale('en');
    CMS.registerLocale('en', Object.assign({}, words, {
      editor: Object.assign({}, words.editor, {
        editorToolbar: Object.assign({}, words.editor.editorToolbar, {
          publish: 'Save', publishing: 'Saving...', published: 'Saved', publishNow: 'Save now',
          publishAndCreateNew: 'Save and begin a new one', publishAndDuplicate: 'Save and copy',
        }),
      }),
    }));
  }

  // Beside a form stands the page, not the notes, until somebody chooses.
  if (!localStorage.getItem('cms.right-pane')) localStorage.setItem('cms.right-pane', 'preview');

  // The program is asked one question at a time about the page, so that an older answer never comes after a newer one.
  var queue = Promise.resolve();

  function ask(question) {
    var asked = queue.then(function () {
      return fetch('desk/' + tab, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(question),
        keepalive: question.ask === 'forget',
      });
    }).then(function (response) {
      return response.json().then(function (answer) {
        if (!response.ok) throw new Error(answer.error || 'the program gave no answer');
        return answer;
      });
    });
    queue = asked.catch(function () {});
    return asked;
  }

  // ---- the page beside the form

  var pause = 300; // milliseconds without a key before the page is made anew

  var Look = window.createClass({
    getInitialState: function () { return { address: '', site: '', sites: [], why: '' }; },

    componentDidMount: function () { this.look(); },

    componentDidUpdate: function (before) {
      if (before.entry.get('data') !== this.props.entry.get('data') || before.entry.get('slug') !== this.props.entry.get('slug')) {
        clearTimeout(this.timer);
        this.timer = setTimeout(this.look, pause);
      }
    },

    componentWillUnmount: function () {
      this.gone = true;
      clearTimeout(this.timer);
      ask({ ask: 'forget' }).catch(function () {});
    },

    look: function (site) {
      var self = this;
      var entry = this.props.entry;
      if (self.gone) return;
      ask({
        ask: 'look',
        collection: this.props.collection.get('name'),
        slug: entry.get('slug') || '',
        data: entry.get('data').toJS(),
        site: typeof site === 'string' ? site : '',
      }).then(function (answer) { if (!self.gone) self.setState(answer); },
        function (error) { if (!self.gone) self.setState({ why: error.message }); });
    },

    choose: function (event) { this.look(event.target.value); },

    render: function () {
      var state = this.state;
      return h('div', { style: { position: 'fixed', inset: 0, display: 'flex', flexDirection: 'column', font: '1rem/1.4 system-ui, sans-serif', color: '#1d2433' } },
        h('p', { style: { margin: 0, padding: '.5rem 3.5rem .5rem 1rem', borderBottom: '1px solid #c9cfdb' } },
          state.sites.length ? h('label', null, 'As seen at ',
            h('select', { value: state.site, onChange: this.choose, id: 'ws-site', style: { font: 'inherit', maxWidth: '100%' } },
              state.sites.map(function (one) { return h('option', { key: one.name, value: one.name }, one.title); }))) : null,
          state.why ? h('span', null, ' ' + state.why) : null),
        // Another origin by its port, and in a sandbox: whatever is typed, no script of it runs where saves are made.
        state.address ? h('iframe', {
          key: state.address, id: 'ws-look', title: 'The page as readers will see it', src: state.address,
          sandbox: 'allow-scripts allow-same-origin', referrerPolicy: 'no-referrer',
          style: { flex: '1 1 auto', width: '100%', border: 0 },
        }) : null);
    },
  });

  document.body.getAttribute('data-lists').split(' ').forEach(function (name) { CMS.registerPreviewTemplate(name, Look); });

  // ---- the strip

  function element(name, properties, children) {
    var one = document.createElement(name);
    Object.keys(properties || {}).forEach(function (key) { one[key] = properties[key]; });
    (children || []).forEach(function (child) { if (child) one.append(child); });
    return one;
  }

  function fill(id, children) {
    var place = document.getElementById(id);
    place.replaceChildren.apply(place, children.filter(Boolean));
    return place;
  }

  var signs = { saved: 'Saved here', ready: 'Ready', sent: 'In review', live: 'Live', new: 'New' };
  var shown = '';

  function opened() {
    var match = /^#\/collections\/([^/]+)\/entries\/([^?]+)/.exec(location.hash);
    var fresh = /^#\/collections\/([^/]+)\/new/.exec(location.hash);
    if (fresh) return { collection: decodeURIComponent(fresh[1]), slug: '' };
    return match ? { collection: decodeURIComponent(match[1]), slug: decodeURIComponent(match[2]) } : { collection: '', slug: '' };
  }

  function refresh() {
    var place = opened();
    return ask({ ask: 'state', collection: place.collection, slug: place.slug }).then(show, function (error) { notice(error.message); });
  }

  function show(state) {
    state.notices.forEach(notice);
    var now = JSON.stringify([state, opened()]);
    if (now === shown) return;
    shown = now;
    var place = fill('ws-state', state.line ? [element('b', { textContent: signs[state.state] || '' }), state.line] : []);
    place.dataset.state = state.state;
    place.title = state.line;
    versions(state);
    changeSet(state);
  }

  function versions(state) {
    if (!state.versions.length) return fill('ws-versions', []);
    var select = element('select', { ariaLabel: 'Begin another version of this page' }, [element('option', { value: '', textContent: 'Add a version…' })]
      .concat(state.versions.map(function (one) { return element('option', { value: one.form, textContent: one.label }); })));
    select.addEventListener('change', function () {
      var place = opened();
      ask({ ask: 'vary', collection: place.collection, slug: place.slug, form: select.value })
        .then(function (answer) { location.hash = answer.open; location.reload(); }, failed);
    });
    fill('ws-versions', [select]);
  }

  function changeSet(state) {
    if (!state.git) return fill('ws-set', []);
    var panel = document.getElementById('ws-panel');
    var count = state.entries.length;
    var button = element('button', { type: 'button', id: 'ws-open', textContent: state.changeSet + ' (' + count + ')', title: 'What this change-set holds' });
    button.setAttribute('aria-expanded', String(!panel.hidden));
    button.setAttribute('aria-controls', 'ws-panel');
    button.addEventListener('click', function () {
      panel.hidden = !panel.hidden;
      button.setAttribute('aria-expanded', String(!panel.hidden));
    });
    fill('ws-set', [button]);
    if (!(panel.contains(document.activeElement) && document.activeElement.tagName === 'INPUT')) fillPanel(state);
  }

  function fillPanel(state) {
    var unsent = state.entries.filter(function (one) { return one.state === 'saved on this computer'; });
    fill('ws-panel', [
      element('h2', { textContent: state.changeSet }),
      element('p', { textContent: state.entries.length ? 'These go to review together:' : 'Nothing yet. What you save comes here and goes to review together.' }),
      element('ul', {}, state.entries.map(item)),
      unsent.length ? press('Make ready for review (' + unsent.length + ')', 'ws-main', { ask: 'send' }, true) : null,
      nameForm('Call this change-set', 'Rename', 'rename', state.changeSet, []),
      nameForm('Begin or open another', 'Begin', 'begin', '', state.others),
    ]);
  }

  function item(one) {
    var what = { added: 'new, ', deleted: 'to be taken away, ', renamed: 'renamed, ' }[one.how] || '';
    return element('li', {}, [
      one.open ? element('a', { href: one.open, textContent: one.label }) : element('span', { textContent: one.label }),
      element('small', { textContent: what + one.state }),
    ].concat(one.conflicts.map(function (text) { return element('small', { textContent: text }); }), [
      one.state === 'saved on this computer' ? press('Take out', '', { ask: 'discard', key: one.key }, true) : null,
    ]));
  }

  function press(words, style, question, reload) {
    var button = element('button', { type: 'button', className: style, textContent: words });
    button.addEventListener('click', function () {
      button.disabled = true;
      ask(question).then(function (state) { if (reload) location.reload(); else show(state); }, function (error) { button.disabled = false; failed(error); });
    });
    return button;
  }

  function nameForm(label, words, question, value, others) {
    var list = element('datalist', { id: 'ws-' + question + '-names' }, others.map(function (name) { return element('option', { value: name }); }));
    var input = element('input', { name: 'name', value: value, required: true, maxLength: 80, autocomplete: 'off' });
    input.setAttribute('list', list.id);
    var form = element('form', { id: 'ws-' + question }, [element('label', {}, [label + ' ', input, element('button', { textContent: words })]), list]);
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      ask({ ask: question, name: input.value }).then(function (state) {
        input.blur();
        if (question === 'begin') location.reload(); else show(state);
      }, failed);
    });
    return form;
  }

  function notice(text) {
    var place = document.getElementById('ws-notices');
    if (Array.prototype.some.call(place.children, function (one) { return one.firstChild.nodeValue === text; })) return;
    var line = element('p', { textContent: text });
    var close = element('button', { type: 'button', textContent: 'I have read this' });
    close.addEventListener('click', function () { line.remove(); });
    line.append(close);
    place.append(line);
  }

  function failed(error) { notice(error.message); }

  var shelf = document.getElementById('ws-shelf');
  if (shelf) {
    shelf.elements.shelf.addEventListener('change', function (event) {
      location.assign(location.pathname + '?shelf=' + encodeURIComponent(event.target.value));
    });
  }

  ['postSave', 'postPublish', 'postUnpublish'].forEach(function (name) {
    CMS.registerEventListener({ name: name, handler: function () { setTimeout(refresh, 0); } });
  });
  // Decap keeps the form of one entry when the address changes to another: the page is loaded again.
  window.addEventListener('hashchange', function (event) {
    var entry = /#\/collections\/[^/]+\/entries\/[^?]+/;
    var before = entry.exec(event.oldURL);
    var now = entry.exec(event.newURL);
    if (before && now && before[0] !== now[0]) location.reload();
    else refresh();
  });
  window.addEventListener('focus', refresh);
  window.addEventListener('pagehide', function () { ask({ ask: 'forget' }).catch(function () {}); });
  setInterval(function () { if (!document.hidden) refresh(); }, 4000);
  refresh();
}());
