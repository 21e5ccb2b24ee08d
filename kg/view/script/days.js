// Days: dates of any precision as stretches, and when each thing was.

const BEGINS = ["on", "from"],
  ENDS = ["until"],
  SINGLE = ["saidOn", "announcedOn", "effectiveOn", "plannedFor"],
  DAYS = new Set([...BEGINS, ...ENDS, ...SINGLE, "asOf"]);
const XSD = "http://www.w3.org/2001/XMLSchema#",
  DAY_TYPES = new Set(["date", "dateTime", "gYear", "gYearMonth", "gMonthDay"].map((name) => XSD + name));

// Text that begins like a date is text: the datatype says what a value is, or a property whose values all are days.
function isDay(fact) {
  if (fact.text === undefined) return false;
  return fact.datatype ? DAY_TYPES.has(fact.datatype) : DAYS.has(fact.property.id) && CALENDAR.test(fact.text);
}

// The day, month or year of a date, without time and zone.
function dayIn(content) {
  return CALENDAR.exec(content)?.[1] || null;
}

// Each month ends on its 31st here: that orders rightly, and nothing is shown of it.
function span(content) {
  const day = dayIn(content);
  return day
    ? [(day + "-01-01".slice(day.length - 4)).slice(0, 10), (day + "-12-31".slice(day.length - 4)).slice(0, 10)]
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

// When a thing happened: by its own dates and by those of its states. The day of a report (asOf) is none of them.
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

function firstDay(thing, ids) {
  for (const id of ids) {
    const days = values(thing, id)
      .map((fact) => fact.text && dayIn(fact.text))
      .filter(Boolean);
    if (days.length) return days.sort()[0];
  }
  return "";
}

// The day by which a thing is put in order: its own first, else that of a state; never the day of a report.
function dayOf(thing) {
  const own = firstDay(thing, ["saidOn", "on", "from", "until", "effectiveOn", "announcedOn"]);
  if (own) return own;
  const states = statesOf(thing).map((one) => firstDay(one, ["plannedFor", "from", "until"]));
  return states.filter(Boolean).sort()[0] || "";
}

// When a thing was; where that is not known, since when there are reports of it, and said to be that.
function whenWords(thing) {
  const day = dayOf(thing);
  if (day) return date(day);
  const reports = statesOf(thing)
    .map((one) => firstDay(one, ["asOf"]))
    .filter(Boolean)
    .sort();
  return reports.length ? "reported " + stretchWords(reports) : "undated";
}

function inOrder(key) {
  return (one, two) => {
    const [a, b] = [key(one), key(two)];
    return a < b ? -1 : a > b ? 1 : one.number - two.number;
  };
}

const byDay = inOrder(dayOf);
// States in the order of the days that their reports vouch for.
const byReport = inOrder((told) => firstDay(told, ["asOf", "from", "plannedFor", "until"]));
