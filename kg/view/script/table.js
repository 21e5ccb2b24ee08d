// The table: all that the filters and the search let through, things and relations, sorted by any column.

// How a table is sorted before anybody asks; in the link a minus says that the most comes first.
const SORTED = { things: "-links", relations: "-receipts" };

function sorting() {
  const sort = state.sort || SORTED[state.table];
  return { by: sort.replace(/^-/, ""), down: sort.startsWith("-") };
}

function standingWords(thing) {
  return [...facetsOf(thing).codes].map((iri) => terms.find((term) => term.iri === iri).label).join(", ");
}

const COLUMNS = {
  things: [
    { id: "name", label: "Name", of: (thing) => thing.label, cell: (thing) => thingButton(thing, 140) },
    { id: "kind", label: "Class", of: (thing) => thing.cls || thing.kind.label },
    {
      id: "when",
      label: "When",
      of: (thing) => dayOf(thing),
      cell: (thing) => text(whenWords(thing)),
    },
    { id: "standing", label: "Standing, modality", of: standingWords },
    {
      id: "sources",
      label: "Sources",
      of: (thing) => [...facetsOf(thing).sources].sort().join("; "),
      cell: (thing) => fewSources(facetsOf(thing).sources),
    },
    {
      id: "origins",
      label: "Origins",
      of: (thing) => facetsOf(thing).origins,
      count: true,
      title: "independent origins of its best-supported fact",
    },
    { id: "receipts", label: "Receipts", of: (thing) => facetsOf(thing).cited.size, count: true },
    { id: "links", label: "Relations", of: (thing) => thing.degree, count: true },
  ],
  relations: [
    {
      id: "from",
      label: "Between",
      of: (link) => endsOf(link)[0].label,
      cell: (link) => thingButton(endsOf(link)[0], 70),
    },
    { id: "what", label: "Relation", of: (link) => linkNames(link).join(", "), cell: (link) => linkButton(link) },
    { id: "to", label: "And", of: (link) => endsOf(link)[1].label, cell: (link) => thingButton(endsOf(link)[1], 70) },
    {
      id: "sources",
      label: "Sources",
      of: (link) => [...linkFacets(link).sources].sort().join("; "),
      cell: (link) => fewSources(linkFacets(link).sources),
    },
    {
      id: "origins",
      label: "Origins",
      of: (link) => linkFacets(link).origins,
      count: true,
      title: "independent origins of its best-supported fact",
    },
    { id: "receipts", label: "Receipts", of: (link) => linkFacets(link).cited.size, count: true },
  ],
};

// All of them stand in the panel and in what is saved.
function fewSources(sources) {
  const all = [...sources].sort();
  return all.length < 2
    ? text(shortened(all.join(), 48))
    : text(all.length + " sources", "span", { title: visible(all.join("; ")) });
}

// A relation reads from its subject to its object.
function endsOf(link) {
  return link.facts.length && link.facts[0].subject !== link.ends[0] ? [link.ends[1], link.ends[0]] : link.ends;
}

function linkButton(link) {
  return button(visible(linkNames(link).join(", ")), {
    class: "thing",
    onclick: () => go({ entity: link.ends[0], to: link.ends[1], path: null }),
  });
}

function compared(one, two) {
  return typeof one === "number" ? one - two : one.localeCompare(two, "en", { numeric: true });
}

function tableRows() {
  const { by, down } = sorting(),
    column = COLUMNS[state.table].find((one) => one.id === by);
  const rows = state.table === "things" ? shownThings() : shownLinks();
  const keyed = rows.map((item) => [column.of(item), item]);
  keyed.sort(
    (a, b) => (a[0] === "") - (b[0] === "") || (down ? -1 : 1) * compared(a[0], b[0]) || a[1].number - b[1].number,
  );
  return keyed.map(([, item]) => item);
}

function tableRow(item) {
  const marks =
    state.table === "things"
      ? { "data-iri": item.iri }
      : { "data-first": item.ends[0].iri, "data-second": item.ends[1].iri };
  return make(
    "tr",
    marks,
    ...COLUMNS[state.table].map((column, at) =>
      make(
        at ? "td" : "th",
        { scope: at ? null : "row", class: column.count ? "count" : null, "data-label": column.label },
        column.cell ? column.cell(item) : column.of(item) === "" ? null : text(String(column.of(item))),
      ),
    ),
  );
}

function headCell(column) {
  const { by, down } = sorting(),
    mine = by === column.id;
  return make(
    "th",
    {
      scope: "col",
      class: column.count ? "count" : null,
      "aria-sort": mine ? (down ? "descending" : "ascending") : "none",
    },
    button(column.label, {
      "data-sort": column.id,
      title: column.title || null,
      onclick: () => {
        const falls = mine ? !down : Boolean(column.count);
        const sort = (falls ? "-" : "") + column.id;
        go({ sort: sort === SORTED[state.table] ? "" : sort }, { focus: false, view: false });
      },
    }),
  );
}

function tableTabs() {
  const counts = { things: shownThings().length, relations: shownLinks().length };
  return make(
    "p",
    { class: "switch", role: "group", "aria-label": "What the table lists" },
    ...Object.keys(COLUMNS).map((name) =>
      button(capital(name) + " " + number(counts[name]), {
        "data-table": name,
        "aria-pressed": String(state.table === name),
        onclick: () => {
          go({ table: name, sort: "" }, { focus: false, view: false });
        },
      }),
    ),
  );
}

function buildTable() {
  const body = make("tbody", {}),
    foot = make("p", {});
  const table = make(
    "table",
    {},
    make("caption", { class: "unseen" }, "What the filters and the search let through"),
    make("thead", {}, make("tr", {}, ...COLUMNS[state.table].map(headCell))),
    body,
  );
  paged(body, tableRows(), tableRow, foot);
  const focus = $("table").contains(document.activeElement) ? document.activeElement.dataset : {};
  const same = focus.sort ? '[data-sort="' + focus.sort + '"]' : focus.table && '[data-table="' + focus.table + '"]';
  $("table").replaceChildren(tableTabs(), table, foot);
  if (same) $("table").querySelector(same)?.focus();
}

function isChosenRow({ iri, first, second }) {
  const chosen = [state.entity, state.to].filter(Boolean).map((thing) => thing.iri);
  if (iri) return chosen.length === 1 && chosen[0] === iri;
  return chosen.length === 2 && chosen.includes(first) && chosen.includes(second);
}

// A selection alone builds nothing anew: the reader keeps place, and the pages that were asked for.
let tableStands = "";

function showTable() {
  const stands = JSON.stringify([state.table, state.sort, filters, state.q]);
  if (stands !== tableStands) buildTable();
  tableStands = stands;
  for (const row_ of $("table").querySelectorAll("tbody tr"))
    row_.classList.toggle("chosen", isChosenRow(row_.dataset));
}
