// Elements: text enters the page as text, never as markup.

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, content] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), content);
    else if (content !== null && content !== false) element.setAttribute(name, content === true ? "" : content);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// Text of the graph: its direction is its own and does not leak.
function text(content, tag = "span", attributes = {}) {
  return make(tag, { dir: "auto", ...attributes }, visible(content));
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
  meeting: polygon([1.2, .55, 1.2, .55, 1.2, .55, 1.2, .55, 1.2, .55], UP),
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
const paths = Object.fromEntries(Object.entries(SHAPES).map(([id, path]) => [id, new Path2D(path)]));

function icon(kind, unreal = false) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "-1.45 -1.45 2.9 2.9");
  svg.setAttribute("class", "icon kind-" + kind.id + (unreal || HOLLOW.has(kind.id) ? " hollow" : ""));
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[kind.id] || SHAPES.thing);
  svg.append(path);
  return svg;
}

function thingButton(thing, most = 160) {
  if (!thing.held || isTold(thing)) return text(shortened(thing.label, most), "span", { class: "plain" });
  const open = () => go(thing, null, true);
  return make("button", { type: "button", class: "thing", onclick: open }, icon(thing.kind, thing.unreal),
    text(shortened(thing.label, most)));
}
