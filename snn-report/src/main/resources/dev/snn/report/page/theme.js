// Light or dark: what the system prefers, until the button says otherwise.
report.theme = (function () {
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const button = document.getElementById("theme");
  const listeners = [];
  let chosen = null;

  function show() {
    const dark = chosen === null ? system.matches : chosen === "dark";
    root.dataset.theme = dark ? "dark" : "light";
    button.textContent = dark ? "Light colours" : "Dark colours";
    listeners.forEach((listener) => listener());
  }

  button.addEventListener("click", () => {
    chosen = root.dataset.theme === "dark" ? "light" : "dark";
    show();
  });
  system.addEventListener("change", show);
  show();

  return {
    onChange: (listener) => listeners.push(listener),
    colour: (name) => getComputedStyle(root).getPropertyValue("--" + name).trim(),
    isDark: () => root.dataset.theme === "dark",
  };
})();
