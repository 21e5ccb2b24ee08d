// Days: dates of any precision as stretches, and when each thing was.

const BEGINS = ["on", "from"],
  ENDS = ["until"],
  SINGLE = ["saidOn", "announcedOn", "effectiveOn", "asOf", "plannedFor"];

// Each month ends on its 31st here: that orders rightly, and nothing is shown of it.
function span(content) {
  const found = /^\d{4}(-\d\d(-\d\d)?)?/.exec(content);
  return found
    ? [
        (found[0] + "-01-01".slice(found[0].length - 4)).slice(0, 10),
        (found[0] + "-12-31".slice(found[0].length - 4)).slice(0, 10),
      ]
    : null;
}

function ownSpans(thing) {
  const dates = (ids) =>
    ids
      .flatMap((id) => values(thing, id))
      .filter((f) => f.text !== undefined)
      .map((f) => span(f.text))
      .filter(Boolean);
  const spans = dates(SINGLE),
    ends = [...dates(BEGINS), ...dates(ENDS)];
  if (ends.length) {
    spans.push([
      ends.map((s) => s[0]).sort()[0],
      ends
        .map((s) => s[1])
        .sort()
        .pop(),
    ]);
  }
  return spans;
}

// When a thing happened: by its own dates and by those of its states.
function happenedSpans(thing) {
  thing.spans ||= [...ownSpans(thing), ...statesOf(thing).flatMap(ownSpans)];
  return thing.spans;
}

function publishedSpan(article) {
  const first = article.published && span(article.published);
  return first ? [first[0], span(article.latest || article.published)[1]] : null;
}

function overlaps(spans, from, until) {
  return spans.some((s) => s && (!until || s[0] <= until) && (!from || s[1] >= from));
}

// The day by which a thing is put in order: its own first, else that of a state.
function dayOf(thing) {
  const fact = ["saidOn", "on", "from", "until", "effectiveOn", "announcedOn", "asOf"]
    .map((id) => value(thing, id))
    .find(Boolean);
  if (fact) return fact.text;
  const states = statesOf(thing)
    .map((state_) => value(state_, "plannedFor") || value(state_, "asOf"))
    .filter(Boolean);
  return states.length ? states.map((f) => f.text).sort()[0] : "";
}

function byDay(one, two) {
  const [a, b] = [dayOf(one), dayOf(two)];
  return a < b ? -1 : a > b ? 1 : one.number - two.number;
}
