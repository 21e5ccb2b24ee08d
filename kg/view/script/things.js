// The list beside the picture: things by class, the best-connected first, or what a search has found.

const FEW_OF_KIND = 6;
let searching = false;

function whenNote(thing) {
  const when = whenWords(thing);
  return when === "undated" ? "" : when;
}

function thingRow(thing, note) {
  return make(
    "li",
    { "data-iri": thing.iri },
    thingButton(thing, 110),
    note ? text(note, "span", { class: "note" }) : null,
    thing.unreal ? tag(unrealWords(thing), "unreal") : null,
  );
}

// What the hollow shape says, in words: how the thing stood last.
function unrealWords(thing) {
  const last = statesOf(thing)
    .sort(byDay)
    .flatMap((one) => one.out.filter((fact) => fact.term?.unreal && CODES.includes(fact.property.id)))
    .pop();
  return last ? last.term.label : "planned or off";
}

function kindSection(kind, some) {
  const rows = make("ul", {}),
    rest = some.length - FEW_OF_KIND;
  const section = make(
    "section",
    { class: "kind" },
    make("h3", {}, capital(kind.plural), make("small", {}, " " + number(some.length))),
    rows,
  );
  paged(rows, some, (thing) => thingRow(thing, isSaid(thing) || kind.id === "meeting" ? whenNote(thing) : ""), section);
  if (rest > 1) {
    const late = [...rows.children].slice(FEW_OF_KIND),
      more = section.querySelector(".more"),
      paging = !more.hidden;
    [...late, more].forEach((item) => {
      item.hidden = true;
    });
    const open = button("Show all " + number(some.length), {
      class: "quiet",
      onclick: () => {
        late.forEach((item) => {
          item.hidden = false;
        });
        more.hidden = !paging;
        late[0].querySelector("button")?.focus();
        open.remove();
      },
    });
    section.append(open);
  }
  return section;
}

// The five classes of the mission first; then whatever there is most of.
const CORE = ["person", "government", "measure", "meeting", "statement"];

function fillList() {
  if (!nodes.length) return;
  if (fold(state.q)) {
    fillFound();
    return;
  }
  const some = shownThings(),
    byKind = grouped(some, (thing) => thing.kind);
  const place = (kind) => {
    const at = CORE.indexOf(kind.id);
    return at < 0 ? CORE.length : at;
  };
  const order = [...byKind.keys()].sort((a, b) => place(a) - place(b) || byKind.get(b).length - byKind.get(a).length);
  const hint = make(
    "p",
    { class: "hint" },
    "Pick anything, here or in the picture, to read what is known of it and the passage that says so.",
  );
  $("list").replaceChildren(
    make("h2", {}, "Start with"),
    hint,
    ...order.map((kind) => kindSection(kind, byKind.get(kind))),
  );
}

function fillFound() {
  const found = search(state.q),
    rows = make("ul", { class: "found" });
  const how = ({ thing, name }) =>
    name.how === "label" ? thing.kind.label : NAMED_BY[name.how] + shortened(name.name, 80);
  $("list").replaceChildren(
    make("h2", {}, found.length ? counted(found.length, "thing", "things") + " found" : "Nothing found"),
  );
  if (found.length) {
    $("list").append(rows);
    paged(rows, found, (one) => thingRow(one.thing, how(one)), $("list"));
  } else {
    $("list").append(
      make(
        "p",
        { class: "hint" },
        "No name, statement or publisher holds these words" +
          (isFiltering() ? " among what the filters let through." : "."),
      ),
    );
  }
}

function typed() {
  searching = Boolean($("search").value);
  go({ q: cutAt($("search").value, 200) }, { focus: false, typing: "q", view: false });
}

function rowButtons() {
  return [...$("list").querySelectorAll("[data-iri] button")].filter((one) => one.checkVisibility());
}

function listKeys(event) {
  const buttons = rowButtons(),
    at = buttons.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || at < 0) return;
  event.preventDefault();
  (at + step < 0 ? $("search") : buttons[Math.min(at + step, buttons.length - 1)]).focus();
}

function searchKeys(event) {
  if (event.key === "ArrowDown") {
    event.preventDefault();
    if ($("list").hidden) {
      searching = true;
      showSide();
    }
    rowButtons()[0]?.focus();
  }
  if (event.key === "Escape" && searching && state.entity) {
    searching = false;
    showSide();
  }
}

function setUpList() {
  let waiting = 0;
  $("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(typed, nodes.length > 2000 ? 200 : 60);
  });
  $("search").addEventListener("keydown", searchKeys);
  $("search-form").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    const first = search($("search").value)[0];
    if (first) go({ entity: first.thing, to: null, path: null, q: cutAt($("search").value, 200) });
  });
  $("list").addEventListener("keydown", listKeys);
  $("panel").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.target.closest(".path-tool[open]")) go({ entity: null, to: null, path: null });
  });
}
