// Paths: the shortest way between two things along what the filters let through.

// A relation is one step; by way of a statement it is two: from who said it to the statement, and on to its subject.
// Of ways of one length that is best which leads through persons, meetings and measures: what they do joins things more
// than a place or topic that both have, or what was never more than planned.
const STEP_COST = 100,
  JOINING = new Set(["person", "government", "measure", "meeting", "event", "statement"]);

function stepCost(link, far) {
  const detour = far.unreal ? 2 : JOINING.has(far.kind.id) ? 0 : 1;
  return (isDirect(link) ? 1 : 2) * STEP_COST + detour;
}

function pathBetween(from, to) {
  if (!passing.has(from) || !passing.has(to)) return null;
  const done = new Set(),
    before = new Map([[from, { cost: 0 }]]),
    rims = [[from]];
  for (let cost = 0; cost < rims.length && !done.has(to); cost += 1) {
    for (const thing of rims[cost] || []) {
      if (done.has(thing)) continue;
      done.add(thing);
      for (const link of thing.links) {
        const far = other(link, thing),
          total = cost + stepCost(link, far);
        if (!passing.has(far) || (before.get(far)?.cost ?? Infinity) <= total || !linkPasses(link)) continue;
        before.set(far, { cost: total, thing, link });
        (rims[total] ||= []).push(far);
      }
    }
  }
  if (!before.has(to)) return null;
  const steps = [];
  for (let here = to; here !== from; here = before.get(here).thing)
    steps.unshift({ thing: here, link: before.get(here).link });
  return steps;
}

function currentPath() {
  return state.entity && state.path ? pathBetween(state.entity, state.path) : null;
}

function pathThings() {
  const steps = currentPath();
  return steps ? [state.entity, ...steps.map((step) => step.thing)] : [];
}

function linkNames(link) {
  const told = link.told.map((thing) => thing.cls || thing.kind.label);
  const names = [...new Set([...link.facts.map((f) => f.property.label), ...told])];
  return names.length ? names : [counted(link.through.length, "statement", "statements")];
}

function pathSection() {
  if (!state.path) return null;
  const steps = currentPath();
  const end = button("End", { class: "quiet", "data-key": "end", onclick: () => go({ path: null }) });
  if (!steps) {
    return make(
      "section",
      { class: "group path" },
      make("h3", { tabindex: "-1" }, "Path to ", text(shortened(state.path.label, 60)), " ", end),
      make(
        "p",
        {},
        isFiltering() ? "None along what the filters let through." : "None: nothing on this page joins the two.",
      ),
    );
  }
  const items = steps.map(({ thing, link }) =>
    make(
      "li",
      {},
      button(visible(linkNames(link).join(", ")), {
        class: "quiet joint",
        "aria-label": "receipts of: " + visible(linkNames(link).join(", ")),
        onclick: () => go({ entity: link.ends[0], to: link.ends[1], path: null }),
      }),
      make("small", {}, " " + counted(linkFacets(link).cited.size, "receipt", "receipts")),
      make("div", {}, thingButton(thing, 90)),
    ),
  );
  return make(
    "section",
    { class: "group path" },
    make(
      "h3",
      { tabindex: "-1" },
      "Path to ",
      text(shortened(state.path.label, 60)),
      make("small", {}, " " + counted(steps.length, "step", "steps") + " "),
      end,
    ),
    make("ol", {}, ...items),
  );
}

function pathTool(thing) {
  const results = make("ul", { class: "choices" });
  const field = make("input", {
    type: "search",
    id: "path-to",
    placeholder: "Name the other end",
    autocomplete: "off",
    spellcheck: "false",
  });
  const offer = () =>
    results.replaceChildren(
      ...search(field.value)
        .filter((found) => found.thing !== thing)
        .slice(0, 6)
        .map((found) =>
          make(
            "li",
            {},
            make(
              "button",
              { type: "button", class: "thing", onclick: () => go({ path: found.thing, view: "graph" }) },
              icon(found.thing.kind, found.thing.unreal),
              text(shortened(found.thing.label, 80)),
            ),
          ),
        ),
    );
  field.addEventListener("input", offer);
  const escape = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    const tool = field.closest("details");
    if (field.value) {
      field.value = "";
      results.replaceChildren();
      field.focus();
    } else {
      tool.open = false;
      tool.firstElementChild.focus();
    }
    event.stopPropagation();
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      results.querySelector("button")?.focus();
    }
    if (event.key === "Enter") results.querySelector("button")?.click();
  });
  return make(
    "details",
    { class: "path-tool", open: openSections.has("path"), ontoggle: remember("path"), onkeydown: escape },
    make("summary", {}, "Path to another thing"),
    make("label", { for: "path-to", class: "unseen" }, "Path to"),
    field,
    results,
  );
}
