// Elements: text enters the page as text, never as markup.

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, content] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), content);
    else if (content !== null && content !== undefined && content !== false) {
      element.setAttribute(name, content === true ? "" : content);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, content] of Object.entries(attributes)) element.setAttribute(name, content);
  element.append(...children);
  return element;
}

// Text of the graph: its direction is its own and does not leak.
function text(content, tag = "span", attributes = {}) {
  return make(tag, { dir: "auto", ...attributes }, visible(content));
}

// Only the web's own addresses become links; reserved names lead nowhere.
function address(content) {
  const clean = visible(content);
  if (clean !== content || !/^https?:\/\/[^\s]+$/i.test(content) || !URL.canParse(content)) return text(content);
  if (/(^|\.)(example|invalid|test|localhost)$/i.test(new URL(content).hostname)) return text(content);
  return make("a", { href: content, rel: "noopener noreferrer", target: "_blank", dir: "ltr" }, clean);
}

function button(label, attributes) {
  return make("button", { type: "button", ...attributes }, label);
}

function polygon(corners, turn) {
  const points = corners.map((far, i) => {
    const angle = turn + (2 * Math.PI * i) / corners.length;
    return (far * Math.cos(angle)).toFixed(3) + "," + (far * Math.sin(angle)).toFixed(3);
  });
  return "M" + points.join("L") + "Z";
}
const UP = -Math.PI / 2;
const CIRCLE = "M1,0A1,1 0 1 1 -1,0A1,1 0 1 1 1,0Z";
const SHAPES = {
  person: CIRCLE,
  government: polygon(Array(6).fill(1.08), 0),
  organization: "M-.85,-.85H.85V.85H-.85Z",
  unnamedsource: CIRCLE,
  measure: polygon(Array(4).fill(1.15), UP),
  meeting: polygon([1.2, 0.55, 1.2, 0.55, 1.2, 0.55, 1.2, 0.55, 1.2, 0.55], UP),
  event: polygon(Array(3).fill(1.15), UP),
  statement: "M-1.15,-.9H1.15V.5H-.1L-.65,1.1V.5H-1.15Z",
  place: "M0,1.2L-.78,-.05A.9,.9 0 1 1 .78,-.05Z",
  product: "M-1.05,-.75H1.05L.65,.85H-.65Z",
  topic: CIRCLE + "M.5,0A.5,.5 0 1 0 -.5,0A.5,.5 0 1 0 .5,0Z",
  office: "M-.85,-.95H.85V.2Q.85,.85 0,1.15Q-.85,.85 -.85,.2Z",
  figure: "M-1,.9V.15H-.45V.9ZM-.27,.9V-.4H.27V.9ZM.45,.9V-.95H1V.9Z",
  thing: "M-.35,-1H.35V-.35H1V.35H.35V1H-.35V.35H-1V-.35H-.35Z",
};
const HOLLOW = new Set(["unnamedsource"]);
const shapePaths = Object.fromEntries(Object.entries(SHAPES).map(([id, path]) => [id, new Path2D(path)]));

function shape(kind, unreal) {
  const hollow = unreal || HOLLOW.has(kind.id);
  return svg("path", {
    d: SHAPES[kind.id] || SHAPES.thing,
    class: "shape kind-" + kind.id + (hollow ? " hollow" : ""),
  });
}

function icon(kind, unreal = false) {
  return svg("svg", { viewBox: "-1.45 -1.45 2.9 2.9", class: "icon", "aria-hidden": "true" }, shape(kind, unreal));
}

function thingButton(thing, most = 160, unreal = thing.unreal) {
  if (!thing.held || isTold(thing)) return text(shortened(thing.label, most), "span", { class: "plain" });
  return make(
    "button",
    { type: "button", class: "thing", onclick: () => go({ entity: thing, to: null, path: null }) },
    icon(thing.kind, unreal),
    text(shortened(thing.label, most)),
  );
}

// A list that shows a page at a time; what is cut is said and can be had.
function paged(host, items, row, more) {
  let shown = 0;
  const button_ = button("", { class: "quiet more" });
  const next = () => {
    const rows = items.slice(shown, shown + ROWS).map(row);
    host.append(...rows);
    shown += rows.length;
    button_.hidden = shown >= items.length;
    button_.textContent =
      "Show " + number(Math.min(ROWS, items.length - shown)) + " more of " + number(items.length - shown);
    return rows[0];
  };
  button_.addEventListener("click", () => next().querySelector("button")?.focus());
  next();
  more.append(button_);
}
