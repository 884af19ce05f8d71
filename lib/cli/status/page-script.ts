/**
 * Search and sorting for the page, which reads and works without them. Plain JavaScript for the browser: it has no part in
 * what the page says, and its hash is in the page's policy.
 */
export const PAGE_SCRIPT = `
'use strict';
(() => {
  const body = document.querySelector('tbody');
  if (!body) return;
  const rows = [...body.rows];
  const bar = document.querySelector('search');
  const field = bar.querySelector('input');
  const output = bar.querySelector('output');
  const boxes = [...document.querySelectorAll('fieldset input')];
  const texts = new Map();

  // Reading text is slow for thousands of rows, so nothing is read before somebody searches.
  function textOf(row) {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
    return texts.get(row);
  }

  function show() {
    const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const marks = boxes.filter((box) => box.checked).map((box) => box.id.slice('only-'.length));
    let shown = 0;
    for (const row of rows) {
      row.hidden = !words.every((word) => textOf(row).includes(word));
      if (!row.hidden && marks.every((mark) => row.classList.contains(mark))) shown++;
    }
    const all = shown === rows.length;
    output.textContent = all ? '' : shown === 0 ? 'No application matches' : shown.toLocaleString('en') + ' of ' + rows.length.toLocaleString('en');
    const state = new URLSearchParams();
    if (field.value) state.set('search', field.value);
    if (marks.length) state.set('only', marks.join());
    try {
      history.replaceState(null, '', String(state) ? '#' + state : location.pathname + location.search);
    } catch {
      // Not allowed in a sandboxed frame: then the filter has no address.
    }
  }

  const timeOf = (row, column) => Date.parse(row.cells[column].querySelector('time')?.dateTime ?? '');
  const names = new Map(rows.map((row, index) => [row, index]));

  // By name, or what changed last in an environment; again, the other way around. What never changed stays at the end.
  function sort(heading, column) {
    const order = heading.getAttribute('aria-sort');
    const up = column ? order === 'descending' : order !== 'ascending';
    const sign = up ? 1 : -1;
    document.querySelectorAll('thead th').forEach((other) => other.setAttribute('aria-sort', 'none'));
    heading.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    const keys = column ? new Map(rows.map((row) => [row, timeOf(row, column)])) : names;
    const sorted = [...rows].sort((one, other) => {
      const [first, second] = [keys.get(one), keys.get(other)];
      if (isNaN(first) || isNaN(second)) return isNaN(first) - isNaN(second) || names.get(one) - names.get(other);
      return sign * (first - second) || names.get(one) - names.get(other);
    });
    body.append(...sorted);
  }

  document.querySelectorAll('thead th').forEach((heading, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.title = column ? 'Sort by when it changed' : 'Sort by name';
    button.append(...heading.childNodes);
    button.addEventListener('click', () => sort(heading, column));
    heading.append(button);
    heading.setAttribute('aria-sort', column ? 'none' : 'ascending');
  });

  const state = new URLSearchParams(location.hash.slice(1));
  field.value = state.get('search') ?? '';
  const only = (state.get('only') ?? '').split(',');
  for (const box of boxes) box.checked = !box.disabled && only.includes(box.id.slice('only-'.length));
  field.addEventListener('input', show);
  boxes.forEach((box) => box.addEventListener('change', show));
  document.querySelector('form').addEventListener('submit', (event) => event.preventDefault());
  bar.hidden = false;
  show();
})();
`;
