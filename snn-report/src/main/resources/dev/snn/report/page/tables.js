// Tables whose columns are sorted by buttons in their headers.
report.table = (function () {
  const el = report.el;
  const isEmpty = (value) => value === null || value === undefined || value === "";

  function compare(a, b, direction) {
    if (isEmpty(a) || isEmpty(b)) {
      return isEmpty(a) - isEmpty(b);
    }
    if (typeof a === "number" && typeof b === "number") {
      return direction * (a - b);
    }
    return direction * String(a).localeCompare(String(b), "en", { numeric: true });
  }

  function header(column, index, sort) {
    const cell = el("th", { scope: "col", class: column.numeric ? "number" : null, "aria-sort": "none" });
    const button = el("button", { type: "button", title: column.title }, column.label);
    button.addEventListener("click", () => {
      const next = cell.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
      cell.parentElement.querySelectorAll("th").forEach((th) => th.setAttribute("aria-sort", "none"));
      cell.setAttribute("aria-sort", next);
      sort(index, next === "ascending" ? 1 : -1);
    });
    cell.append(button);
    return cell;
  }

  function body(column, cell) {
    if (column.head) {
      return el("th", { scope: "row" }, String(cell.text));
    }
    const names = [column.numeric ? "number" : null, column.long ? "long" : null, cell.style];
    const classes = names.filter(Boolean).join(" ");
    const lines = cell.below ? [el("small", {}, cell.below)] : [];
    return el("td", { class: classes || null }, cell.text, ...lines);
  }

  /**
   * A table.
   * columns: {label, numeric, head, long, title}; rows: lists of {text, value, below, style}.
   */
  return function (caption, columns, rows) {
    const tbody = el("tbody", {});
    const lines = rows.map((cells) => ({
      values: cells.map((cell) => (cell.value === undefined ? cell.text : cell.value)),
      element: el("tr", {}, ...cells.map((cell, k) => body(columns[k], cell))),
    }));
    const sort = (index, direction) => {
      const order = [...lines].sort((a, b) => compare(a.values[index], b.values[index], direction));
      tbody.append(...order.map((line) => line.element));
    };
    tbody.append(...lines.map((line) => line.element));
    const head = el("tr", {}, ...columns.map((column, k) => header(column, k, sort)));
    const table = el("table", {}, el("caption", {}, caption), el("thead", {}, head), tbody);
    const sticky = columns.length > 0 && columns[0].head ? " sticky" : "";
    return el("div", { class: "scroll" + sticky, role: "region", tabindex: "0", "aria-label": caption }, table);
  };
})();
