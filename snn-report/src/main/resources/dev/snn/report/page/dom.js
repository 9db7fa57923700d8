"use strict";
// What all parts of the report share: the data, elements, numbers as texts.
const report = { data: JSON.parse(document.getElementById("data").textContent) };

/** An element; texts among the children stay texts whatever they hold. */
report.el = function (name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};

report.section = (id) => document.getElementById(id);

/** A number for people, with as many digits as the size of another one needs (of itself, without). */
report.number = function (value, like) {
  if (value === null || value === undefined) {
    return "";
  }
  const size = Math.abs(like === undefined ? value : like);
  if (like === undefined && Number.isInteger(value) && size < 1e15) {
    return String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  }
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    return value.toExponential(2);
  }
  return value.toFixed(size >= 100 ? 1 : size >= 1 ? 2 : 4);
};

report.percent = (value) => (value * 100).toFixed(2);

/** The place of a control and its label. */
report.choice = function (text, options, onChange, first) {
  const select = report.el("select", {});
  options.forEach((option, k) => select.append(report.el("option", { value: k }, option)));
  select.value = first || 0;
  select.addEventListener("change", () => onChange(Number(select.value)));
  return report.el("label", {}, report.el("span", {}, text), select);
};
