// Citing: a receipt as a line to paste, and articles in the form that reference managers read.

function citationLine(citation) {
  const article = citation.article;
  const parts = [
    ...sourceAndDay(article).filter(Boolean),
    passageOf(citation) + " (characters " + citation.start + "–" + citation.end + ")",
  ];
  const quote = citation.quote === null ? "" : " “" + citation.quote.trim() + "”";
  return visible(parts.join(", ") + "." + quote + " " + citation.iri);
}

// What became of it is said beside the button, where the reader looks.
async function copyCitation(citation, told) {
  const line = citationLine(citation);
  let copied = true;
  try {
    await navigator.clipboard.writeText(line);
  } catch {
    copied = copyBySelection(line);
  }
  told.textContent = copied ? "Copied: " + line : "Not copied, the browser forbids it. The line to copy: " + line;
}

// Where the browser keeps its clipboard from pages on disk.
function copyBySelection(line) {
  const field = make("textarea", { "aria-hidden": "true" }, line),
    focus = document.activeElement;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  focus?.focus();
  return copied;
}

function cslItem(article, cited) {
  const item = { id: article.iri, type: "article-newspaper", title: article.label };
  if (article.publisher) item["container-title"] = article.publisher;
  if (article.published) {
    item.issued = { "date-parts": [article.published.slice(0, 10).split("-").map(Number)] };
    if (article.basis && article.basis !== "stated") item.issued.circa = true;
  }
  item.custom = {
    citations: cited.map((c) => ({ id: c.iri, paragraph: c.paragraph, start: c.start, end: c.end, sha256: c.digest })),
  };
  return item;
}

function cslList(facts_) {
  const cited = [...citedIn(facts_)].sort((a, b) => a - b).map((n) => citations[n]);
  return [...grouped(cited.filter(isChosenReceipt), (citation) => citation.article)].map(([article, some]) => cslItem(article, some));
}
