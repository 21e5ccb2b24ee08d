// The picture: what is drawn, where, and how it answers the pointer.

const LEAST_SCALE = 0.55;

class Picture {
  constructor() {
    this.spots = new Map(data.nodes.map((node) => [things[node.id], { x: node.x, y: node.y }]));
    this.shown = new Set();
    this.lit = null;
    this.hover = null;
    this.look = new Look();
    this.nodes = new vis.DataSet([]);
    this.edges = new vis.DataSet([]);
    this.net = new vis.Network(
      $("canvas"),
      { nodes: this.nodes, edges: this.edges },
      {
        physics: false,
        autoResize: true,
        layout: { improvedLayout: false },
        nodes: { shape: "custom", chosen: false },
        edges: { smooth: false, chosen: false, selectionWidth: 0 },
        interaction: { hover: true, selectConnectedEdges: false, keyboard: false, tooltipDelay: 1e6 },
      },
    );
    // The table and the lists tell all this to those who do not see it; nothing in the picture takes the keyboard.
    $("canvas")
      .querySelectorAll("[tabindex]")
      .forEach((element) => {
        element.tabIndex = -1;
      });
    this.listen();
  }

  listen() {
    const net = this.net;
    net.on("click", (event) => {
      if (event.nodes.length)
        go({ entity: things[event.nodes[0]], to: null, path: null }, { focus: false, view: false });
      else if (event.edges.length) {
        const link = links[Number(event.edges[0].slice(1))];
        go({ entity: link.ends[0], to: link.ends[1], path: null }, { focus: false, view: false });
      } else if (state.entity) go({ entity: null, to: null, path: null }, { focus: false, view: false });
      net.unselectAll();
    });
    net.on("hoverNode", (event) => this.point(things[event.node]));
    net.on("blurNode", () => this.point(null));
    net.on("hoverEdge", (event) => this.point(links[Number(event.edge.slice(1))]));
    net.on("blurEdge", () => this.point(null));
    net.on("dragStart", () => this.point(null));
    net.on("dragEnd", (event) =>
      event.nodes.forEach((id) => {
        const at = net.getPosition(id);
        this.spots.set(things[id], { x: at.x, y: at.y });
      }),
    );
    net.on("afterDrawing", (ctx) => this.labels(ctx));
    net.once("afterDrawing", ready);
    $("canvas").addEventListener("pointermove", (event) => placeTip(event));
    $("canvas").addEventListener("pointerleave", () => this.point(null));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.look.read();
      this.update();
    });
    $("fit").addEventListener("click", () => this.fit([...this.shown]));
    $("zoom-in").addEventListener("click", () => net.moveTo({ scale: net.getScale() * 1.4 }));
    $("zoom-out").addEventListener("click", () => net.moveTo({ scale: net.getScale() / 1.4 }));
  }

  point(what) {
    const before = this.hover;
    if (before === what) return;
    this.hover = what;
    $("canvas").classList.toggle("over", Boolean(what));
    for (const item of [before, what]) if (item && item.ends) this.edges.updateOnly([this.edge(item)]);
    fillTip(what);
    this.net.redraw();
  }

  // Draws what the state asks for, and lights up what is selected with what is joined to it.
  show(view) {
    const opened = !this.shown.size;
    this.shown = chooseDrawn();
    this.link = state.to ? linkBetween(state.entity, state.to) : null;
    this.path = new Set((currentPath() || []).map((step) => step.link));
    this.lit = this.litThings();
    settle(this.shown, this.spots, sizeOf);
    this.update();
    if (opened) {
      this.net.setSize("100%", "100%"); // what stands below has only now got its height
      this.open();
    }
    if (view && (this.lit || !opened)) this.fit(this.lit ? [...this.lit] : [...this.shown]);
  }

  litThings() {
    if (this.path.size) return new Set(pathThings());
    if (this.link) return new Set([...this.link.ends, ...this.link.through].filter((thing) => this.shown.has(thing)));
    if (state.entity && this.shown.has(state.entity)) {
      const near = this.linksShown()
        .filter((link) => link.ends.includes(state.entity))
        .flatMap((link) => link.ends);
      return new Set([state.entity, ...near]);
    }
    if (!fold(state.q)) return null;
    const found = search(state.q)
      .map((one) => one.thing)
      .filter((thing) => this.shown.has(thing));
    return found.length ? new Set(found) : null;
  }

  // Broken lines come in with what they join when it is selected, and where nothing else joins it.
  linksShown() {
    const among = links.filter((link) => link.ends.every((thing) => this.shown.has(thing)) && linkPasses(link));
    const joined = new Set(among.filter(isDirect).flatMap((link) => link.ends));
    return among.filter(
      (link) =>
        isDirect(link) ||
        this.path.has(link) ||
        link === this.link ||
        link.ends.includes(state.entity) ||
        link.ends.some((thing) => !joined.has(thing)),
    );
  }

  update() {
    const wanted = [...this.shown],
      kept = new Set(wanted.map((thing) => thing.number));
    this.nodes.remove(this.nodes.getIds().filter((id) => !kept.has(id)));
    this.nodes.update(wanted.filter((thing) => !this.nodes.get(thing.number)).map((thing) => this.node(thing)));
    const joins = this.linksShown(),
      ids = new Set(joins.map((link) => link.id));
    this.edges.remove(this.edges.getIds().filter((id) => !ids.has(id)));
    this.edges.update(joins.map((link) => this.edge(link)));
    showDrawnNote(this.shown.size);
    this.net.redraw();
  }

  node(thing) {
    const { x, y } = this.spots.get(thing),
      size = sizeOf(thing);
    return {
      id: thing.number,
      x,
      y,
      shape: "custom",
      ctxRenderer: ({ ctx, x: at, y: up }) => ({
        drawNode: () =>
          this.look.node(ctx, at, up, thing, {
            faded: this.lit && !this.lit.has(thing) && this.hover !== thing,
            hot: this.hover === thing,
          }),
        nodeDimensions: { width: 2 * size, height: 2 * size },
      }),
    };
  }

  edge(link) {
    const near = !this.link && !this.path.size && state.entity && link.ends.includes(state.entity);
    return this.look.edge(link, {
      hot: this.link === link || this.hover === link,
      near,
      lit: this.path.has(link),
      faded: this.lit && !near,
    });
  }

  // The whole opening picture; in a narrow window the middle of it, at a size at which names can be read.
  open() {
    this.fit([...this.shown]);
    const middle = best.find((thing) => this.shown.has(thing));
    if (middle && this.net.getScale() < LEAST_SCALE) {
      this.net.moveTo({ position: this.net.getPosition(middle.number), scale: LEAST_SCALE });
    }
  }

  // What stood in the picture stands in it still when its room has changed.
  resized() {
    this.net.setSize("100%", "100%");
    this.fit(this.lit ? [...this.lit] : [...this.shown]);
  }

  fit(some) {
    if (!some.length) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.net.fit({
      nodes: some.map((thing) => thing.number),
      maxZoomLevel: 1.25,
      animation:
        calm || !document.documentElement.dataset.ready ? false : { duration: 300, easingFunction: "easeInOutQuad" },
    });
  }

  // Labels keep their size on the screen; each goes where there is room, the important ones first.
  labels(ctx) {
    const scale = this.net.getScale(),
      canvas = ctx.canvas,
      ratio = canvas.width / canvas.clientWidth;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const board = new Board(ctx, this.look.colours, canvas.clientWidth, canvas.clientHeight);
    // The library draws in the midst of an update, when not all that is to be shown stands yet.
    const standing = [...this.shown].filter((thing) => this.net.body.nodes[thing.number]);
    const places = standing.map((thing) => {
      const spot = this.net.body.nodes[thing.number],
        at = this.net.canvasToDOM({ x: spot.x, y: spot.y });
      return { thing, x: at.x, y: at.y, size: sizeOf(thing) * scale, rank: this.rank(thing) };
    });
    const box = $("tools").getBoundingClientRect(),
      from = canvas.getBoundingClientRect();
    board.taken.push([box.left - from.left, box.top - from.top, box.right - from.left, box.bottom - from.top]);
    places.sort((a, b) => b.rank - a.rank || a.thing.number - b.thing.number);
    places.filter((p) => !this.lit || p.rank >= 1000).forEach((p) => board.block(p));
    // What is selected is always named, so its name comes first; the names of lines go round it.
    const first = places.filter((place) => place.rank >= 1e5);
    first.forEach((place) => board.label(place, 2));
    this.linkLabels(board, scale);
    places.slice(first.length).forEach((place, i) => {
      if (!this.lit || place.rank >= 1000) board.label(place, i < 30 ? 1 : 0);
    });
    ctx.restore();
  }

  rank(thing) {
    if (thing === this.hover) return 1e6;
    if (thing === state.entity || thing === state.to || thing === state.path || (this.path.size && this.lit.has(thing)))
      return 1e5;
    const lit = this.lit && this.lit.has(thing) ? 1000 : 0;
    return lit + sizeOf(thing) + (isSaid(thing) ? 0 : 5);
  }

  linkLabels(board, scale) {
    const some = [this.hover, this.link, ...this.path].filter((item) => item && item.ends);
    if (this.lit && !this.link && !this.path.size && state.entity) {
      const near = state.entity.links.filter((link) => isDirect(link) && this.lit.has(other(link, state.entity)));
      if (near.length <= 14 || scale > 1.4) some.push(...near);
    }
    for (const link of new Set(some)) {
      if (!link.ends.every((thing) => this.net.body.nodes[thing.number])) continue;
      const [a, b] = link.ends.map((thing) => this.place(thing.iri));
      board.line(
        linkWords(link),
        (a.x + b.x) / 2,
        (a.y + b.y) / 2,
        link === this.hover || link === this.link || this.path.has(link),
      );
    }
  }

  place(...iris) {
    const found = iris
      .map((iri) => this.net.body.nodes[byIri.get(iri).number])
      .map(({ x, y }) => this.net.canvasToDOM({ x, y }));
    return {
      x: found.reduce((sum, at) => sum + at.x, 0) / found.length,
      y: found.reduce((sum, at) => sum + at.y, 0) / found.length,
    };
  }
}

let picture = null;

// Made when it is first looked at: a canvas that nobody sees has no size.
function thePicture() {
  picture ||= new Picture();
  return picture;
}
