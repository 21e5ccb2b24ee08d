// The state: it lives in the fragment, so that links and the back button work.

const state = { entity: null, to: null };

function parse(fragment) {
  const [version, ...pairs] = fragment.replace(/^#/, "").split("&");
  const found = { entity: null, to: null, strange: fragment.length > 1 && version !== "v1" };
  if (version !== "v1") return found;
  for (const pair of pairs) {
    const at = pair.indexOf("="), name = pair.slice(0, at);
    if (name !== "entity" && name !== "to") continue;
    let iri = null;
    try { iri = decodeURIComponent(pair.slice(at + 1)); } catch { /* garbage stays null */ }
    const thing = byIri.get(iri);
    if (thing && thing.held && !isTold(thing)) found[name] = thing;
    else found.strange = true;
  }
  if (!found.entity || (found.to && !linkBetween(found.entity, found.to))) found.to = null;
  return found;
}

function fragment(entity, to) {
  const part = (name, thing) => (thing ? "&" + name + "=" + encodeURIComponent(thing.iri) : "");
  return "#v1" + part("entity", entity) + part("to", to);
}

let wantFocus = false, wantView = true;

// Every way to a thing goes through the fragment, so that the back button undoes it.
function go(entity, to, focus, view = true) {
  [wantFocus, wantView] = [focus, view];
  const next = fragment(entity, to);
  if (next === location.hash || (!entity && !location.hash)) arrive();
  else location.hash = next;
}

function arrive() {
  const found = parse(location.hash);
  const before = state.entity;
  Object.assign(state, { entity: found.entity, to: found.to });
  const link = state.to ? linkBetween(state.entity, state.to) : null;
  $("status").textContent = found.strange && !found.entity ? "The link names nothing on this page." : "";
  if (link) showLink(link);
  else if (state.entity) showThing(state.entity);
  $("panel").dataset.state = location.hash;
  showSide(Boolean(state.entity));
  if (picture) picture.select(state.entity, link, wantView);
  if (wantFocus) focusSide(before);
  [wantFocus, wantView] = [false, true];
}

function showSide(facts_) {
  $("panel").hidden = !facts_;
  $("list").hidden = facts_;
  $("side").scrollTop = 0;
}

function focusSide(before) {
  if (state.entity) {
    $("panel").focus({ preventScroll: true });
    if (getComputedStyle($("side")).overflowY === "visible") $("side").scrollIntoView();
    return;
  }
  const row_ = before && $("list").querySelector('[data-iri="' + CSS.escape(before.iri) + '"] button');
  (row_ || $("search")).focus();
}
