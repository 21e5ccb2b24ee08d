// Labels: they keep their size on the screen and never cover one another.

function linkWords(link) {
  const names = linkNames(link);
  return shortened(names[0], 40) + (names.length > 1 ? " +" + (names.length - 1) : "");
}

function meets(box) {
  return (t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1];
}

// Where labels may go: what is written keeps its ground.
class Board {
  constructor(ctx, colours, width, height) {
    Object.assign(this, { ctx, colours, width, height, taken: [], nodes: [] });
    ctx.lineJoin = "round";
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
  }

  block({ x, y, size }) {
    this.nodes.push([x - size, y - size, x + size, y + size, size > 11 ? 3 : 1]);
  }

  free(box) {
    return (
      box[0] > 2 && box[1] > 2 && box[2] < this.width - 2 && box[3] < this.height - 2 && !this.taken.some(meets(box))
    );
  }

  covers(box) {
    return this.nodes
      .filter(meets(box))
      .reduce(
        (sum, n) =>
          sum +
          n[4] * (Math.min(box[2], n[2]) - Math.max(box[0], n[0])) * (Math.min(box[3], n[3]) - Math.max(box[1], n[1])),
        0,
      );
  }

  // A label never covers a label. What weighs 1 may cover parts of small nodes, what weighs 2 is always written.
  label(place, weight) {
    const { thing, x, y, size } = place;
    if (x < -80 || y < -40 || x > this.width + 80 || y > this.height + 40) return;
    const px = weight > 1 ? 14 : size > 12 ? 13 : 12;
    this.ctx.font = (weight > 1 || size > 13 ? "600 " : "") + px + "px system-ui, sans-serif";
    const lines = wrapped(thing.label, weight > 1 ? 34 : 20, weight > 1 ? 3 : 2);
    const width = Math.max(...lines.map((line) => this.ctx.measureText(line).width)),
      height = lines.length * px * 1.18;
    const gap = size + 3 + height / 2,
      side = size + 4 + width / 2,
      slant = size * 0.7 + 2;
    const spots = [
      [x, y + gap],
      [x, y - gap],
      [x + side, y],
      [x - side, y],
      [x + slant + width / 2, y + slant + height / 2],
      [x - slant - width / 2, y + slant + height / 2],
      [x + slant + width / 2, y - slant - height / 2],
      [x - slant - width / 2, y - slant - height / 2],
    ];
    // At the edge of the picture, what must be written moves in rather than over others.
    if (weight > 1) spots.splice(2, 0, this.clamped(spots[0], width, height), this.clamped(spots[1], width, height));
    const box = ([cx, cy]) => [cx - width / 2 - 1, cy - height / 2, cx + width / 2 + 1, cy + height / 2];
    // Below is best, askew is worst: so labels are found where one looks for them.
    const area = width * height,
      bound = weight > 1 ? Infinity : weight * 0.25 * area;
    const costs = spots.map((s, i) => [
      this.free(box(s)) ? Math.max(1, 3 * (weight - 1)) * this.covers(box(s)) : Infinity,
      i,
      s,
    ]);
    const fitting = costs.filter(([covered]) => covered < Infinity && covered <= bound);
    fitting.sort((a, b) => a[0] + a[1] * 0.04 * area - b[0] - b[1] * 0.04 * area);
    const spot = fitting.length ? fitting[0][2] : weight > 1 ? this.clamped(spots[0], width, height) : null;
    if (spot) this.write(lines, spot, px, height, box(spot), this.colours.ink);
  }

  clamped([x, y], width, height) {
    return [
      Math.min(Math.max(x, width / 2 + 4), this.width - width / 2 - 4),
      Math.min(Math.max(y, height / 2 + 4), this.height - height / 2 - 4),
    ];
  }

  line(words_, x, y, forced) {
    this.ctx.font = "italic 12px system-ui, sans-serif";
    const width = this.ctx.measureText(words_).width;
    const box = [x - width / 2 - 2, y - 8, x + width / 2 + 2, y + 8];
    if (forced || (this.free(box) && !this.covers(box))) this.write([words_], [x, y], 12, 14, box, this.colours.strong);
  }

  write(lines, [x, y], px, height, box, colour) {
    this.taken.push([box[0] - 3, box[1] - 2, box[2] + 3, box[3] + 2]);
    this.ctx.lineWidth = 3.5;
    this.ctx.strokeStyle = this.colours.ground;
    this.ctx.fillStyle = colour;
    lines.forEach((line, i) => {
      const at = y - height / 2 + px * 1.18 * (i + 0.5);
      this.ctx.strokeText(line, x, at);
      this.ctx.fillText(line, x, at);
    });
  }
}

// Text in lines of about so many letters; what does not fit ends in dots. Scripts without spaces break anywhere.
function wrapped(content, most, lines) {
  const parts = visible(content)
    .split(" ")
    .flatMap((word) =>
      word.length > most * 1.5
        ? [...word].reduce(
            (cut, char) => {
              if (cut[cut.length - 1].length < most) cut[cut.length - 1] += char;
              else cut.push(char);
              return cut;
            },
            [""],
          )
        : [word],
    );
  const found = [""];
  for (const part of parts) {
    const last = found.length - 1;
    if (!found[last]) found[last] = part;
    else if (found[last].length + part.length < most) found[last] += " " + part;
    else found.push(part);
  }
  return found.length <= lines
    ? found
    : [...found.slice(0, lines - 1), found[lines - 1].replace(/[\s,.;:]*$/, "") + "…"];
}
