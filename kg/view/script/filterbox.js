// The box of filters, the legend that filters by class, and the line that says what is let through.

function toggled(some, one) {
  return some.includes(one) ? some.filter((item) => item !== one) : [...some, one];
}

function checkbox(label, count, checked, change, attributes = {}) {
  const box = make("input", { type: "checkbox", checked, ...attributes });
  box.addEventListener("change", () => change(box));
  return make(
    "label",
    { class: count === 0 && !checked ? "none" : null },
    box,
    text(label),
    count === null ? null : make("span", { class: "count" }, number(count)),
  );
}

// Choices with counts: how many things there would be, given all the other filters.
function choices(group_, options, counts) {
  const rows = options.map(({ key, label }) =>
    make(
      "li",
      {},
      checkbox(
        label,
        counts.get(key) || 0,
        filters[group_].includes(key),
        () => choose({ [group_]: toggled(filters[group_], key) }),
        { "data-group": group_, "data-key": key },
      ),
    ),
  );
  const none = (row_) => row_.querySelector(".none");
  const rest = rows.filter((row_, at) => (at >= FEW_ROWS + 2 || none(row_)) && !row_.querySelector(":checked"));
  rest.forEach((row_) => {
    row_.hidden = !openSections.has("filter " + group_);
  });
  const more =
    rest.length && !openSections.has("filter " + group_)
      ? button("Show all " + options.length, {
          class: "quiet",
          onclick: () => {
            openSections.add("filter " + group_);
            rest.forEach((row_) => {
              row_.hidden = false;
            });
            rest[0].querySelector("input").focus();
            more.remove();
          },
        })
      : null;
  return [make("ul", {}, ...rows), more].filter(Boolean);
}

function filterGroup(title, ...parts) {
  return make("fieldset", {}, make("legend", {}, title), ...parts);
}

function sourceGroup() {
  const counts = countedBy("source", (thing) => facetsOf(thing).sources);
  const options = [...new Set(articles.map(publisherOf))].map((source) => ({ key: source, label: source }));
  return filterGroup(
    "Source",
    ...choices(
      "source",
      options.sort((a, b) => (counts.get(b.key) || 0) - (counts.get(a.key) || 0)),
      counts,
    ),
  );
}

let usedCodes = null;

function codeGroup() {
  const counts = countedBy("code", (thing) => facetsOf(thing).codes);
  usedCodes ||= new Set(facts.filter((fact) => fact.term && CODES.includes(fact.property.id)).map((fact) => fact.term));
  const options = [...usedCodes].map((term) => ({ key: term.iri, label: term.label }));
  return filterGroup(
    "Standing and modality",
    ...choices(
      "code",
      options.sort((a, b) => (counts.get(b.key) || 0) - (counts.get(a.key) || 0)),
      counts,
    ),
  );
}

function datesGroup() {
  const clock = make(
    "select",
    { id: "clock" },
    ...["happened", "published"].map((name) =>
      make(
        "option",
        { value: name, selected: filters.clock === name },
        name === "happened" ? "when it happened" : "when it was published",
      ),
    ),
  );
  clock.addEventListener("change", () => choose({ clock: clock.value }));
  const field = (name, label) => {
    const input = make("input", { type: "date", id: name, value: filters[name], min: "1000-01-01", max: "9999-12-31" });
    input.addEventListener("change", () => choose({ [name]: input.value }));
    return make("p", {}, make("label", { for: name }, label), input);
  };
  let dated = 0,
    undated = 0;
  for (const thing of soughtThings()) {
    if (!passes(thing, "dates")) continue;
    const facets = facetsOf(thing);
    const known = filters.clock === "published" ? facets.articles.some(publishedSpan) : facets.happened.length > 0;
    if (known) dated += 1;
    else undated += 1;
  }
  return filterGroup(
    "Date",
    make("p", {}, make("label", { for: "clock" }, "By"), clock),
    field("from", "From"),
    field("until", "Until"),
    checkbox("Undated too", undated, filters.undated, () => choose({ undated: !filters.undated }), { id: "undated" }),
    make("p", { class: "aside-note" }, counted(dated, "thing has", "things have") + " a date"),
  );
}

function originsGroup() {
  const count = soughtThings().filter((thing) => passes(thing, "origins") && facetsOf(thing).origins > 1).length;
  return filterGroup(
    "Support",
    checkbox("Two or more origins", count, filters.origins, () => choose({ origins: !filters.origins }), {
      id: "origins",
    }),
  );
}

function fillFilters() {
  fillLegend();
  if ($("filters").hidden) return;
  const focus = document.activeElement,
    same =
      focus &&
      $("filters").contains(focus) &&
      (focus.id
        ? "#" + focus.id
        : '[data-group="' + focus.dataset.group + '"][data-key="' + CSS.escape(focus.dataset.key || "") + '"]');
  $("filters").replaceChildren(make("h2", {}, "Filters"), sourceGroup(), datesGroup(), codeGroup(), originsGroup());
  if (same) $("filters").querySelector(same)?.focus();
}

function fillLegend() {
  const counts = countedBy("class", (thing) => [thing.kind.id]),
    focus = document.activeElement?.dataset.class;
  const present = kinds.filter((kind) => nodes.some((thing) => thing.kind === kind));
  $("legend").replaceChildren(
    ...present.map((kind) =>
      make(
        "button",
        {
          type: "button",
          "data-class": kind.id,
          "aria-pressed": String(filters.class.includes(kind.id)),
          onclick: () => choose({ class: toggled(filters.class, kind.id) }),
        },
        icon(kind),
        kind.label,
        make("span", { class: "count" }, number(counts.get(kind.id) || 0)),
      ),
    ),
  );
  if (nodes.some((thing) => thing.unreal)) {
    const meeting = kinds.find((kind) => kind.id === "meeting");
    $("legend").append(make("span", { class: "note" }, icon(meeting, true), "hollow: planned or off"));
  }
  if (links.some((link) => !isDirect(link)))
    $("legend").append(make("span", { class: "note dashed" }, "via statements"));
  if (focus)
    $("legend")
      .querySelector('[data-class="' + focus + '"]')
      ?.focus();
}

function showNote() {
  const active = GROUPS.filter(isActive).length;
  $("filters-button").textContent = active ? "Filters: " + active + " on" : "Filters";
  $("clear").hidden = !active;
  $("clear-search").hidden = !fold(state.q);
  const shown = soughtThings().filter((thing) => passing.has(thing)).length,
    how = [fold(state.q) && "found by “" + visible(state.q.trim()) + "”", filterWords()].filter(Boolean).join("; ");
  $("shown-note").textContent = how
    ? number(shown) + " of " + number(nodes.length) + ": " + how + "; all facts of the matching things are told"
    : "";
  $("empty").textContent = nodes.length ? "Nothing is left: no thing passes all the filters." : emptyWords();
}

function emptyWords() {
  return data.notes.length
    ? "There is nothing to show. " + data.notes.join(" ")
    : "There is nothing to show: this graph, or what was chosen from it, holds no things.";
}

function openFilters(open) {
  $("filters").hidden = !open;
  $("filters-button").setAttribute("aria-expanded", String(open));
  document.body.classList.toggle("filtering", open);
  if (open) fillFilters();
  if (picture && state.view === "graph") picture.resized();
}

function setUpFilters() {
  $("filters-button").addEventListener("click", () => openFilters($("filters").hidden));
  $("clear").addEventListener("click", () => {
    go({}, { focus: false, filters: { ...NO_FILTERS } });
    $("filters-button").focus();
  });
  $("clear-search").addEventListener("click", () => {
    go({ q: "" }, { focus: false });
    $("search").focus();
  });
}
