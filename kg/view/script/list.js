// Search and list: all that the picture shows, without the picture.

const names = new Map(nodes.map((thing) => [thing, [thing.label, ...thing.others].map(fold)]));
const sorting = { by: "links", down: true };
let shownRows = ROWS;

function score(thing, query) {
  let best = 0;
  for (const name of names.get(thing)) {
    const share = query.length / name.length; // "Venn" is more of Mara Venn than of what Venn remarked somewhere
    if (name === query) best = Math.max(best, 4);
    else if ((" " + name).includes(" " + query)) best = Math.max(best, 2 + share + (name.startsWith(query) ? 0.1 : 0));
    else if (query.split(" ").every((word) => name.includes(word))) best = Math.max(best, 1 + share);
  }
  return best && best + (thing.kind.role === "statement" ? 0 : 0.2);
}

const ORDERS = {
  name: (a, b) => a.label.localeCompare(b.label, "en"),
  kind: (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || b.degree - a.degree,
  links: (a, b) => a.degree - b.degree,
};

function found() {
  const query = fold($("search").value), only = $("kind").value;
  let some = only ? nodes.filter((thing) => thing.kind.id === only) : nodes;
  const order = (a, b) => (sorting.down ? -1 : 1) * ORDERS[sorting.by](a, b) || a.number - b.number;
  if (!query) return [...some].sort(order);
  const scored = some.map((thing) => [score(thing, query), thing]).filter(([points]) => points);
  return scored.sort((a, b) => b[0] - a[0] || b[1].degree - a[1].degree).map(([, thing]) => thing);
}

function fillList() {
  const some = found();
  const rows = some.slice(0, shownRows).map((thing) => make("tr", { "data-iri": thing.iri },
    make("td", {}, thingButton(thing, 110)), make("td", {}, thing.kind.label), make("td", {}, String(thing.degree))));
  $("list").querySelector("tbody").replaceChildren(...rows);
  $("more").hidden = some.length <= shownRows;
  $("more").textContent = "Show more (" + (some.length - shownRows).toLocaleString("en") + " left)";
  for (const head of $("list").querySelectorAll("th")) {
    const mine = head.firstElementChild.dataset.sort === sorting.by && !$("search").value;
    head.setAttribute("aria-sort", mine ? (sorting.down ? "descending" : "ascending") : "none");
  }
  return some;
}

function searched() {
  shownRows = ROWS;
  const some = fillList();
  showSide(false);
  $("status").textContent = $("search").value ? counted(some.length, "thing", "things") + " found" : "";
}

function rowButtons() { return [...$("list").querySelectorAll("tbody button")]; }

function listKeys(event) {
  const buttons = rowButtons(), at = buttons.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || at < 0) return;
  event.preventDefault();
  (at + step < 0 ? $("search") : buttons[Math.min(at + step, buttons.length - 1)]).focus();
}

function setUpList() {
  const counts = grouped(nodes, (thing) => thing.kind);
  const options = kinds.filter((kind) => counts.has(kind)).map((kind) => (
    make("option", { value: kind.id }, capital(kind.plural) + " (" + counts.get(kind).length + ")")));
  $("kind").append(make("option", { value: "" }, "All kinds (" + nodes.length + ")"), ...options);
  $("kind").addEventListener("change", searched);
  $("search").addEventListener("input", searched);
  $("search").addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); showSide(false); rowButtons()[0]?.focus(); }
    if (event.key === "Escape" && !$("search").value && state.entity) showSide(true);
  });
  $("search-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const first = $("search").value ? found()[0] : null;
    if (first) go(first, null, true);
  });
  $("list").addEventListener("keydown", listKeys);
  for (const button of $("list").querySelectorAll("[data-sort]")) {
    button.addEventListener("click", () => {
      const by = button.dataset.sort;
      sorting.down = sorting.by === by ? !sorting.down : by === "links";
      sorting.by = by;
      fillList();
    });
  }
  $("more").addEventListener("click", () => {
    const at = shownRows;
    shownRows += ROWS;
    fillList();
    rowButtons()[at]?.focus();
  });
  $("panel").addEventListener("keydown", (event) => { if (event.key === "Escape") go(null, null, true); });
  fillList();
}

function setUpHead() {
  const said = nodes.filter((thing) => thing.kind.role === "statement").length;
  $("counts").textContent = [counted(nodes.length - said, "thing", "things"), counted(said, "statement", "statements"),
    counted(facts.length, "fact", "facts"), counted(citations.length, "receipt", "receipts"),
    counted(articles.length, "article cited", "articles cited")].join(" · ");
  if (!nodes.length) $("empty").hidden = false;
  const present = kinds.filter((kind) => nodes.some((thing) => thing.kind === kind));
  $("legend").querySelector("ul").append(...present.map((kind) => make("li", {}, icon(kind), kind.label)));
  if (nodes.some((thing) => thing.unreal)) {
    const meeting = kinds.find((kind) => kind.id === "meeting");
    $("legend").querySelector("ul").append(make("li", {}, icon(meeting, true), "hollow: planned, off or not in force"));
  }
  if (matchMedia("(max-width: 760px)").matches) $("legend").open = false;
}
